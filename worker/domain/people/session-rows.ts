import { and, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { type Given, prepared } from '../../db/prepared'
import { enrollments, sessions, users } from '../../db/schema'
import { type OrganizationSettings, organizationQuery } from '../organization'
import type { Actor, CourseRole } from '../policy'

export type Resumed = {
  actor: Actor
  organization: OrganizationSettings
  sessionId: string
  /** Their password is too short for the role that they have now. */
  needsPassword: boolean
  /** What they were told and have not looked at, up to 100. */
  unread: number
  /** Rooms of their inbox with something new, up to 100. */
  inbox: number
}

/** A session that goes on, whose it is, and the organization around it. */
export const sessionQueries = (db: Database, id: string, now: number) =>
  [sessionQuery(db, id, now), organizationQuery(db), courseRolesQuery(db, id)] as const

/** Columns that make an Actor. */
export const actorColumns = {
  id: users.id,
  name: users.name,
  role: users.role,
  photoId: users.photoId,
  locale: users.locale,
  zone: users.zone,
  emailVerifiedAt: users.emailVerifiedAt,
  username: users.username,
  longPassword: users.longPassword,
}

type ActorRow = { [K in keyof typeof actorColumns]: (typeof users.$inferSelect)[K] }

/** The bell of every page; by the index of what is unread. */
const unreadCount = sql<number>`(select count(*) from (select 1 from notifications n
  where n.user_id = ${users.id} and n.read_at is null and n.in_bell = 1 limit 100))`.as('unread_count')

/** Rooms of the inbox in which something is new. */
const inboxCount =
  sql<number>`(select count(*) from (select 1 from chat_members cm join chat_rooms cr on cr.id = cm.room_id
  where cm.user_id = ${users.id} and cm.joined = 1 and cm.muted_at is null and cr.last_seq > cm.read_seq limit 100))`.as(
    'inbox_count',
  )

const sessionQuery = prepared((db, id: Given<string>, now: Given<number>) =>
  db
    .select({ session: sessions, user: actorColumns, unread: unreadCount, inbox: inboxCount })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, id), gt(sessions.endsAt, now), eq(users.state, 'active'), isNull(users.deletedAt)))
    .limit(1),
)

const courseRolesQuery = prepared((db, sessionId: Given<string>) =>
  db
    .select({ courseId: enrollments.courseId, role: enrollments.role })
    .from(enrollments)
    .innerJoin(sessions, eq(sessions.userId, enrollments.userId))
    .where(and(eq(sessions.id, sessionId), ne(enrollments.role, 'learner'), eq(enrollments.state, 'active'))),
)

/** Unknown lengths are measured at the next sign-in. */
export const needsPassword = ({ role, longPassword }: Pick<ActorRow, 'role' | 'longPassword'>) =>
  (role === 'owner' || role === 'admin') && longPassword === false

export function toActor(
  user: ActorRow,
  courseRows: { courseId: string; role: CourseRole }[],
  settings: OrganizationSettings,
): Actor {
  return {
    id: user.id,
    name: user.name,
    role: user.role,
    photoId: user.photoId,
    courseRoles: Object.fromEntries(courseRows.map(({ courseId, role }) => [courseId, role])),
    verified: user.emailVerifiedAt !== null,
    locale: user.locale || settings.locale,
    zone: user.zone || settings.zone,
    scopes: null,
  }
}
