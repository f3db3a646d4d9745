import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { courses, importRuns, items, itemVersions, lessons, organization } from '../../worker/db/schema'
import { applyImport } from '../../worker/domain/imports'
import { mediaIdsOf } from '../../worker/domain/lessons/blocks'
import { drain } from '../../worker/jobs/drain'
import { type Browser, browse } from '../support/browser'
import { film as makeFilm } from '../support/files'
import { zipOf } from '../support/imports'
import { readFile } from '../support/read-file'
import { addSchool, makeSchool, type School } from '../support/school'

let school: School
let ivy: Browser
beforeAll(async () => {
  school = await makeSchool()
  ivy = await browse(school.platform, school.tenant, school.cast.ivy)
})

const bees = {
  'one.md': '# The hive\n\nA floor. See [the year](two.md) and [nothing](gone.md).\n\n![Hive](hive.svg)\n',
  'two.md': '# The year\n\nSpring.\n',
  'hive.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>',
}
const asFile = (bytes: string | Uint8Array<ArrayBuffer>, name: string) => new File([bytes], name)
const upload = async (browser: Browser, files: File[], fields: Record<string, string> = {}) => {
  const data = new FormData()
  for (const file of files) data.append('file', file)
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return browser.send('POST', '/imports', data)
}
const runId = (answer: Response) => /\/imports\/([^/]+)$/.exec(answer.headers.get('Location') ?? '')?.[1] ?? ''

