import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { bankQuestions, questions, quizQuestions } from '../../db/schema'
import { Conflict } from '../../errors'
import { positionAfter } from '../../lib/position'
import { reversal } from '../undo'
import { findQuizToEdit } from './find-quiz-to-edit'
import { sumPoints } from './sum-points'

type Removed = {
  itemId: string
  questionId: string
  versionId: string
  position: string
  points: number
  rubricId?: string | null
}

/** A question stands where it stood and is worth what it was worth, unless it was put back or purged meanwhile. */
export const questionBack = reversal<Removed>({
  subject: ({ itemId }) => ({ kind: 'item', id: itemId }),
  async prepare(tenant, actor, { itemId, ...row }) {
    const { db } = tenant
    const { questions: list, draws, sections, removed, last } = await findQuizToEdit(tenant, actor, itemId)
    if (!removed.some(({ questionId }) => questionId === row.questionId) && !(await isBanked(tenant, row.questionId)))
      throw new Conflict('people.undoTaken')
    const isFree = [...list, ...draws, ...sections].every(({ position }) => position !== row.position)
    const position = isFree ? row.position : positionAfter(last)
    return [
      db.insert(quizQuestions).values({ itemId, ...row, position }),
      db.update(questions).set({ deletedAt: null, deletedFrom: null }).where(eq(questions.id, row.questionId)),
      ...sumPoints(db, itemId, tenant.now()),
    ]
  },
})

/** One that a bank keeps is not in the bin of its quiz. */
async function isBanked({ db }: Tenant, questionId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: bankQuestions.questionId })
    .from(bankQuestions)
    .where(eq(bankQuestions.questionId, questionId))
    .limit(1)
  return row !== undefined
}
