import { and, count, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { resolveHostname } from '../../tenants/directory/hostname-cache'
import { hostnames, tenants } from '../../tenants/directory/schema'
import { hostnameOf } from '../../tenants/platform'
import { openTenant, type Tenant } from '../../tenants/tenant'
import {
  annotations,
  attempts,
  auditEntries,
  certificates,
  courses,
  deadlineOverrides,
  enrollments,
  gradeInquiries,
  groupMembers,
  groups,
  invitations,
  items,
  joinRequests,
  media,
  mediaLinks,
  notes,
  observerLinks,
  problemReports,
  progress,
  quizzes,
  submissions,
  users,
} from '../../worker/db/schema'
import { seed } from '../../worker/dev/seed'
import { effectOf, tablesOf } from '../support/dump'
import { makePlatform, monday, type TestPlatform } from '../support/platform'
import { readFile } from '../support/read-file'

vi.spyOn(console, 'log').mockImplementation(() => {})
const DAY_MS = 86_400_000
let acme: Tenant
let first: { made: boolean }
let second: { made: boolean }
let platform: TestPlatform
let sample: Uint8Array<ArrayBuffer>
const told: string[] = []

beforeAll(async () => {
  platform = await makePlatform()
  sample = (await readFile('tenants/demo/how-to-learn-online.zip'))!
  const say = (step: string) => told.push(step)
  first = await seed(platform, { sample, say })
  told.push('it is there')
  second = await seed(platform, { sample, say })
  acme = await openAcme()
}, 300_000) // twelve weeks, on a busy machine

const openAcme = async () =>
  openTenant(platform, (await resolveHostname(platform, hostnameOf(platform, 'acme'), true))!)
const everybody = () => acme.db.select().from(users)
const course = async (title: string) => (await acme.db.select().from(courses).where(eq(courses.title, title)))[0]!
const learnersOf = (courseId: string) =>
  acme.db
    .select()
    .from(enrollments)
    .where(and(eq(enrollments.courseId, courseId), eq(enrollments.role, 'learner'), ne(enrollments.state, 'withdrawn')))

describe('the sample organization', () => {
  test('is made once', () => {
    expect([first, second]).toEqual([{ made: true }, { made: false }])
  })

  test('tells what is being made, and nothing where it is there already', () => {
    expect(told).toEqual(expect.arrayContaining(['its people', 'four courses', 'week 1 of 12', 'week 12 of 12']))
    expect(told.at(-1)).toBe('it is there')
  })

  test('has an owner, an admin, two instructors, an observer and sixty learners with names in three scripts', async () => {
    const people = (await everybody()).filter(({ state }) => state === 'active')
    const roles = Object.groupBy(people, ({ role }) => role)
    expect([roles.owner?.length, roles.admin?.length, roles.instructor?.length]).toEqual([1, 1, 2])
    expect(await acme.db.select().from(observerLinks)).toHaveLength(1)
    expect(roles.learner?.length).toBe(61)
    for (const script of [/\p{Script=Latin}/u, /\p{Script=Arabic}/u, /\p{Script=Han}/u])
      expect(people.filter(({ name }) => script.test(name)).length).toBeGreaterThan(4)
  })

  test('has a quiz against the clock, which people have passed', async () => {
    const timed = await acme.db.select().from(quizzes).where(isNotNull(quizzes.timeLimitMinutes))
    expect(timed.map(({ timeLimitMinutes }) => timeLimitMinutes)).toEqual([10])
    const taken = await acme.db.select().from(attempts).where(eq(attempts.itemId, timed[0]!.itemId))
    expect(
      taken.filter(({ submittedAt, takenUntil }) => submittedAt !== null && submittedAt < takenUntil!).length,
    ).toBe(taken.length)
    expect(taken.length).toBeGreaterThan(0)
  })

  test('has a course that had its time, one that was thrown away, and a file beside a lesson of Ivy’s', async () => {
    expect((await course('Your first day, in the old building')).archivedAt).not.toBeNull()
    const binned = await course('Untitled ideas')
    expect(platform.now() - binned.deletedAt!).toBeLessThan(14 * DAY_MS)
    const [ivy] = await acme.db.select().from(users).where(eq(users.email, 'ivy@acme.example'))
    const files = await acme.db
      .select()
      .from(media)
      .where(and(eq(media.ownerId, ivy!.id), eq(media.purpose, 'content')))
    expect(files.map(({ name }) => name)).toContain('receipt.csv')
    expect(await acme.db.select().from(mediaLinks).where(eq(mediaLinks.mediaId, files[0]!.id))).toHaveLength(1)
  })

  test('has a course that most have finished, one half-way, a draft and one open to join', async () => {
    const percent = async (title: string) => {
      const all = (await learnersOf((await course(title)).id)).map((one) => one.percent)
      return all.reduce((sum, one) => sum + one, 0) / all.length
    }
    expect(await percent('How to learn online')).toBeGreaterThan(70)
    const half = await percent('Spreadsheets that do not lie')
    expect([half > 35, half < 65], String(half)).toEqual([true, true])
    expect((await course('Photographs with a phone')).publishedAt).toBeNull()
    expect((await course('Fire safety at work')).joining).toBe('open')
    const earned = await acme.db
      .select({ courseId: certificates.courseId, n: count() })
      .from(certificates)
      .groupBy(certificates.courseId)
    expect(earned.length).toBeGreaterThan(1)
    expect(Math.max(...earned.map(({ n }) => n))).toBeGreaterThan(15)
    const [lena] = (await everybody()).filter(({ email }) => email === 'lena@acme.example')
    const hers = await acme.db.select().from(certificates).where(eq(certificates.userId, lena!.id))
    expect(hers.length).toBeGreaterThan(0)
  })

  test('has people who are late, who miss a date, who are stuck, and who never began', async () => {
    const { id } = await course('Spreadsheets that do not lie')
    const learners = await learnersOf(id)
    const handedIn = await acme.db.select().from(submissions).where(isNotNull(submissions.submittedAt))
    expect(handedIn.filter(({ late }) => late).length).toBeGreaterThan(1)
    expect(handedIn.filter(({ markedAt }) => markedAt === null).length).toBeGreaterThan(3)
    expect(handedIn.filter(({ markedAt }) => markedAt !== null).length).toBeGreaterThan(10)
    expect(learners.filter(({ percent }) => percent === 0).length).toBeGreaterThan(1)
    const stuck = learners.filter(
      ({ percent, lastSeenAt }) => percent > 0 && percent < 100 && (lastSeenAt ?? 0) < monday - 14 * DAY_MS,
    )
    expect(stuck.length).toBeGreaterThan(2)
    expect(await acme.db.select().from(deadlineOverrides)).toHaveLength(1)
  })

  test('was there minutes ago and weeks ago, counted from the day of the seed, and never later', async () => {
    const seen = (await everybody()).flatMap(({ lastSeenAt }) => (lastSeenAt === null ? [] : [monday - lastSeenAt]))
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(0)
    const within = (from: number, to: number) => seen.filter((ago) => ago >= from && ago < to).length
    expect(within(0, DAY_MS / 24)).toBeGreaterThan(3)
    expect(within(0, 7 * DAY_MS)).toBeGreaterThan(15)
    expect(within(7 * DAY_MS, 28 * DAY_MS)).toBeGreaterThan(5)
    expect(within(28 * DAY_MS, 100 * DAY_MS)).toBeGreaterThan(0)
    const [latest] = await acme.db.select({ at: sql<number>`max(${progress.lastSeenAt})` }).from(progress)
    expect(latest!.at).toBeLessThanOrEqual(monday)
  })

  test('has something on every desk', async () => {
    const has = async (rows: PromiseLike<unknown[]>) => (await rows).length
    expect(await has(acme.db.select().from(joinRequests).where(isNull(joinRequests.decidedAt)))).toBe(3)
    expect(await has(acme.db.select().from(invitations).where(isNull(invitations.acceptedAt)))).toBe(3)
    expect(await has(acme.db.select().from(groups).where(isNotNull(groups.courseId)))).toBe(4)
    expect(await has(acme.db.select().from(groupMembers))).toBeGreaterThan(90)
    expect(await has(acme.db.select().from(notes))).toBeGreaterThan(1)
    expect(await has(acme.db.select().from(problemReports))).toBe(1)
    expect(await has(acme.db.select().from(gradeInquiries))).toBe(2)
    const given = await acme.db.select().from(mediaLinks).where(eq(mediaLinks.kind, 'feedback'))
    expect(given).toHaveLength(2)
    expect(await has(acme.db.select().from(annotations).where(isNotNull(annotations.mediaId)))).toBe(2)
    expect(await has(acme.db.select().from(items).where(eq(items.holdGrades, true)))).toBeGreaterThan(0)
    expect(await has(acme.db.select().from(auditEntries))).toBeGreaterThan(20)
  })

  test('is the same when it is made anew', async () => {
    const { directory } = platform
    await directory.delete(hostnames)
    await directory.update(tenants).set({ slug: sql`id`, orderNonce: null })
    expect(await seed(platform, { sample })).toEqual({ made: true })
    const anew = await openAcme()
    expect(anew.id).not.toBe(acme.id)
    const [was, is] = [await whatStands(acme), await whatStands(anew)]
    expect(Object.keys(was).length).toBeGreaterThan(30)
    expect(was.progress!.length).toBeGreaterThan(500)
    expect(Object.keys(was).filter((table) => JSON.stringify(was[table]) !== JSON.stringify(is[table]))).toEqual([])
  }, 300_000)
})

/** Every row of every table, without what is new by chance. */
async function whatStands(tenant: Tenant) {
  const dump = await (await tablesOf(platform, tenant)).dump()
  for (const attempt of dump.attempts!) attempt.asked = String(attempt.asked).replace(/"order":\[[^\]]*\]/g, '') // dealt by chance
  const nothing = Object.fromEntries(Object.keys(dump).map((table) => [table, []]))
  return effectOf(nothing, dump, ['media']) // its rows hold hashes; what uses which file is in media_links
}