describe('the import page', () => {
  test('takes a zip, shows what will come, imports it and says what happened', async () => {
    const { html } = await ivy.read('/imports/new')
    expect(html).toContain('enctype="multipart/form-data"')
    expect(html).toContain('data-waiting="Goes on when the file is there …"')
    const answer = await upload(ivy, [asFile(await zipOf(bees), 'bees.zip')])
    expect(answer.status).toBe(303)
    const id = runId(answer)
    const preview = (await ivy.read(`/imports/${id}`)).html
    expect(preview).toContain('The hive')
    expect(preview).toContain('nothing')
    expect(preview).toContain(`/imports/${id}/application`)

    const started = await ivy.post(`/imports/${id}/application`)
    expect(started.status).toBe(303)
    await applyImport(school.tenant, id)
    const report = (await ivy.read(`/imports/${id}`)).html
    expect(report).toContain('Bees is here')
    const [hive] = await school.tenant.db.select().from(items).where(eq(items.title, 'The hive'))
    expect(report).toContain(`<a href="/lessons/${hive!.id}/edit"><bdi>one.md</bdi></a>`)
    expect(preview).not.toContain(`/lessons/${hive!.id}/edit`)
    const [run] = await school.tenant.db.select().from(importRuns).where(eq(importRuns.id, id))
    expect((await ivy.read(`/courses/${run!.courseId}/import`)).html).toContain('bees.zip')
  })

  test('knows what other platforms export, and says what can be brought instead', async () => {
    const manifest = '<manifest xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"/>'
    const given: Record<string, File> = {
      'This is a Moodle backup': asFile(new Uint8Array([0x1f, 0x8b, 8, 0, 0]), 'backup.mbz'),
      'a Moodle backup, and': asFile(await zipOf({ 'moodle_backup.xml': '<a/>', 'files.xml': '<a/>' }), 'old.zip'),
      'This is a Common Cartridge': asFile(await zipOf({ 'imsmanifest.xml': manifest, 'a/b.html': 'x' }), 'c.imscc'),
      'This is a SCORM package': asFile(
        await zipOf({ 'imsmanifest.xml': '<schema>ADL SCORM</schema>', 'i.html': 'x' }),
        's.zip',
      ),
    }
    for (const [sentence, file] of Object.entries(given)) {
      const answer = await upload(ivy, [file])
      expect([answer.status, (await answer.text()).includes(sentence)], sentence).toEqual([422, true])
    }
  })

  test('says only what came, what was left out and why, and alike things once', async () => {
    const saws = ['saw', 'plane', 'file', 'clamp']
    const wood: Record<string, string> = {
      'course.yaml': `title: Wood\nmodules:\n  - title: Tools\n    items: [${saws.map((name) => `${name}.md`).join(', ')}]\n`,
      ...Object.fromEntries(saws.map((name) => [`${name}.md`, `# The ${name}\n\n![It](${name}.png)\n`])),
      'prices.csv': 'a,b\n',
      'notes.md': '# Notes\n\nFor later.\n',
    }
    const id = runId(await upload(ivy, [asFile(await zipOf(wood), 'wood.zip')]))
    const preview = (await ivy.read(`/imports/${id}`)).html
    expect(preview).toContain('<h2>What comes in</h2>')
    await ivy.post(`/imports/${id}/application`)
    await applyImport(school.tenant, id)
    const { html } = await ivy.read(`/imports/${id}`)
    expect(html).toContain('4 lessons came in.')
    expect(html).not.toContain('quizzes')
    expect(html).toContain('<h2>What came in</h2>')
    expect(html).not.toContain('What comes in')
    expect(html).toContain('2 things were left out')
    expect(html).toContain('No lesson uses this file, so it was left out.')
    expect(html).toContain('The order does not name this page, so it was left out.')
    expect(html).toContain('The lessons stand in the order that course.yaml gives.')
    const alike = /<details><summary>([^<]*)<span[^>]*>4<\/span><\/summary>(.*?)<\/details>/s.exec(html)
    expect(alike?.[1]).toContain('Pictures that are not in the folder.')
    for (const name of saws) expect(alike?.[2]).toContain(`${name}.png`)
    expect(html).not.toContain('The picture saw.png')

    const [run] = await school.tenant.db.select().from(importRuns).where(eq(importRuns.id, id))
    const { 'clamp.md': gone, ...rest } = wood
    expect(gone).toBeDefined()
    const again = { ...rest, 'saw.md': '# The saw\n\nSlowly.\n' }
    const next = runId(await upload(ivy, [asFile(await zipOf(again), 'wood.zip')], { course: run!.courseId! }))
    expect((await ivy.read(`/imports/${next}`)).html).toContain('These move to the bin')
    await ivy.post(`/imports/${next}/application`)
    await applyImport(school.tenant, next)
    const changed = (await ivy.read(`/imports/${next}`)).html
    expect(changed).toContain('1 changed and 1 moved to the bin. What learners')
    expect(changed).not.toContain('0 added')
    expect(changed).toContain('These are in the bin now')

    const same = runId(await upload(ivy, [asFile(await zipOf(again), 'wood.zip')], { course: run!.courseId! }))
    await ivy.post(`/imports/${same}/application`)
    await applyImport(school.tenant, same)
    expect((await ivy.read(`/imports/${same}`)).html).toContain('so nothing was changed')
  })

  test('takes pages without a zip', async () => {
    const answer = await upload(ivy, [
      asFile('# One\n\nA\n', 'wood/one.md'),
      asFile('# Two\n\nB\n', 'wood/two.md'),
      asFile('', ''),
    ])
    const { html } = await ivy.read(`/imports/${runId(answer)}`)
    expect(html).toContain('Wood')
    expect(html).toContain('Two')
  })

  test('says in one sentence what is wrong with a file, and keeps the form', async () => {
    const bomb = await zipOf({ 'a.md': '# A\n', 'b.bin': new Uint8Array(4) })
    const cases: [Uint8Array<ArrayBuffer>, string][] = [
      [Uint8Array.from('PK this is no zip', (sign) => sign.charCodeAt(0)), 'ends in ZIP, but something else'],
      [await zipOf({ 'notes.txt': 'Hello' }), 'no Markdown pages'],
      [bomb.slice(0, bomb.length - 30), 'not a zip archive'],
      [await escaping(), 'outside of its folder'],
    ]
    for (const [bytes, sentence] of cases) {
      const answer = await upload(ivy, [asFile(bytes, 'course.zip')])
      expect(answer.status, sentence).toBe(422)
      const html = await answer.text()
      expect(/id="file-error">.*?<\/svg>([^<]*)/s.exec(html)?.[1]).toContain(sentence)
      expect(html).toContain('action="/imports"')
    }
    const film = await upload(ivy, [asFile(makeFilm(), 'film.mp4')])
    expect([film.status, await film.text()]).toEqual([422, expect.stringContaining('drop the file into one of its')])
    const none = await upload(ivy, [])
    expect(none.status).toBe(422)
    expect(await none.text()).toContain('Choose a zip')
  })

  test('is closed to learners, strangers and the school next door', async () => {
    const { id } = { id: runId(await upload(ivy, [asFile(await zipOf(bees), 'bees.zip')])) }
    const lena = await browse(school.platform, school.tenant, school.cast.lena)
    expect((await lena.get('/imports/new')).status).toBe(403)
    expect((await lena.get(`/imports/${id}`)).status).toBe(404)
    expect((await upload(lena, [asFile(await zipOf(bees), 'bees.zip')])).status).toBe(403)
    const ian = await browse(school.platform, school.tenant, school.cast.ian)
    expect((await ian.get(`/imports/${id}`)).status).toBe(404)
    expect((await ian.post(`/imports/${id}/application`)).status).toBe(404)
    const globex = await addSchool(school.platform, 'globex', 'Globex')
    const neighbour = await browse(school.platform, globex.tenant, globex.cast.ada)
    expect((await neighbour.get(`/imports/${id}`)).status).toBe(404)
    const nobody = await browse(school.platform, school.tenant)
    expect((await nobody.get('/imports/new')).status).toBe(303)
  })

  test('gives a fragment that asks again while it runs', async () => {
    const id = runId(await upload(ivy, [asFile(await zipOf(bees), 'bees.zip')]))
    await school.tenant.db
      .update(importRuns)
      .set({ state: 'running', startedAt: school.tenant.now() })
      .where(eq(importRuns.id, id))
    const whole = (await ivy.read(`/imports/${id}`)).html
    expect(whole).toContain('http-equiv="refresh"')
    const part = (await ivy.read(`/imports/${id}`, { 'HX-Request': 'true', 'HX-Request-Type': 'partial' })).html
    expect(part).toContain('every 1s')
    expect(part).not.toContain('<html')
  })
})

