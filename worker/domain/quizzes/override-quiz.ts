import { and, asc, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { groups, quizOverrides, users } from '../../db/schema'
import { Invalid, NotFound, refuseWrong } from '../../errors'
import { newId } from '../../lib/ids'
import { mostCode } from '../../lib/quiz-rules'
import { cleanLine } from '../../lib/text'
import { recordAudit } from '../audit'
import { itemToEdit, itemToEditQuery } from '../courses'
import type { QuizChange } from '../deadlines'
import { groupsToChooseQuery, learnersToChooseQuery, MOST_TO_CHOOSE } from '../enrollments'
import type { Actor } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { refreshTimes, wakeToClose } from './attempt-times'
import { type Quiz, quizQuery } from './quiz-queries'

const REASON = 300

/** Whose it is, what is otherwise for them, and why. `for` is `user:<id>` or `group:<id>`. */
export type OverrideGiven = QuizChange & {
  for: string
  reason: string
  /** Null: as for everyone; empty: none. */
  accessCode: string | null
}

/** What some have otherwise in a quiz, page by page in the order in which it was set, and who could: those whom `find` names, and the `chosen` ids. */
export async function findOverrides(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  asked: { find?: string; chosen?: string[]; page?: PageAsked } = {},
) {
  const { db } = tenant
  const { cursor, size } = asked.page ?? { size: 50 }
  const courseId = sql`(select course_id from items where id = ${itemId})`
  const [rows, [quiz], own, people, courseGroups] = await db.batch([
    itemToEditQuery(db, itemId),
    quizQuery(db, itemId),
    db
      .select({ override: quizOverrides, person: users.name, group: groups.name })
      .from(quizOverrides)
      .leftJoin(users, eq(users.id, quizOverrides.userId))
      .leftJoin(groups, eq(groups.id, quizOverrides.groupId))
      .where(and(eq(quizOverrides.itemId, itemId), behind([quizOverrides.id], cursor, 'up')))
      .orderBy(asc(quizOverrides.id))
      .limit(size + 1),
    learnersToChooseQuery(db, courseId, asked),
    groupsToChooseQuery(db, courseId),
  ])
  const found = itemToEdit(actor, rows)
  if (!quiz || quiz.survey) throw new NotFound()
  const find = asked.find ?? ''
  const hasMore = find !== '' || people.length >= MOST_TO_CHOOSE
  const { rows: shown, next } = cutPage(own, size, ({ override }) => [override.id])
  return { ...found, quiz, own: shown, next, people, find, hasMore, groups: courseGroups }
}

export type OverridesPage = Awaited<ReturnType<typeof findOverrides>>

/** Something else for one person or one group; what they had before is replaced. Gives the act's id. */
export async function setOverride(tenant: Tenant, actor: Actor, itemId: string, given: OverrideGiven): Promise<string> {
  const [kind, id = ''] = given.for.split(':')
  const page = await findOverrides(tenant, actor, itemId, { chosen: [id] })
  const list = kind === 'user' ? page.people : kind === 'group' ? page.groups : []
  refuseWrong(
    !list.some((one) => one.id === id) && new Invalid('for', 'quizzes.overrides.forWhom'),
    ...wrongIn(given, page.quiz),
  )
  const { opensAt, closesAt, timeLimitMinutes, attemptsAllowed } = given
  const accessCode = given.accessCode === null ? null : cleanLine(given.accessCode, mostCode)
  const { db } = tenant
  const at = tenant.now()
  const row = {
    id: newId(),
    itemId,
    ...(kind === 'user' ? { userId: id } : { groupId: id }),
    ...{ opensAt, closesAt, timeLimitMinutes, attemptsAllowed, accessCode },
    reason: cleanLine(given.reason, REASON),
  }
  const same = and(
    eq(quizOverrides.itemId, itemId),
    kind === 'user' ? eq(quizOverrides.userId, id) : eq(quizOverrides.groupId, id),
  )
  const [replaced = null] = await db.select().from(quizOverrides).where(same).limit(1)
  const actId = newId()
  const before = { itemId, replaced, madeId: row.id }
  await db.batch([
    keepWayBack(tenant, actor, { id: actId, kind: 'quiz.override', before, at }),
    db.delete(quizOverrides).where(same),
    db.insert(quizOverrides).values({ ...row, createdBy: actor.id, createdAt: at }),
    ...refreshTimes(db, [itemId]),
    recordAudit(tenant, actor, 'quiz.override', { kind: 'item', id: itemId, after: row }),
  ])
  await wakeToClose(tenant, [itemId])
  return actId
}

/** What everyone has holds for them again; done before, nothing happens (null). Gives the act's id. */
export async function removeOverride(tenant: Tenant, actor: Actor, itemId: string, id: string): Promise<string | null> {
  const { db } = tenant
  const [rows, [replaced]] = await db.batch([
    itemToEditQuery(db, itemId),
    db
      .select()
      .from(quizOverrides)
      .where(and(eq(quizOverrides.id, id), eq(quizOverrides.itemId, itemId)))
      .limit(1),
  ])
  itemToEdit(actor, rows)
  if (!replaced) return null
  const actId = newId()
  const way = { id: actId, kind: 'quiz.remove-override', before: { itemId, replaced, madeId: null }, at: tenant.now() }
  await db.batch([
    keepWayBack(tenant, actor, way),
    db.delete(quizOverrides).where(eq(quizOverrides.id, id)),
    ...refreshTimes(db, [itemId]),
    recordAudit(tenant, actor, 'quiz.remove-override', { kind: 'item', id: itemId, before: replaced }),
  ])
  await wakeToClose(tenant, [itemId])
  return actId
}

function wrongIn(given: OverrideGiven, quiz: Quiz) {
  const { opensAt, closesAt, timeLimitMinutes, attemptsAllowed, accessCode } = given
  const [opens, closes] = [opensAt ?? quiz.opensAt, closesAt ?? quiz.closesAt]
  const isNothing = [opensAt, closesAt, timeLimitMinutes, attemptsAllowed, accessCode].every((value) => value === null)
  return [
    isNothing && new Invalid('opensAt', 'quizzes.overrides.nothing'),
    !isNothing && opens !== null && closes !== null && closes <= opens
      ? new Invalid('closesAt', 'quizzes.closesTooEarly')
      : false,
  ] as const
}

type Changed = { itemId: string; replaced: typeof quizOverrides.$inferSelect | null; madeId: string | null }

/** What they had for themselves, or nothing, unless somebody has set something else since. */
export const overrideBack = reversal<Changed>({
  subject: ({ itemId }) => ({ kind: 'item', id: itemId }),
  async prepare(tenant, actor, { itemId, replaced, madeId }) {
    const { db } = tenant
    itemToEdit(actor, await itemToEditQuery(db, itemId))
    return [
      db.delete(quizOverrides).where(eq(quizOverrides.id, madeId ?? '')),
      ...(replaced ? [db.insert(quizOverrides).values(replaced)] : []),
      ...refreshTimes(db, [itemId]),
    ]
  },
  after: (tenant, { itemId }) => wakeToClose(tenant, [itemId]),
})
