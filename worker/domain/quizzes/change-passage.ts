import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { Conflict, Invalid, NotFound } from '../../errors'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { rewording } from './edit-questions'
import { findQuizToEdit } from './find-quiz-to-edit'
import { mostPassage, withPassage } from './questions'

/** A text that questions are about, as it can be stored; '' is none. */
export function checkedPassage(text: string): string {
  const clean = cleanText(text)
  if (clean.length > mostPassage) throw new Invalid('text', 'form.tooLong', { most: mostPassage })
  return clean
}

/**
 * Changes the text that a question is about, for all questions of the quiz about it; '' takes it away. What was asked stays as it
 * was: once there are attempts each of them is a new version.
 */
export async function changePassage(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  questionId: string,
  text: string,
): Promise<void> {
  const { questions } = await findQuizToEdit(tenant, actor, itemId)
  const row = questions.find((one) => one.questionId === questionId)
  if (!row) throw new NotFound()
  const before = row.question.body.passage ?? ''
  const passage = checkedPassage(text)
  if (passage === before) return
  const about = before ? questions.filter(({ question }) => question.body.passage === before) : [row]
  if (about.some(({ bank }) => bank)) throw new Conflict('banks.editInBank')
  const at = tenant.now()
  await tenant.db
    .batch([
      recordAudit(tenant, actor, 'question.edit', {
        kind: 'item',
        id: itemId,
        before: { passage: before },
        after: { passage, questions: about.map((one) => one.questionId) },
      }),
      ...about.flatMap((row) =>
        rewording(tenant.db, {
          itemId,
          questionId: row.questionId,
          versionId: row.versionId,
          question: withPassage(row.question, passage),
          createdBy: actor.id,
          at,
        }),
      ),
    ])
    .catch(orConflict())
}
