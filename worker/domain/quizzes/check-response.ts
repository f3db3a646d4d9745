import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { responses } from '../../db/schema'
import { Conflict, NotFound } from '../../errors'
import type { Actor } from '../policy'
import { logged } from './attempt-log'
import { insistOpen } from './find-asked'
import { canCheck } from './read-result'
import { findOpenAttempt } from './save-responses'

/** Lets a learner see at once whether a saved answer is right, where the quiz shows that while it is taken; then it stays. */
export async function checkResponse(
  tenant: Tenant,
  actor: Actor,
  attemptId: string,
  versionId: string,
  address = '',
): Promise<void> {
  const page = await findOpenAttempt(tenant, actor, attemptId)
  const asked = page.questions.find((one) => one.versionId === versionId)
  if (!asked) throw new NotFound()
  insistOpen(asked)
  if (asked.isChecked) return
  if (!canCheck(page.quiz, asked)) throw new Conflict('quizzes.noCheck')
  if (!asked.isAnswered) throw new Conflict('quizzes.answerFirst')
  const { db } = tenant
  const at = tenant.now()
  const check = db
    .update(responses)
    .set({ checkedAt: at })
    .where(
      and(
        eq(responses.attemptId, attemptId),
        eq(responses.versionId, versionId),
        isNull(responses.checkedAt),
        sql`exists (select 1 from attempts a where a.id = ${attemptId} and a.submitted_at is null
          and (a.forward_by is null or a.reached = ${asked.page}))`,
      ),
    )
  await db.batch([check, logged(db, attemptId, { kind: 'checked', at, address }, sql`changes() > 0`)])
}
