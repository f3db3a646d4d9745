import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { orConflict } from '../../db/conflict'
import { bankQuestions, questionVersions } from '../../db/schema'
import { Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { checkedPassage, type Question, withPassage } from '../quizzes'
import { indexQuestions } from './entries'
import { findBankQuestionToEdit } from './find-question'
import { tagsOf } from './list-questions'
import { passageOf } from './passages-query'
import { spreadPictures } from './pictures'
import { newVersion } from './write-questions'

/** So many questions of a bank can be about one text that is changed. */
const mostAbout = 100

const aboutQuery = (db: Database, bankId: string, passage: string) =>
  db
    .select({
      id: bankQuestions.questionId,
      kind: questionVersions.kind,
      body: questionVersions.body,
      tags: tagsOf.as('own_tags'),
      retiredAt: bankQuestions.retiredAt,
    })
    .from(bankQuestions)
    .innerJoin(questionVersions, eq(questionVersions.id, bankQuestions.versionId))
    .where(and(eq(bankQuestions.bankId, bankId), sql`${passageOf} = ${passage}`))
    .limit(mostAbout + 1)

/**
 * Changes the text that a question of a bank is about, for all questions of the bank about it: each of them is a new version, which
 * draws ask from now on, and quizzes once they take it. '' takes it away.
 */
export async function changeBankPassage(tenant: Tenant, actor: Actor, questionId: string, text: string): Promise<void> {
  const found = await findBankQuestionToEdit(tenant, actor, questionId)
  const { bank, question } = found
  const before = question.body.passage ?? ''
  const passage = checkedPassage(text)
  if (passage === before) return
  const { db } = tenant
  const about = before
    ? await aboutQuery(db, bank.id, before)
    : [{ id: questionId, ...question, tags: found.tags, retiredAt: found.retiredAt }]
  if (about.length > mostAbout) throw new Invalid('text', 'banks.passageMany', { most: mostAbout })
  const at = tenant.now()
  const made = about.map(({ id, kind, body, tags, retiredAt }) => ({
    tags,
    retiredAt,
    questionId: id,
    versionId: newId(),
    question: withPassage({ kind, body } as Question, passage),
    createdBy: actor.id,
    at,
  }))
  await db
    .batch([
      recordAudit(tenant, actor, 'bank.question', {
        kind: 'bank',
        id: bank.id,
        before: { passage: before },
        after: { passage, questions: made.map((one) => one.questionId) },
      }),
      ...made.flatMap((version) => [
        newVersion(db, version),
        db
          .update(bankQuestions)
          .set({ versionId: version.versionId, updatedAt: at })
          .where(eq(bankQuestions.questionId, version.questionId)),
      ]),
      ...indexQuestions(
        db,
        made
          .filter(({ retiredAt }) => retiredAt === null)
          .map(({ questionId: id, question, tags }) => ({ id, courseId: bank.courseId, question, tags })),
      ),
      spreadPictures(db, bank.id),
    ])
    .catch(orConflict())
}
