import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { insist, isInsisted } from '../../../worker/db/insist'
import { courseModules, courses, enrollments, items, progress } from '../../../worker/db/schema'
import { listHits } from '../../../worker/domain/pages'
import { indexEntry, removeEntry, type SearchHit, shortlist } from '../../../worker/domain/search'
import type { Actor } from '../../support/actors'
import { addSchool, makeSchool, type School } from '../../support/school'

let school: School
const at = Date.UTC(2026, 1, 1)

async function look(actor: Actor, typed: string) {
  const hits = await listHits(school.tenant, actor, typed)
  return hits.map(({ title }) => title)
}

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  const { db } = tenant
  const course = (id: string, title: string, more: Partial<typeof courses.$inferInsert> = {}) =>
    db
      .insert(courses)
      .values({ id, title, publishedAt: at, createdBy: cast.ivy.id, createdAt: at, updatedAt: at, ...more })
  await db.batch([
    course('git', 'Version control with Git'),
    course('draft', 'Version drafts', { publishedAt: null }),
    course('open', 'Open version workshop', { visibility: 'organization' }),
    db
      .insert(courseModules)
      .values({ id: 'm1', courseId: 'git', title: 'One', position: 'a0', publishedAt: at, createdAt: at }),
    ...(['seen', 'hidden', 'locked'] as const).map((id, i) =>
      db.insert(items).values({
        id,
        courseId: 'git',
        moduleId: 'm1',
        kind: 'lesson',
        title: `${id} lesson`,
        position: `a${i}`,
        publishedAt: id === 'hidden' ? null : at,
        availability: id === 'locked' ? { completed: 'seen' } : null,
        createdAt: at,
        updatedAt: at,
      }),
    ),
    ...[
      ['e1', cast.ivy.id, 'instructor'] as const,
      ['e2', cast.lena.id, 'learner'] as const,
      ['e3', cast.leo.id, 'learner'] as const,
    ].map(([id, userId, role]) => db.insert(enrollments).values({ id, userId, courseId: 'git', role, createdAt: at })),
    ...(['git', 'draft', 'open'] as const).map((id) =>
      indexEntry(db, {
        kind: 'course',
        subjectId: id,
        title: { git: 'Version control with Git', draft: 'Version drafts', open: 'Open version workshop' }[id],
      }),
    ),
    ...(['seen', 'hidden', 'locked'] as const).map((id) =>
      indexEntry(db, {
        kind: 'lesson',
        subjectId: id,
        courseId: 'git',
        title: `${id} lesson`,
        body: `the staging area of ${id}`,
      }),
    ),
    ...[cast.lena, cast.leo, cast.zed, cast.ivy].map((person) =>
      indexEntry(db, { kind: 'person', subjectId: person.id, title: person.name, body: `${person.id}@acme.example` }),
    ),
    indexEntry(db, { kind: 'person', subjectId: 'nobody', title: '陈伟 Łukasz' }),
  ])
})

