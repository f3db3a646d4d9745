import { Forbidden } from '../errors'

export type Role = 'owner' | 'admin' | 'instructor' | 'learner'
export type CourseRole = 'instructor' | 'assistant' | 'learner' | 'observer'

/** The person acting in this request. */
export type Actor = {
  id: string
  name: string
  role: Role
  /** Media id of the photo. */
  photoId: string | null
  /** Roles of staff and observers by course; a learner's enrollment is read with the page that needs it. */
  courseRoles: Record<string, CourseRole>
  /** Whether the e-mail address is confirmed: an owner may build before, but not invite. */
  verified: boolean
  locale: string
  zone: string
  /** What a token of the JSON door may touch; null in a browser. */
  scopes: string[] | null
}

/** Roles from the few who may most to the many who may least. */
export const roles: readonly Role[] = ['owner', 'admin', 'instructor', 'learner']

/** An organization's own token acts without being somebody: it has no enrollments and writes nothing in its own name. */
export const isPerson = (actor: Pick<Actor, 'id'>) => !actor.id.startsWith('token:')
export const isAdmin = (actor: Actor) => actor.role === 'owner' || actor.role === 'admin'
export const isStaff = (actor: Actor) =>
  actor.role !== 'learner' || Object.values(actor.courseRoles).some((role) => role !== 'observer')
export const teaches = (actor: Actor, courseId: string) => actor.courseRoles[courseId] === 'instructor'
export const assists = (actor: Actor, courseId: string) =>
  teaches(actor, courseId) || actor.courseRoles[courseId] === 'assistant'
/** Who runs the organization can be written to: an address of their own, confirmed. */
export const needsAddress = (role: Role) => role === 'owner' || role === 'admin'
/** Nobody grants a role above their own. */
export const mayGrant = (actor: Actor, role: Role) => isAdmin(actor) && roles.indexOf(actor.role) <= roles.indexOf(role)

type InCourse = { courseId: string }
type OfLearner = { userId: string }
type OfPerson = { id: string; role: Role }
/** `courseId` is null for groups and banks of the organization. */
type OfGroup = { courseId: string | null }
type Nothing = undefined

const managesGroups = (actor: Actor, { courseId }: OfGroup) =>
  isAdmin(actor) || (courseId !== null && teaches(actor, courseId))

const rule = <Subject = Nothing>(holds: (actor: Actor, subject: Subject) => boolean) => holds

