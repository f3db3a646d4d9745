import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { behind, type PageAsked } from '../../db/page'
import { certificateRevocations, certificates } from '../../db/schema'

const columns = {
  id: certificates.id,
  code: certificates.code,
  userId: certificates.userId,
  kind: certificates.kind,
  subjectId: certificates.subjectId,
  courseId: certificates.courseId,
  recipientName: certificates.recipientName,
  title: certificates.title,
  organizationName: certificates.organizationName,
  locale: certificates.locale,
  issuedAt: certificates.issuedAt,
  expiresAt: certificates.expiresAt,
  revokedAt: certificateRevocations.revokedAt,
  /** Said by who revoked it; null where it stands. */
  revokedFor: sql<string | null>`${certificateRevocations.reason}`.as('revoked_for'),
}

const where = (db: Database, condition: SQL | undefined) =>
  db
    .select(columns)
    .from(certificates)
    .leftJoin(certificateRevocations, eq(certificateRevocations.certificateId, certificates.id))
    .where(condition)

/** Unexecuted: one certificate. */
export const certificateQuery = (db: Database, id: string) => where(db, eq(certificates.id, id)).limit(1)

/** Unexecuted: the certificate with a code as `readCode` gives it. */
export const certificateByCodeQuery = (db: Database, code: string) => where(db, eq(certificates.code, code)).limit(1)

/** Unexecuted: a person's certificates, newest first; in one course, or in all. */
export const certificatesOfQuery = (
  db: Database,
  userId: string,
  courseId?: string,
  { cursor, size }: PageAsked = { size: 200 },
) =>
  where(
    db,
    and(
      eq(certificates.userId, userId),
      courseId ? eq(certificates.courseId, courseId) : undefined,
      behind([certificates.issuedAt, certificates.id], cursor, 'down'),
    ),
  )
    .orderBy(desc(certificates.issuedAt), desc(certificates.id))
    .limit(size)

/** Unexecuted: the certificates of a course, newest first. */
export const certificatesInQuery = (db: Database, courseId: string, { cursor, size }: PageAsked) =>
  where(db, and(eq(certificates.courseId, courseId), behind([certificates.issuedAt, certificates.id], cursor, 'down')))
    .orderBy(desc(certificates.issuedAt), desc(certificates.id))
    .limit(size)

export type Certificate = Awaited<ReturnType<typeof certificateQuery>>[number]
