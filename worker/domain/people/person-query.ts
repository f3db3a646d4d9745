import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { auditEntries, observerLinks, users } from '../../db/schema'

/** What admins see and edit of a person: unexecuted. */
export const personQuery = ({ db }: Tenant, id: string) =>
  db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      verifiedAt: users.emailVerifiedAt,
      username: users.username,
      hasPassword: sql<number>`${users.passwordHash} is not null`.as('has_password'),
      role: users.role,
      state: users.state,
      pronouns: users.pronouns,
      bio: users.bio,
      photoId: users.photoId,
      locale: users.locale,
      zone: users.zone,
      visibility: users.visibility,
      lastSeenAt: users.lastSeenAt,
      createdAt: users.createdAt,
    })
    .from(users)
    .where(and(eq(users.id, id), isNull(users.deletedAt)))
    .limit(1)

export type Person = Awaited<ReturnType<typeof personQuery>>[number]

const other = { id: users.id, name: users.name, photoId: users.photoId, state: users.state }

/** Who looks after this person: unexecuted. */
export const observersOfQuery = ({ db }: Tenant, learnerId: string) =>
  db
    .select(other)
    .from(observerLinks)
    .innerJoin(users, eq(users.id, observerLinks.observerId))
    .where(and(eq(observerLinks.learnerId, learnerId), isNull(users.deletedAt)))
    .orderBy(users.name)
    .limit(50)

/** Whom this person looks after: unexecuted. For the home page of an observer. */
export const observedLearnersQuery = ({ db }: Tenant, observerId: string) =>
  db
    .select(other)
    .from(observerLinks)
    .innerJoin(users, eq(users.id, observerLinks.learnerId))
    .where(and(eq(observerLinks.observerId, observerId), isNull(users.deletedAt)))
    .orderBy(users.name)
    .limit(50)

/** What was done to a person lately, newest first: unexecuted. */
export const personAuditQuery = ({ db }: Tenant, id: string) =>
  db
    .select({ id: auditEntries.id, at: auditEntries.at, act: auditEntries.act, by: users.name })
    .from(auditEntries)
    .leftJoin(users, eq(users.id, auditEntries.actorId))
    .where(and(eq(auditEntries.subjectId, id), sql`substr(${auditEntries.act}, 1, 8) <> 'session.'`))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(10)