describe('search', () => {
  test('shows admins everything, drafts and people by e-mail included', async () => {
    const { ada } = school.cast
    expect((await look(ada, 'version')).sort()).toEqual([
      'Open version workshop',
      'Version control with Git',
      'Version drafts',
    ])
    expect(await look(ada, 'staging')).toHaveLength(3)
    expect(await look(ada, 'acme-zed')).toEqual(['Zed Stranger'])
  })

  test('shows learners what is published in their courses, and the catalogue', async () => {
    const { lena, zed } = school.cast
    expect((await look(lena, 'version')).sort()).toEqual(['Open version workshop', 'Version control with Git'])
    expect(await look(zed, 'version')).toEqual(['Open version workshop'])
    expect((await look(lena, 'lesson')).sort()).toEqual(['locked lesson', 'seen lesson'])
    expect(await look(zed, 'lesson')).toEqual([])
  })

  test('does not read a locked text out to learners', async () => {
    const { lena, ivy } = school.cast
    expect(await look(lena, 'staging')).toEqual(['seen lesson'])
    const teacher = { ...ivy, courseRoles: { git: 'instructor' } } as Actor
    expect(await look(teacher, 'staging')).toHaveLength(3)
    const [hit] = await listHits(school.tenant, lena, 'locked')
    expect(hit).toMatchObject({ title: 'locked lesson', excerpt: '', courseTitle: 'Version control with Git' })
  })

  test('reads out what is open to the learner in a course with rules, and keeps to itself what is for others', async () => {
    const { tenant, cast } = school
    const { db } = tenant
    const ids = ['done', 'next', 'later', 'other', 'mine'] as const
    await db.batch([
      db.insert(courses).values({
        id: 'path',
        title: 'One after the other',
        inOrder: true,
        publishedAt: at,
        createdBy: cast.ivy.id,
        createdAt: at,
        updatedAt: at,
      }),
      db.insert(courseModules).values([
        { id: 'p1', courseId: 'path', title: 'One', position: 'a0', publishedAt: at, createdAt: at },
        {
          id: 'p2',
          courseId: 'path',
          title: 'For Leo',
          position: 'a1',
          availability: { user: [cast.leo.id] },
          publishedAt: at,
          createdAt: at,
        },
      ]),
      ...ids.map((id, i) =>
        db.insert(items).values({
          id,
          courseId: 'path',
          moduleId: id === 'other' ? 'p2' : 'p1',
          kind: 'lesson',
          title: `${id} walrus`,
          position: `a${i}`,
          completion: { kind: 'marked' },
          availability: id === 'mine' ? { not: { user: [cast.lena.id] } } : null,
          publishedAt: at,
          createdAt: at,
          updatedAt: at,
        }),
      ),
      ...ids.flatMap((id) => [
        indexEntry(db, {
          kind: 'lesson',
          subjectId: id,
          courseId: 'path',
          title: `${id} walrus`,
          body: `tusks and whiskers of ${id}`,
        }),
        indexEntry(db, {
          kind: 'caption',
          subjectId: id,
          courseId: 'path',
          title: `${id} walrus`,
          body: `flippers ${id}`,
        }),
      ]),
      ...[cast.lena, cast.leo].map(({ id }) =>
        db
          .insert(enrollments)
          .values({ id: `path-${id}`, userId: id, courseId: 'path', role: 'learner', createdAt: at }),
      ),
      db.insert(progress).values({
        enrollmentId: `path-${cast.lena.id}`,
        itemId: 'done',
        state: 'completed',
        completedAt: at,
        startedAt: at,
        lastSeenAt: at,
      }),
    ])
    const { lena, leo, ada, zed } = cast
    const walruses = (...names: string[]) => names.map((name) => `${name} walrus`).sort()
    const found = async (actor: Actor, typed: string) => [...new Set(await look(actor, typed))].sort()
    // The text of what is done and of what is next; of what waits nothing.
    for (const typed of ['whiskers', 'flippers']) {
      expect(await found(lena, typed)).toEqual(walruses('done', 'next'))
      expect(await found(leo, typed)).toEqual(walruses('done'))
      expect(await found(ada, typed)).toEqual(walruses(...ids))
      expect(await found(zed, typed)).toEqual([])
    }
    // What waits has its title in the outline; what is for other people has none.
    expect(await found(lena, 'walrus')).toEqual(walruses('done', 'next', 'later'))
    expect(await found(leo, 'walrus')).toEqual(walruses('done', 'next', 'later', 'mine', 'other'))
    const hits = await listHits(tenant, lena, 'walrus', { kinds: ['lesson'] })
    expect(Object.fromEntries(hits.map(({ subjectId, excerpt }) => [subjectId, excerpt !== '']))).toEqual({
      done: true,
      next: true,
      later: false,
    })
  })

  test('shows people to those with a course in common, by name only', async () => {
    const { lena, zed } = school.cast
    expect(await look(lena, 'leo')).toEqual(['Leo Learner'])
    expect(await look(lena, 'zed')).toEqual([])
    expect(await look(zed, 'leo')).toEqual([])
    expect(await look(school.cast.ada, 'acme-leo')).toEqual(['Leo Learner'])
    expect(await look(lena, 'acme-leo')).toEqual([])
  })

  test('finds names of two letters and without their accents', async () => {
    const { ada } = school.cast
    expect(await look(ada, '陈伟')).toEqual(['陈伟 Łukasz'])
    expect(await look(ada, 'lu')).toEqual(['陈伟 Łukasz'])
    expect(await look(ada, 'zed s')).toEqual(['Zed Stranger'])
  })

  test('takes whatever is typed for words', async () => {
    for (const typed of ['', '   ', '"', 'a" OR b', 'title:x', '*', 'NEAR(a b)', '-x AND', `${'x'.repeat(5000)}`])
      expect(await look(school.cast.lena, typed)).toEqual([])
  })

  test('follows a changed name and forgets what is gone', async () => {
    const { tenant, cast } = school
    await indexEntry(tenant.db, { kind: 'person', subjectId: 'gone', title: 'Quentin Before' })
    await indexEntry(tenant.db, { kind: 'person', subjectId: 'gone', title: 'Quentin After' })
    expect(await look(cast.ada, 'quentin')).toEqual(['Quentin After'])
    await removeEntry(tenant.db, 'person', 'gone')
    expect(await look(cast.ada, 'quentin')).toEqual([])
  })

  test('finds nothing of the school next door', async () => {
    const globex = await addSchool(school.platform, 'globex', 'Globex')
    expect(await listHits(globex.tenant, globex.cast.ada, 'version')).toEqual([])
  })
})

describe('the shortlist', () => {
  const hits = (said: string): SearchHit[] =>
    said.split(' ').map((kind, i) => ({
      kind: kind as SearchHit['kind'],
      subjectId: `${i}`,
      courseId: null,
      title: `${kind} ${i}`,
      courseTitle: null,
      forumId: null,
      excerpt: '',
    }))

  test('lets many of one kind not hide the one person', () => {
    const found = shortlist(hits('caption caption caption caption caption caption caption caption caption person'))
    expect(found.map(({ kind, hits }) => [kind, hits.length])).toEqual([
      ['caption', 7],
      ['person', 1],
    ])
    expect(found[0]!.hits[0]!.subjectId).toBe('0')
  })

  test('begins with the kind of the best hit and keeps the order within a kind', () => {
    const found = shortlist(hits('lesson course lesson course'), 3)
    expect(found.map(({ hits }) => hits.map(({ subjectId }) => subjectId))).toEqual([['0', '2'], ['1']])
  })
})

describe('insist', () => {
  test('breaks the whole batch where its condition does not hold', async () => {
    const { db } = school.tenant
    const add = (id: string) => indexEntry(db, { kind: 'person', subjectId: id, title: 'Batch' })
    await db.batch([add('b1'), insist(db, sql`1 = 1`)])
    const error = await db.batch([add('b2'), insist(db, sql`1 = 2`)]).catch((e) => e)
    expect(isInsisted(error)).toBe(true)
    const hits = await listHits(school.tenant, school.cast.ada, 'batch')
    expect(hits.map((hit) => hit.subjectId)).toEqual(['b1'])
  })
})
