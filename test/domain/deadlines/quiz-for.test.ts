import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import {
  accommodations,
  courses,
  deadlineOverrides,
  groupMembers,
  groups,
  items,
  quizOverrides,
  quizzes,
} from '../../../worker/db/schema'
import { keepZoneChanges } from '../../../worker/db/zone-changes'
import {
  dueFor,
  laterOnTheClock,
  type QuizChange,
  quizFor,
  resolveDeadline,
  resolveQuiz,
} from '../../../worker/domain/deadlines'
import { addDays } from '../../../worker/lib/zones'
import { monday } from '../../support/platform'
import { makeQuiz } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/Santiago',
  'Africa/Casablanca',
  'UTC',
]

let school: School
let lena: string

beforeAll(async () => {
  school = await makeSchool()
  await teachCourse(school.tenant, school.cast, { modules: { one: [{ id: 'exam', kind: 'quiz' as const }] } })
  await makeQuiz(school.tenant, 'exam', {})
  lena = school.cast.lena.id
  const group = (id: string) => ({ id, name: id, createdAt: monday })
  await school.tenant.db.batch([
    school.tenant.db.insert(groups).values([group('early'), group('evening')]),
    school.tenant.db.insert(groupMembers).values([
      { groupId: 'early', userId: lena, createdAt: monday },
      { groupId: 'evening', userId: lena, createdAt: monday },
    ]),
    keepZoneChanges(school.tenant.db, zones),
  ])
})

const moment = fc.integer({ min: Date.UTC(2021, 0, 1), max: Date.UTC(2048, 0, 1) })
const change: fc.Arbitrary<QuizChange> = fc.record({
  opensAt: fc.option(moment),
  closesAt: fc.option(moment),
  timeLimitMinutes: fc.option(fc.integer({ min: 0, max: 600 })),
  attemptsAllowed: fc.option(fc.integer({ min: 0, max: 9 })),
})
const standing = fc.record({
  extraTime: fc.integer({ min: 0, max: 300 }),
  extraAttempts: fc.integer({ min: 0, max: 20 }),
  laterDays: fc.integer({ min: 0, max: 60 }),
  laterHours: fc.integer({ min: 0, max: 23 }),
})
const isSomething = (given: QuizChange) => Object.values(given).some((value) => value !== null)

/** Nothing of zero stands for everyone: no limit and no count are null. */
const forAll = change.map(({ timeLimitMinutes, attemptsAllowed, ...rest }) => ({
  ...rest,
  timeLimitMinutes: timeLimitMinutes || null,
  attemptsAllowed: attemptsAllowed || null,
}))

test('days later on the wall clock are the same in SQL, also where a time is leapt over or shown twice', async () => {
  const { db } = school.tenant
  // Half of the moments lie in the hours around a change of clocks, a day or a week before.
  const near = fc
    .tuple(
      fc.constantFrom(Date.UTC(2027, 2, 28, 1), Date.UTC(2027, 9, 31, 1), Date.UTC(2027, 2, 14, 7)),
      fc.integer({ min: -180, max: 180 }),
      fc.constantFrom(1, 7),
    )
    .map(([at, minutes, days]) => ({ at: at + minutes * 60_000 - days * 86_400_000, days }))
  const anywhere = fc.record({ at: moment, days: fc.integer({ min: 0, max: 60 }) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ where: fc.oneof(near, anywhere), zone: fc.constantFrom(...zones) }), {
        minLength: 60,
        maxLength: 60,
      }),
      async (cases) => {
        const rows = cases.map(({ where: { at, days }, zone }) => ({ at, days, zone }))
        const found = await db
          .select({
            moved: laterOnTheClock(sql`j.value ->> 'at'`, sql`j.value ->> 'days'`, sql`0`, sql`j.value ->> 'zone'`).as(
              't',
            ),
          })
          .from(sql`json_each(${JSON.stringify(rows)}) j`)
        expect(found.map(({ moved }) => moved)).toEqual(rows.map(({ at, days, zone }) => addDays(at, days, zone)))
      },
    ),
    { numRuns: 12 },
  )
})

test('what holds of everyone’s, a group’s, a person’s own and what stands for them is one rule, in lists and on pages', async () => {
  const { db } = school.tenant
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...zones),
      forAll,
      fc.option(change),
      fc.array(change, { maxLength: 2 }),
      fc.option(standing),
      fc.record({ dueAt: fc.option(moment), own: fc.option(moment), group: fc.option(moment) }),
      async (zone, base, personal, ofGroups, stands, due) => {
        const row = { itemId: 'exam', createdBy: 'ivy', createdAt: monday }
        await db.batch([
          db.delete(quizOverrides),
          db.delete(accommodations),
          db.delete(deadlineOverrides),
          db.update(courses).set({ zone }),
          db.update(quizzes).set(base).where(eq(quizzes.itemId, 'exam')),
          db.update(items).set({ dueAt: due.dueAt }).where(eq(items.id, 'exam')),
          ...(stands
            ? [db.insert(accommodations).values({ userId: lena, ...stands, setBy: 'ada', setAt: monday })]
            : []),
          ...(personal ? [db.insert(quizOverrides).values({ ...row, ...personal, id: 'own', userId: lena })] : []),
          ...ofGroups.map((given, i) =>
            db.insert(quizOverrides).values({ ...row, ...given, id: `g${i}`, groupId: ['early', 'evening'][i]! }),
          ),
          ...(due.own === null
            ? []
            : [db.insert(deadlineOverrides).values({ ...row, id: 'own', userId: lena, dueAt: due.own })]),
          ...(due.group === null
            ? []
            : [db.insert(deadlineOverrides).values({ ...row, id: 'g', groupId: 'early', dueAt: due.group })]),
        ])
        const [[quiz], [item]] = await db.batch([
          db
            .select({
              opensAt: sql<number | null>`q.opens_at`.as('a'),
              closesAt: sql<number | null>`q.closes_at`.as('b'),
              timeLimitMinutes: sql<number | null>`q.time_limit_minutes`.as('c'),
              attemptsAllowed: sql<number | null>`q.attempts_allowed`.as('d'),
              extraMinutes: sql<number>`q.extra_minutes`.as('e'),
            })
            .from(sql`${quizFor(sql`${'exam'}`, sql`${lena}`)} q`),
          db.select({ dueAt: dueFor(sql`${lena}`).as('due') }).from(sql`items i where i.id = 'exam'`),
        ])
        expect(quiz).toEqual(
          resolveQuiz({ base, zone, personal, groups: ofGroups.filter(isSomething), standing: stands }),
        )
        const dates = (dueAt: number) => ({ dueAt, closesAt: null })
        expect(item?.dueAt).toBe(
          resolveDeadline({
            base: { dueAt: due.dueAt, closesAt: null },
            zone,
            personal: due.own === null ? null : dates(due.own),
            groups: due.group === null ? [] : [{ ...dates(due.group), name: 'early' }],
            accommodation: { extraDays: stands?.laterDays ?? 0, extraHours: stands?.laterHours ?? 0 },
          }).dueAt,
        )
      },
    ),
    { numRuns: 60 },
  )
})
