import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Tenant } from '../../../tenants/tenant'
import { items } from '../../../worker/db/schema'
import { publishCourse } from '../../../worker/domain/courses'
import { applyImport, findRun, keepArchive, planImport, startImport, undoImport } from '../../../worker/domain/imports'
import {
  addBlock,
  blocksToMarkdown,
  discardChanges,
  publishChanges,
  readHistory,
  readLesson,
  readLessonToEdit,
  restoreVersion,
} from '../../../worker/domain/lessons'
import type { Actor } from '../../../worker/domain/policy'
import { type Files, importArchive, zipOf } from '../../support/imports'
import { makeSchool } from '../../support/school'

const first = {
  'course.yaml': 'title: Wood\nmodules:\n  - title: Start\n    path: start\n    items: [saw.md, plane.md, glue.md]\n',
  'saw.md': 'Saw.\n',
  'plane.md': 'Plane.\n',
  'glue.md': 'Glue.\n',
}
const { 'glue.md': _, ...withoutGlue } = first
const second = {
  ...withoutGlue,
  'course.yaml': first['course.yaml'].replace(', glue.md', ''),
  'saw.md': 'Saw, slowly.\n',
}

let tenant: Tenant
let ada: Actor
let courseId: string
let idOf: Record<string, string>

beforeAll(async () => {
  const school = await makeSchool()
  tenant = school.tenant
  ada = school.cast.ada
})

beforeEach(async () => {
  courseId = (await importArchive(tenant, ada, await zipOf(first))).courseId!
  await publishCourse(tenant, ada, courseId)
  const rows = await tenant.db.select().from(items).where(eq(items.courseId, courseId))
  idOf = Object.fromEntries(rows.map(({ title, id }) => [title, id]))
})

const write = (title: string, markdown: string) =>
  addBlock(tenant, ada, idOf[title]!, { kind: 'text', after: null, markdown })
const shown = async (title: string, draft = false) =>
  blocksToMarkdown((await readLesson(tenant, ada, idOf[title]!, { draft })).blocks)
const edited = (title: string) => readLessonToEdit(tenant, ada, idOf[title]!)
const again = async (files: Files) => importArchive(tenant, ada, await zipOf(files), courseId)

describe('importing into a course in which changes wait to be published', () => {
  test('the preview and the report name the lessons that would change or go, and no others', async () => {
    for (const title of ['Saw', 'Plane', 'Glue']) expect((await write(title, 'Mine.')).saved.isDraft).toBe(true)
    const kept = await keepArchive(tenant, ada, [{ path: 'course.zip', bytes: await zipOf(second) }])
    const planned = await planImport(tenant, ada, { mediaId: kept.id, courseId })
    const inPlan = planned.plan.modules[0]!.items.map(({ title, change, hasDraft }) => [title, change, hasDraft])
    expect(inPlan).toEqual([
      ['Saw', 'changed', true],
      ['Plane', 'same', true],
    ])
    expect(planned.plan.removed).toEqual([{ title: 'Glue', path: 'glue.md', hasDraft: true }])
    const named = [
      ['problem', 'draft-binned', 'glue.md', 'Glue', 'Ada'],
      ['problem', 'draft-beneath', 'saw.md', 'Saw', 'Ada'],
    ]
    const linesOf = async (id: string) =>
      (await findRun(tenant, ada, id)).report.lines
        .filter(({ key }) => key.startsWith('draft-'))
        .map(({ level, key, path, values }) => [level, key, path, values.title, String(values.name).split(' ')[0]])
    expect(await linesOf(planned.id)).toEqual(named)
    await startImport(tenant, ada, planned.id)
    await applyImport(tenant, planned.id)
    expect(await linesOf(planned.id)).toEqual(named)
  })

  test('the changes stay, and do not overwrite the import unseen', async () => {
    await write('Saw', 'Mine.')
    expect((await edited('Saw')).moved).toBeNull()
    await again(second)
    expect(await shown('Saw')).toBe('Saw, slowly.')
    expect(await shown('Saw', true)).toContain('Mine.')
    const { moved } = await edited('Saw')
    expect(moved).toMatchObject({ number: 3, by: expect.stringContaining('Ada') })
    await expect(publishChanges(tenant, ada, idOf.Saw!)).rejects.toMatchObject({ reason: 'lessons.publishedMoved' })
    await expect(publishChanges(tenant, ada, idOf.Saw!, { over: 1 })).rejects.toThrow()
    expect(await shown('Saw')).toBe('Saw, slowly.')
    await write('Saw', 'More of mine.')
    expect((await edited('Saw')).moved).toEqual(moved)
    await publishChanges(tenant, ada, idOf.Saw!, { over: moved!.number })
    expect(await shown('Saw')).toContain('Mine.')
    expect(await edited('Saw')).toMatchObject({ moved: null, draft: null })
  })

  test('discarding them leaves what was imported, and what begins after it is based on that', async () => {
    await write('Saw', 'Mine.')
    await again(second)
    const number = await discardChanges(tenant, ada, idOf.Saw!)
    expect(await shown('Saw', true)).toBe('Saw, slowly.')
    await restoreVersion(tenant, ada, idOf.Saw!, number!)
    expect((await edited('Saw')).moved).toBeNull()
    await publishChanges(tenant, ada, idOf.Saw!)
    expect(await shown('Saw')).toContain('Mine.')
  })

  test('taking the import back brings the lesson back that they began with', async () => {
    await write('Saw', 'Mine.')
    const run = await again(second)
    expect((await edited('Saw')).moved).not.toBeNull()
    await undoImport(tenant, ada, run.id)
    expect((await edited('Saw')).moved).toBeNull()
    await publishChanges(tenant, ada, idOf.Saw!)
    expect(await shown('Saw')).toContain('Mine.')
  })

  test('lessons without any are changed as ever, and their history says when', async () => {
    await again(second)
    const { versions } = await readHistory(tenant, ada, idOf.Saw!)
    expect(versions[0]).toMatchObject({ number: 2, state: 'published', publishedAt: tenant.now() })
    expect((await edited('Saw')).moved).toBeNull()
  })
})
