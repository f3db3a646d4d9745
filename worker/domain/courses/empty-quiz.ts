import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf } from '../../db/insert-many'
import { quizDraws, quizQuestions } from '../../db/schema'
import { Conflict } from '../../errors'
import { candidatesQuery, shortagesOf, sourceOf } from '../draws'

type Part = { id: string; kind?: string }

/** Why a quiz cannot be shown to learners; null where it can. */
async function wantOf({ db }: Tenant, { id }: Part): Promise<Conflict | null> {
  const [[asked], draws, candidates] = await db.batch([
    db.select({ id: quizQuestions.questionId }).from(quizQuestions).where(eq(quizQuestions.itemId, id)).limit(1),
    db
      .select({ id: quizDraws.id, count: quizDraws.count, tag: quizDraws.tag, source: sourceOf.as('source') })
      .from(quizDraws)
      .where(eq(quizDraws.itemId, id)),
    candidatesQuery(db, [id]),
  ])
  if (!asked && draws.length === 0) return new Conflict('quizzes.emptyQuiz')
  const [short] = shortagesOf(draws, candidates)
  const draw = draws.find((one) => one.id === short?.drawId)
  if (!short || !draw) return null
  const source = draw.tag ? `${draw.source} (${draw.tag})` : draw.source
  return new Conflict('banks.tooFew', { wanted: short.wanted, found: short.found, source })
}

/** A quiz that asks nothing, which nobody could pass, or whose draws find too few questions. */
export const isEmptyQuiz = async (tenant: Tenant, part: Part): Promise<boolean> =>
  part.kind === 'quiz' && (await wantOf(tenant, part)) !== null

/** Refuses to show such a quiz to learners. */
export async function requireQuestions(tenant: Tenant, part: Part): Promise<void> {
  const want = part.kind === 'quiz' ? await wantOf(tenant, part) : null
  if (want) throw want
}

/** Those of many quizzes that cannot be shown: one trip. */
export async function emptyQuizzes({ db }: Tenant, itemIds: string[]): Promise<Set<string>> {
  const [asked, draws, candidates] = await db.batch([
    db
      .selectDistinct({ itemId: quizQuestions.itemId })
      .from(quizQuestions)
      .where(sql`${quizQuestions.itemId} in ${anyOf(itemIds)}`),
    db
      .select({ id: quizDraws.id, itemId: quizDraws.itemId, count: quizDraws.count })
      .from(quizDraws)
      .where(sql`${quizDraws.itemId} in ${anyOf(itemIds)}`),
    candidatesQuery(db, itemIds),
  ])
  const hasQuestions = new Set(asked.map(({ itemId }) => itemId))
  return new Set(
    itemIds.filter((id) => {
      const own = draws.filter(({ itemId }) => itemId === id)
      const isShort = shortagesOf(
        own,
        candidates.filter(({ itemId }) => itemId === id),
      ).length
      return isShort || (own.length === 0 && !hasQuestions.has(id))
    }),
  )
}
