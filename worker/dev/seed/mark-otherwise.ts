import type { Tenant } from '../../../tenants/tenant'
import type { Actor } from '../../domain/policy'
import { findRegrade, makeRuling } from '../../domain/quizzes'
import { itemsOf } from './courses'

/** A question of the first quiz had been understood in two ways: everyone gets its points. */
export async function markOtherwise(tenant: Tenant, instructor: Actor, courseId: string): Promise<void> {
  const teacher: Actor = { ...instructor, courseRoles: { [courseId]: 'instructor' } }
  const quiz = (await itemsOf(tenant, courseId)).find(({ kind }) => kind === 'quiz')
  if (!quiz) return
  const { questions } = await findRegrade(tenant, teacher, quiz.id)
  const question = questions.find(({ kinds, attempts }) => attempts > 0 && kinds.includes('credit'))
  if (question) await makeRuling(tenant, teacher, quiz.id, { versionId: question.versionId, kind: 'credit' })
}
