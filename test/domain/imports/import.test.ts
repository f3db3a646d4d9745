import { and, eq, isNull } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { courses, items, itemVersions, lessons, media, mediaLinks } from '../../../worker/db/schema'
import { allBlocks, type LessonContent, mediaIdsOf } from '../../../worker/domain/lessons/blocks'
import { importArchive, zipOf } from '../../support/imports'
import { readFile } from '../../support/read-file'
import { makeSchool, type School } from '../../support/school'

let school: School
beforeAll(async () => {
  school = await makeSchool()
})
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'
const small = {
  'bees/one.md': '# The hive\n\nA hive has a floor. See [the year](two.md).\n\n![Hive](fig/hive.svg)\n',
  'bees/two.md': '---\nminutes: 5\n---\n# The year\n\nSpring.\n',
  'bees/fig/hive.svg': picture,
}

describe('importing a zip of Markdown', () => {
  test('makes a draft course with its lessons and files', async () => {
    const { tenant, cast } = school
    const run = await importArchive(tenant, cast.ivy, await zipOf(small), null, 'bees.zip')
    expect(run.error).toBeNull()
    expect(run).toMatchObject({ state: 'done', stepsDone: run.stepsAll })
    const [course] = await tenant.db.select().from(courses).where(eq(courses.id, run.courseId!))
    expect(course).toMatchObject({ title: 'Bees', publishedAt: null })
    const list = await tenant.db.select().from(items).where(eq(items.courseId, course!.id))
    expect(list.map(({ title, expectedMinutes }) => [title, expectedMinutes])).toEqual([
      ['The hive', null],
      ['The year', 5],
    ])
    const links = await tenant.db
      .select()
      .from(mediaLinks)
      .innerJoin(media, eq(media.id, mediaLinks.mediaId))
      .where(and(eq(mediaLinks.kind, 'item'), isNull(media.deletedAt)))
    expect(links.map((row) => [row.media.name, row.media.type])).toEqual([['hive.svg', 'image/svg+xml']])
  })
})

const git = await readFile('fixtures/courses/git-novice.zip')

describe.skipIf(!git)('git-novice, a real course', () => {
  test('comes in whole, with every picture and no broken link, in under ten seconds', async () => {
    const { tenant, cast } = school
    const before = Date.now()
    const run = await importArchive(tenant, cast.ivy, git!, null, 'git-novice.zip')
    expect(Date.now() - before).toBeLessThan(10_000)
    expect(run.error).toBeNull()
    const rows = await tenant.db
      .select({ item: items, content: itemVersions.content })
      .from(items)
      .innerJoin(lessons, eq(lessons.itemId, items.id))
      .innerJoin(itemVersions, eq(itemVersions.id, lessons.versionId))
      .where(eq(items.courseId, run.courseId!))
    expect(rows.filter(({ item }) => item.required)).toHaveLength(14)
    const ids = new Set(rows.map(({ item }) => item.id))
    const files = new Set((await tenant.db.select({ id: media.id }).from(media)).map(({ id }) => id))
    let pictures = 0
    for (const { item, content } of rows) {
      const read = JSON.parse(content) as LessonContent
      expect(content, item.title).not.toContain('path:')
      for (const id of mediaIdsOf(read)) expect(files.has(id), `${item.title} shows ${id}`).toBe(true)
      for (const [, id] of content.matchAll(/item:([0-9a-f-]{36})/g)) expect(ids.has(id!), item.title).toBe(true)
      pictures += allBlocks(read.blocks).filter(({ kind }) => kind === 'image').length
    }
    expect(pictures).toBeGreaterThan(10)
  }, 20_000)
})
