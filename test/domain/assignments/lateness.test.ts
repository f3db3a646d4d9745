import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { accommodations, gradeEvents, grades, submissions } from '../../../worker/db/schema'
import { setAccommodation } from '../../../worker/domain/accommodations'
import {
  createAssignment,
  editAssignment,
  findAssignment,
  handIn,
  releaseMark,
  setDeadline,
  waiveLateness,
} from '../../../worker/domain/assignments'
import { howLate, latePenalty } from '../../../worker/domain/assignments/lateness'
import { undoOwnAct } from '../../../worker/domain/pages'
import { Conflict, Invalid } from '../../../worker/errors'
import { drain } from '../../../worker/jobs/drain'
import { addDays } from '../../../worker/lib/zones'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const HOUR = 3_600_000
const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC', 'Africa/Cairo']
const policy = fc.record({
  percent: fc.integer({ min: 1, max: 400 }).map((n) => n / 4),
  per: fc.constantFrom('hour' as const, 'day' as const),
  most: fc.integer({ min: 1, max: 100 }),
})
const given = fc.record({
  policy,
  dueAt: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }).map((at) => at - (at % 60_000)),
  zone: fc.constantFrom(...zones),
  worth: fc.integer({ min: 1, max: 1_000 }),
})

test('lateness costs by begun hours and days, never more than the most, and never less for being later', () => {
  fc.assert(
    fc.property(given, fc.integer({ min: 0, max: 60 * 24 * 40 }), fc.nat(3_000), (one, minutes, more) => {
      const { policy, dueAt, zone, worth } = one
      const at = (submittedAt: number) => ({ policy, dueAt, zone, submittedAt, excused: false })
      const submittedAt = dueAt + minutes * 60_000
      const late = howLate(at(submittedAt))
      expect(late === 0).toBe(minutes < 1)
      if (policy.per === 'hour' && minutes > 0) expect(late).toBe(Math.floor((minutes - 1) / 60) + 1)
      if (policy.per === 'day' && late > 0) {
        // so many whole days of the course's calendar lie behind it, and no more
        expect(submittedAt).toBeGreaterThanOrEqual(addDays(dueAt, late - 1, zone))
        expect(submittedAt).toBeLessThan(addDays(dueAt, late, zone) + 60_000 + HOUR * 24)
      }
      const cost = latePenalty(at(submittedAt), worth)
      expect(cost).toBeGreaterThanOrEqual(0)
      expect(cost).toBeLessThanOrEqual((policy.most * worth) / 100 + 0.005)
      expect(latePenalty(at(submittedAt + more * 60_000), worth)).toBeGreaterThanOrEqual(cost)
      expect(latePenalty({ ...at(submittedAt), excused: true }, worth)).toBe(0)
      expect(latePenalty({ ...at(submittedAt), policy: null }, worth)).toBe(0)
    }),
  )
})

test('across a change of clocks a day late is a day on the wall clock', () => {
  const day = { percent: 10, per: 'day' as const, most: 50 }
  const dueAt = Date.UTC(2026, 2, 28, 16, 0) // 17:00 in Berlin, the night before summer time
  const at = (submittedAt: number) => howLate({ policy: day, dueAt, submittedAt, zone: 'Europe/Berlin' })
  expect(at(Date.UTC(2026, 2, 29, 15, 0))).toBe(1) // 17:00 the day after, 23 hours later
  expect(at(Date.UTC(2026, 2, 29, 15, 1))).toBe(2)
})

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>
const late = { percent: 10, per: 'day' as const, most: 50 }

beforeAll(async () => {
  school = await makeSchool()
  course = await teachCourse(school.tenant, school.cast, {
    modules: {
      one: [
        { id: 'essay', kind: 'assignment', maxPoints: 20, dueAt: monday - 25 * HOUR },
        { id: 'shut', kind: 'assignment', maxPoints: 20, dueAt: monday - 3 * HOUR },
        { id: 'again', kind: 'assignment', maxPoints: 10 },
        { id: 'link', kind: 'assignment', maxPoints: 10 },
      ],
    },
  })
  const { db } = school.tenant
  await db.batch([
    createAssignment(db, 'essay', { late }),
    createAssignment(db, 'shut', { closesAt: monday - HOUR }),
    createAssignment(db, 'again', { resubmission: 'until-passed', passPercent: 60 }),
    createAssignment(db, 'link', { takesUrl: true, takesText: false, takesFiles: false, statement: 'It is mine.' }),
  ])
})

const work = (text: string, more = {}) => ({ text, fileIds: [], nonce: crypto.randomUUID(), ...more })
const settled = () => drain(school.tenant, {}, school.platform)
const gradeOf = async (itemId: string, userId: string) =>
  (
    await school.tenant.db
      .select()
      .from(grades)
      .where(and(eq(grades.itemId, itemId), eq(grades.enrollmentId, `git-${userId}`)))
  )[0]!

