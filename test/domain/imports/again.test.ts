import { and, eq, isNull } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Tenant } from '../../../tenants/tenant'
import {
  courses,
  enrollments,
  items,
  itemVersions,
  lessons,
  media,
  progress,
  questionVersions,
  quizQuestions,
} from '../../../worker/db/schema'
import { createItem, publishCourse } from '../../../worker/domain/courses'
import {
  applyImport,
  exportArchive,
  findRun,
  keepArchive,
  planImport,
  startImport,
  undoImport,
} from '../../../worker/domain/imports'
import type { Actor } from '../../../worker/domain/policy'
import { readArchive } from '../../../worker/lib/archive'
import { importArchive, zipOf } from '../../support/imports'
import { readFile } from '../../support/read-file'
import { makeSchool, type School } from '../../support/school'

let school: School
let tenant: Tenant
let ada: Actor
beforeAll(async () => {
  school = await makeSchool()
  tenant = school.tenant
  ada = school.cast.ada
})

const first = {
  'course.yaml': 'title: Wood\nmodules:\n  - title: Start\n    path: start\n    items: [one.md, two.md, quiz.md]\n',
  'one.md': 'Saw.\n\n![Saw](saw.svg)\n',
  'two.md': 'Plane.\n',
  'quiz.md':
    '---\nkind: quiz\n---\n\n## Which one cuts?\n\n- [x] Saw\n- [ ] Glue\n\n## Which one sticks?\n\n- [ ] Saw\n- [x] Glue\n',
  'saw.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>',
}
const second = {
  ...first,
  'course.yaml': 'title: Wood\nmodules:\n  - title: Start\n    path: start\n    items: [three.md, one.md, quiz.md]\n',
  'one.md': 'Saw, slowly.\n\n![Saw](saw.svg)\n',
  'three.md': 'Sand.\n',
  'quiz.md': first['quiz.md'].replace('Which one sticks?', 'What sticks?'),
}

const outlineOf = async (courseId: string) =>
  (
    await tenant.db
      .select()
      .from(items)
      .where(and(eq(items.courseId, courseId), isNull(items.deletedAt)))
      .orderBy(items.position)
  ).map(({ id, title }) => ({ id, title }))
const textOf = async (itemId: string) => {
  const [row] = await tenant.db
    .select({ content: itemVersions.content })
    .from(lessons)
    .innerJoin(itemVersions, eq(itemVersions.id, lessons.versionId))
    .where(eq(lessons.itemId, itemId))
  return row!.content
}

