import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { certificates, courseModules, courses, enrollments, organization, users } from '../../db/schema'
import { newCode, newId } from '../../lib/ids'
import { recordEvent } from '../events'

/** What somebody has completed, and when. */
export type Earned = { kind: 'course' | 'module'; subjectId: string; enrollmentId: string; at: number }

/** About 59 bits: nobody finds one by trying. */
const CODE_LENGTH = 12
const MOST_TRIES = 3

/**
 * Gives the certificate for a completed course or module whose switch is on: once a person, subject and round, with the
 * names as they are now. Run again it changes nothing.
 */
export async function issueCertificate(tenant: Tenant, earned: Earned): Promise<void> {
  for (let tries = 1; ; tries++) {
    const { known, granted } = await readGranted(tenant, earned)
    if (known || !granted) return
    try {
      await write(tenant, earned, granted)
      return await tenant.queue.send('drain')
    } catch (error) {
      // somebody was faster, or (once in an age) the code is taken: reading again tells which
      if (!isUniqueViolation(error) || tries === MOST_TRIES) throw error
    }
  }
}

type Granted = NonNullable<Awaited<ReturnType<typeof readGranted>>['granted']>

async function readGranted({ db }: Tenant, { kind, subjectId, enrollmentId }: Earned) {
  const isModule = kind === 'module'
  const [[known], [granted]] = await db.batch([
    db
      .select({ id: certificates.id })
      .from(certificates)
      .innerJoin(
        enrollments,
        and(eq(enrollments.userId, certificates.userId), eq(enrollments.round, certificates.round)),
      )
      .where(and(eq(enrollments.id, enrollmentId), eq(certificates.kind, kind), eq(certificates.subjectId, subjectId)))
      .limit(1),
    db
      .select({
        userId: users.id,
        courseId: courses.id,
        round: enrollments.round,
        recipientName: users.name,
        title: isModule ? courseModules.title : courses.title,
        organizationName: organization.name,
        locale:
          sql<string>`coalesce(nullif(${users.locale}, ''), nullif(${courses.locale}, ''), ${organization.locale})`.as(
            'certificate_locale',
          ),
      })
      .from(enrollments)
      .innerJoin(users, eq(users.id, enrollments.userId))
      .innerJoin(courses, eq(courses.id, enrollments.courseId))
      .innerJoin(organization, sql`1`)
      .leftJoin(courseModules, and(eq(courseModules.courseId, courses.id), eq(courseModules.id, subjectId)))
      .where(
        and(
          eq(enrollments.id, enrollmentId),
          isNull(users.deletedAt),
          isModule
            ? eq(courseModules.certificate, true)
            : and(eq(courses.id, subjectId), eq(courses.certificate, true)),
        ),
      )
      .limit(1),
  ])
  return { known: known !== undefined, granted }
}

function write({ db }: Tenant, { kind, subjectId, at }: Earned, { title, ...granted }: Granted) {
  const id = newId()
  return db.batch([
    db.insert(certificates).values({
      ...granted,
      id,
      code: newCode(CODE_LENGTH),
      kind,
      subjectId,
      title: title ?? '',
      issuedAt: at,
    }),
    recordEvent(db, 'certificate.issued', id, {
      actorId: granted.userId,
      payload: { userId: granted.userId, courseId: granted.courseId, kind, subjectId },
      at,
    }),
  ])
}
