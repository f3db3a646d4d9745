import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Tenant } from '../../tenants/tenant'
import { insertMany } from '../../worker/db/insert-many'
import { assignments, enrollments, events, groupMembers, groups, submissions, users } from '../../worker/db/schema'
import { urls } from '../../worker/urls'
import { type Browser, browse } from '../support/browser'
import { makePlatform, monday } from '../support/platform'
import { addSchool } from '../support/school'
import { type ItemDraft, teachCourse } from '../support/taught-course'
import { spentOn } from '../support/trips'

/** Both are more than a page of any list, so what a page shows is the same. */
const PEOPLE = [60, 260] as const
const ITEMS = [5, 100] as const

/** What one more person, or one more item, may cost a page in rows read. Pages that count do so up to ten thousand. */
type Cost = { person?: number; item?: number; because?: string }

const pages: Record<string, Cost & { path: string; as: 'ada' | 'lena' }> = {
  people: {
    path: urls.people(),
    as: 'ada',
    person: 2,
    because: 'says how many there are, and whether the plan has room',
  },
  roster: { path: urls.roster('git'), as: 'ada', person: 14, item: 6, because: 'its figures speak of all' },
  gradebook: {
    path: urls.gradebook('git'),
    as: 'ada',
    person: 14,
    item: 2,
    because: 'counts, and reads a page of grades',
  },
  marking: {
    path: urls.marking('git'),
    as: 'ada',
    person: 5,
    item: 5,
    because: 'sorts what waits by time, in assignments and quizzes',
  },
  deadlines: { path: urls.deadlines('work'), as: 'ada', person: 7, because: 'everybody may get a date' },
  groups: { path: urls.groups(), as: 'ada', person: 2, because: 'says how many are in each' },
  group: { path: urls.group('readers'), as: 'ada', person: 5, because: 'says how many are in it' },
  'course groups': { path: urls.courseGroups('git'), as: 'ada', person: 5, because: 'says how many are in none' },
  courses: { path: urls.courses(), as: 'ada', person: 5, item: 2, because: 'says how many learn and wait in each' },
  home: { path: urls.home(), as: 'ada', person: 9, item: 2, because: 'counts what waits and what failed' },
  'learner home': { path: urls.home(), as: 'lena', item: 5, because: 'reads the outlines it speaks of' },
  catalogue: { path: '/catalogue', as: 'lena' },
  course: { path: urls.course('git'), as: 'lena', item: 5, because: 'shows them all' },
  'course of staff': { path: urls.course('git'), as: 'ada', item: 5, because: 'shows them all' },
  outline: {
    path: urls.outline('git'),
    as: 'ada',
    item: 13,
    because: 'shows them all, what waits unpublished, and what they lack',
  },
  assignment: { path: urls.assignment('work'), as: 'lena', item: 4, because: 'shows the path beside it' },
  invitations: { path: urls.invitations(), as: 'ada', person: 1, because: 'says whether the plan has room' },
  'join links': { path: urls.joinLinks(), as: 'ada', person: 1, because: 'says whether the plan has room' },
  library: { path: urls.library(), as: 'ada' },
  audit: { path: urls.audit(), as: 'ada' },
  'dead letters': { path: urls.deadLetters(), as: 'ada', person: 4, because: 'sorts what failed, here once a person' },
  certificates: { path: '/certificates', as: 'lena' },
  notifications: { path: urls.notifications(), as: 'lena' },
}

const visitors: Record<string, Record<'ada' | 'lena', Browser>> = {}

beforeAll(async () => {
  const platform = await makePlatform()
  const schools = [
    ['acme', PEOPLE[0], ITEMS[0]],
    ['crowd', PEOPLE[1], ITEMS[0]],
    ['shelf', PEOPLE[0], ITEMS[1]],
  ] as const
  for (const [slug, people, items] of schools) {
    const { tenant, cast } = await addSchool(platform, slug, slug)
    const outline: ItemDraft[] = [
      { id: 'work', kind: 'assignment', maxPoints: 10, dueAt: monday },
      ...Array.from({ length: items - 1 }, (_, i) => ({ id: `item-${i}` })),
    ]
    await teachCourse(tenant, cast, { modules: { first: outline } })
    await fill(tenant, people)
    visitors[slug] = {
      ada: await browse(platform, tenant, cast.ada),
      lena: await browse(platform, tenant, cast.lena),
    }
  }
}, 60_000)

/** So many people, all in the course and in one group, and each with work that waits to be marked. */
async function fill({ db }: Tenant, count: number) {
  const ids = Array.from({ length: count }, (_, i) => `person-${i}`)
  const at = monday
  const inCourse = (id: string) => `git-${id}`
  await db.batch([
    insertMany(
      db,
      users,
      ids.map((id) => ({
        id,
        name: `Person ${id}`,
        role: 'learner' as const,
        email: `${id}@acme.example`,
        createdAt: at,
      })),
    ),
    insertMany(
      db,
      enrollments,
      ids.map((id) => ({ id: inCourse(id), userId: id, courseId: 'git', role: 'learner' as const, createdAt: at })),
    ),
    db.insert(groups).values({ id: 'readers', name: 'Readers', createdAt: at }),
    insertMany(
      db,
      groupMembers,
      ids.map((userId) => ({ groupId: 'readers', userId, createdAt: at })),
    ),
    insertMany(
      db,
      events,
      ids.map((subjectId) => ({ name: 'person.invited', subjectId, at })),
    ),
    db.run(sql`insert into dead_letters (id, reader, event_seq, error, at)
      select 'letter-' || seq, 'mail', seq, 'Error', at from events where name = 'person.invited'`),
    db.insert(assignments).values({ itemId: 'work' }),
    insertMany(
      db,
      submissions,
      ids.map((id) => ({
        id: `work-${id}`,
        enrollmentId: inCourse(id),
        itemId: 'work',
        number: 1,
        text: 'Here it is',
        createdAt: at,
        submittedAt: at,
      })),
    ),
  ])
}

describe('rows that a page reads are bounded', () => {
  const table: string[] = []

  test.each(Object.entries(pages))('%s', async (name, { path, as, person = 0, item = 0 }) => {
    const read: Record<string, number> = {}
    for (const [slug, browser] of Object.entries(visitors)) {
      await browser[as].get(path) // warm: whose host it is, how the organization looks
      const { status, rowsRead } = await spentOn(browser[as], path)
      expect(status, `${name} in ${slug}`).toBe(200)
      read[slug] = rowsRead
    }
    const perPerson = (read.crowd! - read.acme!) / (PEOPLE[1] - PEOPLE[0])
    const perItem = (read.shelf! - read.acme!) / (ITEMS[1] - ITEMS[0])
    table.push(
      `${name.padEnd(16)} ${String(read.acme).padStart(5)} rows, ${perPerson.toFixed(2)} a person, ${perItem.toFixed(2)} an item`,
    )
    expect(perPerson, 'rows for one more person').toBeLessThanOrEqual(person)
    expect(perItem, 'rows for one more item').toBeLessThanOrEqual(item)
  })

  test('prints the table', () => {
    console.info(table.join('\n'))
    expect(table).toHaveLength(Object.keys(pages).length)
  })
})
