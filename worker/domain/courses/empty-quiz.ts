import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { quizQuestions } from '../../db/schema'
import { Conflict } from '../../errors'

type Part = { id: string; kind?: string }

/** A quiz that asks nothing: nobody could pass it, so nobody could finish its course. */
export async function isEmptyQuiz({ db }: Tenant, part: Part): Promise<boolean> {
  if (part.kind !== 'quiz') return false
  const [asked] = await db
    .select({ id: quizQuestions.questionId })
    .from(quizQuestions)
    .where(eq(quizQuestions.itemId, part.id))
    .limit(1)
  return !asked
}

/** Refuses to show such a quiz to learners. */
export async function requireQuestions(tenant: Tenant, part: Part): Promise<void> {
  if (await isEmptyQuiz(tenant, part)) throw new Conflict('quizzes.emptyQuiz')
}