/** A zip with a name that leaves its folder: written as "aa/x.md", the name's bytes then changed. */
async function escaping() {
  const bytes = await zipOf({ 'aa/x.md': '# X\n' })
  const from = new TextEncoder().encode('aa/x.md')
  for (let at = 0; at < bytes.length - from.length; at++)
    if (from.every((byte, i) => bytes[at + i] === byte)) bytes.set(new TextEncoder().encode('../x.md'), at)
  return bytes
}

describe('the sample course', () => {
  test('comes with one click, opens at once, and goes with one', async () => {
    const olga = await browse(school.platform, school.tenant, school.cast.olga)
    expect((await olga.read('/welcome')).html).toContain('/sample-course')
    const first = await olga.post('/sample-course')
    expect(first.status).toBe(303)
    const second = await olga.post('/sample-course')
    expect(second.headers.get('Location')).toBe(first.headers.get('Location'))
    const { db } = school.tenant
    const [settings] = await db.select().from(organization)
    const [course] = await db.select().from(courses).where(eq(courses.id, settings!.sampleCourseId!))
    expect(course!.publishedAt).not.toBeNull()
    const kinds = (await db.select().from(items).where(eq(items.courseId, course!.id))).map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(['lesson', 'quiz', 'assignment']))
    const [gone] = [await olga.post('/sample-course?_method=DELETE')]
    expect(gone.status).toBe(303)
    const [after] = await db.select().from(courses).where(eq(courses.id, course!.id))
    expect(after!.deletedAt).not.toBeNull()
    expect((await ivy.post('/sample-course')).status).toBe(403)
  })
})

for (const [name, path] of [
  ['git-novice', 'fixtures/courses/git-novice.zip'],
  ['keeping bees', 'test/support/courses/keeping-bees.zip'],
] as const) {
  const bytes = await readFile(path)
  describe.skipIf(!bytes)(`${name}, through the door`, () => {
    test('shows every picture', async () => {
      const id = runId(await upload(ivy, [asFile(bytes!, `${name}.zip`)]))
      await ivy.post(`/imports/${id}/application`)
      await applyImport(school.tenant, id)
      await drain(school.tenant, {}, school.platform)
      const { db } = school.tenant
      const [run] = await db.select().from(importRuns).where(eq(importRuns.id, id))
      expect(run!.state).toBe('done')
      expect((await ivy.read(`/courses/${run!.courseId}?as=learner`)).html).toContain('CC-BY 4.0')
      const rows = await db
        .select({ content: itemVersions.content })
        .from(lessons)
        .innerJoin(items, eq(items.id, lessons.itemId))
        .innerJoin(itemVersions, eq(itemVersions.id, lessons.versionId))
        .where(eq(items.courseId, run!.courseId!))
      const files = [...new Set(rows.flatMap(({ content }) => mediaIdsOf(JSON.parse(content))))]
      expect(files.length).toBeGreaterThan(0)
      for (const file of files) expect([200, 302]).toContain((await ivy.get(`/media/${file}`)).status)
    })
  })
}
