import { eq } from 'drizzle-orm'
import type { Tenant } from '../../tenants/tenant'
import { attempts, deadlineOverrides, submissions } from '../../worker/db/schema'
import { createAssignment } from '../../worker/domain/assignments'
import { newId } from '../../worker/lib/ids'
import { monday } from '../support/platform'
import { versionsOf } from '../support/quiz'

export type AssessmentObjects = Record<'assignment' | 'submission' | 'deadline' | 'version', string>

type Given = { quiz: string; attempt: string; enrollmentId: string; userId: string }

/** An assignment with work that was handed in, a date of Lena's own, and a question that her attempt asks. */
export async function makeAssessmentObjects(
  tenant: Tenant,
  { quiz, attempt, enrollmentId, userId }: Given,
): Promise<AssessmentObjects> {
  const { db } = tenant
  const [submission, deadline] = [newId(), newId()]
  const assignment = `${quiz}-essay`
  const [first] = await versionsOf(tenant, quiz)
  const version = first!.versionId
  await db.batch([
    createAssignment(db, assignment, { instructions: 'Write half a page.' }),
    db.insert(submissions).values({
      id: submission,
      enrollmentId,
      itemId: assignment,
      number: 1,
      text: 'Half a page.',
      draft: false,
      createdAt: monday,
      submittedAt: monday,
    }),
    db.insert(deadlineOverrides).values({
      id: deadline,
      itemId: assignment,
      userId,
      dueAt: monday,
      createdBy: 'nobody',
      createdAt: monday,
    }),
    db
      .update(attempts)
      .set({ asked: [{ versionId: version, points: 1 }] })
      .where(eq(attempts.id, attempt)),
  ])
  return { assignment, submission, deadline, version }
}
