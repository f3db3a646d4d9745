import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { insertMany } from '../../../worker/db/insert-many'
import { enrollments, grades, groupMembers, groups, items, progress, users } from '../../../worker/db/schema'
import { ruleHolds } from '../../../worker/domain/progress'
import { itemIsFor } from '../../../worker/domain/progress/counted-items'
import { evaluateRule, type Leaf, type Rule } from '../../../worker/domain/rules'
import { monday } from '../../support/platform'
import { makeSchool } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const day = 86_400_000

test('the database knows as well as the course page for whom a rule is out of reach', async () => {
  const { tenant, cast } = await makeSchool()
  const { db } = tenant
  const course = await teachCourse(tenant, cast, {
    modules: { basics: [{ id: 'done' }, { id: 'open' }, { id: 'passed', kind: 'quiz', maxPoints: 10 }] },
  })
  const enrollmentId = course.lena.id
  const enrolledAt = monday - 10 * day
  await db.batch([
    db.update(enrollments).set({ createdAt: enrolledAt }).where(sql`id = ${enrollmentId}`),
    db.update(users).set({ locale: 'de', zone: 'Europe/Vienna' }).where(sql`id = ${cast.lena.id}`),
    db.insert(groups).values(['hers', 'others'].map((id) => ({ id, name: id, createdAt: monday }))),
    db.insert(groupMembers).values({ groupId: 'hers', userId: cast.lena.id, createdAt: monday }),
    db
      .insert(progress)
      .values({ enrollmentId, itemId: 'done', state: 'completed', startedAt: 1, lastSeenAt: 1, completedAt: 1 }),
    db
      .insert(grades)
      .values({ enrollmentId, itemId: 'passed', raw: 7, final: 7, maxPoints: 10, gradedAt: 1, releasedAt: 1 })
      .onConflictDoUpdate({
        target: [grades.enrollmentId, grades.itemId],
        set: { final: 7, maxPoints: 10, releasedAt: 1 },
      }),
  ])
  const facts = {
    now: tenant.now(),
    zone: 'UTC',
    userId: cast.lena.id,
    enrolledAt,
    completed: new Set(['done']),
    grades: new Map([['passed', 70]]),
    groups: new Set(['hers']),
    profile: { role: 'learner', language: 'de', zone: 'Europe/Vienna', emailDomain: 'acme.example' },
    titles: new Map<string, string>(),
  }
  const moment = fc.constantFrom(monday - day, monday + day)
  const leaf: fc.Arbitrary<Leaf> = fc.oneof(
    fc.record({ user: fc.constantFrom<string[]>([cast.lena.id], [cast.leo.id], [cast.leo.id, cast.lena.id]) }),
    fc.record({ group: fc.constantFrom<string[]>(['hers'], ['others'], ['others', 'hers']) }),
    fc.record({ profile: fc.constant('language'), equals: fc.constantFrom(' DE', 'fr') }),
    fc.record({ profile: fc.constant('zone'), equals: fc.constantFrom('europe/vienna', 'UTC') }),
    fc.record({ profile: fc.constant('emailDomain'), equals: fc.constantFrom('acme.example', 'globex.example') }),
    fc.record({ profile: fc.constant('role'), equals: fc.constantFrom('learner', 'instructor') }),
    fc.record({ date: moment.map((from) => ({ from })) }),
    fc.record({ date: moment.map((until) => ({ until })) }),
    fc.record({ date: moment.map((from) => ({ from, until: from + 3 * day })) }),
    fc.record({ daysAfterEnrollment: fc.constantFrom(5, 15) }),
    fc.record({ completed: fc.constantFrom('done', 'open') }),
    fc.record({ grade: fc.constantFrom('passed', 'open'), atLeast: fc.constantFrom(60, 80) }),
  )
  const grown = (inner: fc.Arbitrary<Rule>): fc.Arbitrary<Rule> =>
    fc.oneof(
      leaf,
      inner.map((not) => ({ not })),
      fc.array(inner, { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(inner, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    )
  const rules = fc.sample(grown(grown(grown(leaf))), { numRuns: 600, seed: 22 })
  const [basics] = await db.select().from(items).where(sql`id = 'open'`)
  await db.batch([
    insertMany(
      db,
      items,
      rules.map((availability, n) => ({ ...basics!, id: `rule-${n}`, position: `z${n}`, availability })),
    ),
  ])
  const open = await db.all<{ id: string }>(
    sql`select i.id from items i, enrollments where enrollments.id = ${enrollmentId} and i.id like 'rule-%'
      and ${itemIsFor('enrollments', facts.now)}`,
  )
  const ids = new Set(open.map(({ id }) => id))
  const wrong = rules.filter((rule, n) => ids.has(`rule-${n}`) === evaluateRule(rule, facts).isOutOfReach)
  expect(ids.size).toBeGreaterThan(100)
  expect(rules.length - ids.size).toBeGreaterThan(100)
  expect(wrong.map((rule) => JSON.stringify(rule))).toEqual([])
  const kept = await db.all<{ id: string; kept: string }>(
    sql`select id, availability as kept from items where id like 'rule-%'`,
  )
  const met = new Set<string>()
  for (const { id, kept: text } of kept) {
    const holds = ruleHolds({ column: 'i.availability', kept: text }, 'e', facts.now)
    const [one] = await db.all(sql`select 1 from items i, enrollments e
      where i.id = ${id} and e.id = ${enrollmentId} and ${holds}`)
    if (one) met.add(id)
  }
  expect(met.size).toBeGreaterThan(100)
  const wronglyMet = rules.filter((rule, n) => met.has(`rule-${n}`) !== evaluateRule(rule, facts).met)
  expect(wronglyMet.map((rule) => JSON.stringify(rule))).toEqual([])
})