/** Who may do what: a row an action, in the row the few who may. The subject's type says what must be known to decide. */
export const policy = {
  'organization.edit': rule(isAdmin),
  'organization.audit': rule(isAdmin),
  /** To its end, and back within thirty days. */
  'organization.close': rule((actor) => actor.role === 'owner'),
  'organization.takeaway': rule(isAdmin),
  /** What should have followed from an act, and failed too often. */
  'organization.retry': rule(isAdmin),
  'person.list': rule(isAdmin),
  'person.invite': rule((actor) => isAdmin(actor) && actor.verified),
  'person.edit': rule<OfPerson>(
    (actor, person) => isAdmin(actor) && roles.indexOf(actor.role) <= roles.indexOf(person.role),
  ),
  /** What stands for somebody in everything they do, and why. */
  'person.accommodate': rule<OfPerson>(
    (actor, person) => isAdmin(actor) && roles.indexOf(actor.role) <= roles.indexOf(person.role),
  ),
  'person.grant': rule<{ role: Role }>((actor, { role }) => mayGrant(actor, role)),
  'person.suspend': rule<OfPerson>(
    (actor, person) =>
      isAdmin(actor) && actor.id !== person.id && roles.indexOf(actor.role) <= roles.indexOf(person.role),
  ),
  'person.remove': rule<OfPerson>(
    (actor, person) =>
      isAdmin(actor) && actor.id !== person.id && roles.indexOf(actor.role) <= roles.indexOf(person.role),
  ),
  'group.manage': rule<OfGroup>((actor, group) => managesGroups(actor, group)),
  'group.fill': rule<OfGroup & { managerIds: string[] }>(
    (actor, group) => managesGroups(actor, group) || group.managerIds.includes(actor.id),
  ),
  /** Who looks after a course speaks to it, who manages a group to that, who runs the organization to everybody. */
  'announcement.write': rule<{ courseId: string | null; managesGroup: boolean }>(
    (actor, { courseId, managesGroup }) =>
      isAdmin(actor) || (courseId === null ? managesGroup : assists(actor, courseId)),
  ),
  'course.create': rule((actor) => actor.role !== 'learner'),
  'course.edit': rule<InCourse>((actor, { courseId }) => isAdmin(actor) || teaches(actor, courseId)),
  /** Whether the whole organization is enrolled is not an instructor's to say. */
  'course.everyone': rule<InCourse>(isAdmin),
  /** Banks of the organization are everybody's who may make courses; a course's are its staff's. */
  'bank.read': rule<OfGroup>((actor, { courseId }) =>
    courseId === null ? actor.role !== 'learner' : isAdmin(actor) || assists(actor, courseId),
  ),
  'bank.edit': rule<OfGroup>((actor, { courseId }) =>
    courseId === null ? actor.role !== 'learner' : isAdmin(actor) || teaches(actor, courseId),
  ),
  /** Rubrics of the organization are everybody's who may make courses; those who mark read their course's. */
  'rubric.read': rule<OfGroup>((actor, { courseId }) =>
    courseId === null ? isStaff(actor) : isAdmin(actor) || assists(actor, courseId),
  ),
  'rubric.edit': rule<OfGroup>((actor, { courseId }) =>
    courseId === null ? actor.role !== 'learner' : isAdmin(actor) || teaches(actor, courseId),
  ),
  'course.roster': rule<InCourse>((actor, { courseId }) => isAdmin(actor) || assists(actor, courseId)),
  'course.enroll': rule<InCourse>((actor, { courseId }) => isAdmin(actor) || teaches(actor, courseId)),
  'course.mark': rule<InCourse>((actor, { courseId }) => isAdmin(actor) || assists(actor, courseId)),
  /** A learner about their own grade, and those who mark there; observers never. */
  'grade.ask': rule<InCourse & OfLearner>(
    (actor, { courseId, userId }) =>
      isPerson(actor) && (actor.id === userId || isAdmin(actor) || assists(actor, courseId)),
  ),
  /** Pins, locks, removes what others wrote, and sees every group and every name. */
  'forum.moderate': rule<InCourse>((actor, { courseId }) => isAdmin(actor) || assists(actor, courseId)),
  'attempt.answer': rule<OfLearner>((actor, { userId }) => actor.id === userId),
  'submission.write': rule<OfLearner>((actor, { userId }) => actor.id === userId),
  'course.learner': rule<InCourse & { userId: string }>(
    (actor, { courseId, userId }) => actor.id === userId || isAdmin(actor) || assists(actor, courseId),
  ),
  /** Progress and due dates, nothing that was written. */
  'learner.observe': rule<{ id: string; observerIds: string[] }>(
    (actor, { id, observerIds }) => actor.id === id || isAdmin(actor) || observerIds.includes(actor.id),
  ),
  'certificate.see': rule<InCourse & { userId: string }>(
    (actor, { courseId, userId }) => actor.id === userId || isAdmin(actor) || assists(actor, courseId),
  ),
  'certificate.revoke': rule<InCourse>((actor, { courseId }) => isAdmin(actor) || teaches(actor, courseId)),
  'media.upload': rule<{ purpose: string }>(
    (actor, { purpose }) =>
      purpose === 'photo' || purpose === 'submission' || (purpose === 'logo' ? isAdmin(actor) : isStaff(actor)),
  ),
  'media.library': rule(isStaff),
  /** For people: an organization's own token says nothing to anybody. Where a room is closed nobody writes. */
  'chat.write': rule<{ closedAt: number | null }>((actor, room) => isPerson(actor) && room.closedAt === null),
  /** A room for people of their choice. */
  'chat.make': rule((actor) => isPerson(actor) && isStaff(actor)),
  'chat.moderate': rule<{ moderates: boolean }>((_, room) => room.moderates),
  'message.edit': rule<{ authorId: string }>((actor, message) => actor.id === message.authorId),
  'message.delete': rule<{ authorId: string; moderates: boolean }>(
    (actor, message) => actor.id === message.authorId || message.moderates,
  ),
  'import.see': rule<{ createdBy: string; courseId: string | null }>(
    (actor, { createdBy, courseId }) =>
      isAdmin(actor) || actor.id === createdBy || (courseId !== null && teaches(actor, courseId)),
  ),
  'token.organization': rule(isAdmin),
} as const

export type Action = keyof typeof policy
export type SubjectOf<A extends Action> = Parameters<(typeof policy)[A]>[1]
type Rest<A extends Action> = SubjectOf<A> extends undefined ? [] : [subject: SubjectOf<A>]

/** Whether the actor may; nobody may anything who is not signed in. */
export function can<A extends Action>(actor: Actor | null, action: A, ...rest: Rest<A>): boolean {
  if (!actor) return false
  const holds = policy[action] as (actor: Actor, subject: unknown) => boolean
  return holds(actor, rest[0])
}

/** The first line after finding: refuses what may be seen but not done. */
export function authorize<A extends Action>(actor: Actor | null, action: A, ...rest: Rest<A>): void {
  if (!can(actor, action, ...rest)) throw new Forbidden()
}