test('late work costs what the policy says; a waiver, another date and another policy reckon the given grade anew', async () => {
  const { tenant, cast } = school
  const { id } = await handIn(tenant, cast.lena, 'essay', work('Late'))
  await releaseMark(tenant, course.ivy, id, { points: 18, comment: '' })
  expect(await gradeOf('essay', cast.lena.id)).toMatchObject({ raw: 18, penalty: 4, final: 14 })
  expect(await findAssignment(tenant, cast.lena, 'essay')).toMatchObject({ grade: { points: 14 }, lateCost: 4 })

  const act = await waiveLateness(tenant, course.ivy, id, true)
  await settled()
  expect(await gradeOf('essay', cast.lena.id)).toMatchObject({ penalty: 0, final: 18 })
  await undoOwnAct(tenant, course.ivy, act!)
  await settled()
  expect(await gradeOf('essay', cast.lena.id)).toMatchObject({ penalty: 4, final: 14 })

  const stands = { maxPoints: 20, dueAt: monday - 25 * HOUR }
  await editAssignment(tenant, course.ivy, 'essay', { ...stands, late: { ...late, percent: 25 } })
  await settled()
  expect(await gradeOf('essay', cast.lena.id)).toMatchObject({ penalty: 10, final: 8 })
  await setDeadline(tenant, course.ivy, 'essay', { for: `user:${cast.lena.id}`, dueAt: monday + HOUR, reason: 'Ill' })
  await settled()
  expect(await gradeOf('essay', cast.lena.id)).toMatchObject({ penalty: 0, final: 18 })
  const [row] = await tenant.db.select().from(submissions).where(eq(submissions.id, id))
  expect(row).toMatchObject({ late: false })
  const history = await tenant.db.select().from(gradeEvents).where(eq(gradeEvents.itemId, 'essay'))
  expect(history.filter(({ reason }) => reason === 'late').map(({ after }) => after)).toEqual([18, 14, 8, 18])
})

test('nothing is taken after the close, but from those for whom another date stands', async () => {
  const { tenant, cast } = school
  await expect(handIn(tenant, cast.lena, 'shut', work('Too late'))).rejects.toThrow(Conflict)
  expect(await findAssignment(tenant, cast.lena, 'shut')).toMatchObject({ hindrance: 'closed', standing: 'closed' })
  const standing = { laterDays: 0, laterHours: 3, setBy: 'x', setAt: monday }
  await tenant.db.insert(accommodations).values({ userId: cast.leo.id, ...standing })
  expect(await findAssignment(tenant, cast.leo, 'shut')).toMatchObject({ hindrance: null, closesAt: monday + 2 * HOUR })
  await setDeadline(tenant, course.ivy, 'shut', { for: `user:${cast.lena.id}`, dueAt: monday + HOUR, reason: '' })
  expect(await findAssignment(tenant, cast.lena, 'shut')).toMatchObject({ hindrance: null, closesAt: monday + HOUR })
})

test('what stands for somebody from now on is reckoned into the grade they have', async () => {
  const { tenant, cast, platform } = school
  const { id } = await handIn(tenant, cast.leo, 'essay', work('Later'))
  await releaseMark(tenant, course.ivy, id, { points: 20, comment: '' })
  // his three hours make it one day
  expect(await gradeOf('essay', cast.leo.id)).toMatchObject({ penalty: 5, final: 15 })
  const nothing = { extraTime: 0, breakMinutes: 0, extraAttempts: 0, laterDays: 0, laterHours: 0, note: '' }
  const act = await setAccommodation(tenant, cast.ada, cast.leo.id, { ...nothing, laterDays: 2 })
  await drain(tenant, {}, platform)
  expect(await gradeOf('essay', cast.leo.id)).toMatchObject({ penalty: 0, final: 20 })
  await undoOwnAct(tenant, cast.ada, act!)
  await drain(tenant, {}, platform)
  expect(await gradeOf('essay', cast.leo.id)).toMatchObject({ penalty: 5, final: 15 })
})

test('who has not passed may hand in again, and the mark of the last one counts', async () => {
  const { tenant, cast } = school
  const first = await handIn(tenant, cast.lena, 'again', work('First'))
  await releaseMark(tenant, course.ivy, first.id, { points: 5, comment: 'Nearly' })
  const second = await handIn(tenant, cast.lena, 'again', work('Second'))
  expect(second.number).toBe(2)
  await releaseMark(tenant, course.ivy, second.id, { points: 6, comment: 'There' })
  expect(await findAssignment(tenant, cast.lena, 'again')).toMatchObject({ hindrance: 'passed', grade: { points: 6 } })
  await expect(handIn(tenant, cast.lena, 'again', work('Third'))).rejects.toThrow('assignments.isPassed')
})

test('an address is taken where one is asked for, with the statement, and its author gets a receipt', async () => {
  const { tenant, cast, platform } = school
  const url = 'https://example.org/mine?v=1'
  for (const wrong of ['javascript:alert(1)', 'mine', 'ftp://example.org/x'])
    await expect(handIn(tenant, cast.lena, 'link', work('', { url: wrong, agreed: true }))).rejects.toThrow(Invalid)
  await expect(handIn(tenant, cast.lena, 'link', work('', { url }))).rejects.toThrow('assignments.agreeFirst')
  const row = await handIn(tenant, cast.lena, 'link', work('', { url, agreed: true }))
  expect(row).toMatchObject({ url, statement: 'It is mine.' })
  await drain(tenant, {}, platform)
  const mail = platform.mails.findLast(({ subject }) => subject.startsWith('Receipt'))
  expect(mail?.text).toContain('hand-in 1')
})