describe('importing again into a course', () => {
  test('changes, adds and removes by path, keeps ids, progress and what was made here, and can be undone', async () => {
    const made = await importArchive(tenant, ada, await zipOf(first))
    const courseId = made.courseId!
    await publishCourse(tenant, ada, courseId)
    const before = await outlineOf(courseId)
    expect(before.map(({ title }) => title)).toEqual(['One', 'Two', 'Quiz'])
    const idOf = (title: string) => before.find((item) => item.title === title)!.id
    const [module] = await tenant.db
      .select({ id: items.moduleId })
      .from(items)
      .where(eq(items.courseId, courseId))
      .limit(1)
    const own = await createItem(tenant, ada, module!.id, { kind: 'lesson', title: 'Made here' })
    await tenant.db
      .insert(enrollments)
      .values({ id: 'lena-in-wood', userId: school.cast.lena.id, courseId, role: 'learner', createdAt: tenant.now() })
    await tenant.db.insert(progress).values({
      enrollmentId: 'lena-in-wood',
      itemId: idOf('One'),
      state: 'completed',
      startedAt: tenant.now(),
      lastSeenAt: tenant.now(),
      completedAt: tenant.now(),
    } as never)
    const asked = await tenant.db
      .select()
      .from(quizQuestions)
      .where(eq(quizQuestions.itemId, idOf('Quiz')))
    const files = (await tenant.db.select().from(media).where(eq(media.purpose, 'content'))).length

    const completionOf = async (id: string) =>
      (await tenant.db.select({ completion: items.completion }).from(items).where(eq(items.id, id)))[0]!.completion
    expect(await completionOf(idOf('One'))).toEqual({ kind: 'marked' })
    await tenant.db
      .update(items)
      .set({ completion: { kind: 'time', minutes: 3 } })
      .where(eq(items.id, idOf('One')))

    const run = await importArchive(tenant, ada, await zipOf(second), courseId)
    expect(run.error).toBeNull()
    expect(await completionOf(idOf('One'))).toEqual({ kind: 'time', minutes: 3 })
    expect(run.plan.removed.map(({ title }) => title)).toEqual(['Two'])
    expect(run.plan.modules[0]!.items.map(({ title, change }) => [title, change])).toEqual([
      ['Three', 'added'],
      ['One', 'changed'],
      ['Quiz', 'changed'],
    ])
    const after = await outlineOf(courseId)
    expect(after.map(({ title }) => title)).toEqual(['Three', 'One', 'Quiz', 'Made here'])
    expect(after[1]!.id).toBe(idOf('One'))
    expect(after[3]!.id).toBe(own.id)
    expect(await textOf(idOf('One'))).toContain('slowly')
    const nowAsked = await tenant.db
      .select()
      .from(quizQuestions)
      .where(eq(quizQuestions.itemId, idOf('Quiz')))
    expect(nowAsked.map(({ versionId }) => versionId)).toContain(asked[0]!.versionId)
    expect(nowAsked).toHaveLength(2)
    expect(await tenant.db.select().from(questionVersions)).toHaveLength(3)
    const [lena] = await tenant.db.select().from(enrollments).where(eq(enrollments.id, 'lena-in-wood'))
    expect([lena!.itemsDone, lena!.itemsAll]).toEqual([1, 3])
    expect(await tenant.db.select().from(media).where(eq(media.purpose, 'content'))).toHaveLength(files) // the same picture, once

    const nothing = await importArchive(tenant, ada, await zipOf(second), courseId)
    expect(nothing.made).toMatchObject({ added: [], changed: [], removed: [] })
    await expect(undoImport(tenant, ada, run.id)).resolves.toMatchObject({ state: 'undone' })
    const back = await outlineOf(courseId)
    expect(back.map(({ title }) => title)).toEqual(['One', 'Two', 'Quiz', 'Made here'])
    expect(await textOf(idOf('One'))).not.toContain('slowly')
    expect(
      (
        await tenant.db
          .select()
          .from(quizQuestions)
          .where(eq(quizQuestions.itemId, idOf('Quiz')))
      )
        .map(({ versionId }) => versionId)
        .sort(),
    ).toEqual(asked.map(({ versionId }) => versionId).sort())

    await undoImport(tenant, ada, made.id)
    const [course] = await tenant.db.select().from(courses).where(eq(courses.id, courseId))
    expect(course!.deletedAt).not.toBeNull()
  })

  test('does it once, however often the job is delivered', async () => {
    const kept = await keepArchive(tenant, ada, [{ path: 'wood.zip', bytes: await zipOf(first) }])
    const { id } = await planImport(tenant, ada, { mediaId: kept.id, courseId: null })
    await startImport(tenant, ada, id)
    await Promise.all([applyImport(tenant, id), applyImport(tenant, id)])
    await applyImport(tenant, id)
    const run = await findRun(tenant, ada, id)
    expect(run.state).toBe('done')
    const all = await tenant.db.select().from(items).where(eq(items.courseId, run.courseId!))
    expect(all).toHaveLength(3)
    expect(
      (await tenant.db.select().from(courses)).filter(({ title, deletedAt }) => title === 'Wood' && !deletedAt),
    ).toHaveLength(1)
  })

  test('leaves nothing behind when it fails, says why, and can be started again', async () => {
    const kept = await keepArchive(tenant, ada, [{ path: 'wood.zip', bytes: await zipOf(first) }])
    const { id } = await planImport(tenant, ada, { mediaId: kept.id, courseId: null })
    const counts = async () => [
      (await tenant.db.select().from(courses)).length,
      (await tenant.db.select().from(items)).length,
      (await tenant.db.select().from(media).where(eq(media.purpose, 'content'))).length,
    ]
    const before = await counts()
    await startImport(tenant, ada, id)
    const broken = { ...tenant, db: withBrokenBatch(tenant) }
    await applyImport(broken, id)
    expect(await findRun(tenant, ada, id)).toMatchObject({
      state: 'failed',
      error: { key: 'imports.failed.unexpected' },
    })
    expect(await counts()).toEqual(before)
    await startImport(tenant, ada, id)
    await applyImport(tenant, id)
    expect(await findRun(tenant, ada, id)).toMatchObject({ state: 'done', error: null })
  })
})

/** The last, long batch of an import fails before it is sent. */
const withBrokenBatch = ({ db }: Tenant): Tenant['db'] =>
  new Proxy(db, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown
      if (name === 'batch')
        return (statements: unknown[]) =>
          statements.length > 12
            ? Promise.reject(new Error('Network connection lost'))
            : target.batch(statements as never)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })

describe('an exported course', () => {
  for (const path of [
    'fixtures/courses/git-novice.zip',
    'test/support/courses/keeping-bees.zip',
    'tenants/demo/how-to-learn-online.zip',
  ] as const) {
    test(`comes back as it was: ${path}`, async ({ skip }) => {
      const bytes = await readFile(path)
      if (!bytes) return skip()
      const one = await importArchive(tenant, ada, bytes)
      const exported = await unzipped(one.courseId!)
      const two = await importArchive(tenant, ada, await zipOf(Object.fromEntries(exported)))
      expect(two.error).toBeNull()
      expect(two.report.lines.filter(({ level }) => level === 'problem' || level === 'left-out')).toEqual([])
      const again = await unzipped(two.courseId!)
      expect([...again.keys()]).toEqual([...exported.keys()])
      for (const [name, content] of exported)
        expect(withoutIds(again.get(name)!, name), name).toEqual(withoutIds(content, name))
      const same = await importArchive(tenant, ada, await zipOf(Object.fromEntries(again)), two.courseId)
      expect(same.made!.added).toEqual([])
      expect(same.made!.removed).toEqual([])
      expect(same.made!.changed).toEqual([])
      const home = await importArchive(tenant, ada, await zipOf(Object.fromEntries(exported)), one.courseId)
      expect(home.made).toMatchObject({ added: [], changed: [], removed: [] })
    }, 30_000)
  }
})

async function unzipped(courseId: string) {
  const { body } = await exportArchive(tenant, ada, courseId)
  const { entries } = await readArchive(new Uint8Array(await new Response(body).arrayBuffer()))
  const files = await Promise.all(
    entries.map(async ({ path, bytes }) => [path, new Uint8Array(await bytes())] as const),
  )
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)))
}

const withoutIds = (bytes: Uint8Array, name: string) =>
  /\.(?:md|yaml)$/.test(name) ? new TextDecoder().decode(bytes).replace(/^id: .*$/m, '') : bytes
