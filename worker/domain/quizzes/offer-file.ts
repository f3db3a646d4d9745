import type { Tenant } from '../../../tenants/tenant'
import { NotFound } from '../../errors'
import type { Actor } from '../policy'
import { checkAnswerFile } from './answer-files'
import { findOpenAttempt } from './save-responses'

/** Refuses a file by its name and size, or because the time is up, before a byte of it is sent. */
export async function offerFile(
  tenant: Tenant,
  actor: Actor,
  attemptId: string,
  versionId: string,
  file: { name: string; size: number },
): Promise<void> {
  const { questions } = await findOpenAttempt(tenant, actor, attemptId)
  const question = questions.find((one) => one.versionId === versionId)
  if (!question) throw new NotFound()
  checkAnswerFile(question.asked, file)
}
