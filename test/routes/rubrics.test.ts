import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import {
  assignments,
  grades,
  groupMembers,
  groups,
  items,
  marks,
  rubrics,
  rubricVersions,
  submissions,
} from '../../worker/db/schema'
import { createAssignment, findSubmission, handIn, releaseMark, saveMark } from '../../worker/domain/assignments'
import { duplicateCourse } from '../../worker/domain/courses'
import { editRubric, findRubric } from '../../worker/domain/rubrics'
import { Conflict } from '../../worker/errors'
import { toRubricVersion } from '../../worker/routes/api/rubric-json'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'
import { enroll, teachCourse } from '../support/taught-course'

let school: School
let lena: Browser
let ivy: Browser
let course: Awaited<ReturnType<typeof teachCourse>>

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  course = await teachCourse(tenant, cast, {
    modules: {
      one: [
        { id: 'essay', kind: 'assignment', maxPoints: 20 },
        { id: 'talk', kind: 'assignment', maxPoints: 10 },
        { id: 'report', kind: 'assignment', maxPoints: 20 },
      ],
    },
  })
  await tenant.db.batch([
    createAssignment(tenant.db, 'essay', {}),
    createAssignment(tenant.db, 'talk', {}),
    createAssignment(tenant.db, 'report', {}),
  ])
  lena = await browse(platform, tenant, cast.lena)
  ivy = await browse(platform, tenant, cast.ivy)
})

const written = {
  title: 'Essay',
  scored: 'on',
  criterionId: ['', '', ''],
  criterionTitle: ['Argument', 'Language', ''],
  criterionAbout: ['Is there one?', '', ''],
  'levelId-0': ['', '', ''],
  'levelTitle-0': ['Clear', 'Hidden', ''],
  'levelPoints-0': ['6', '2,5', ''],
  'levelAbout-0': ['Found at once', '', ''],
  'levelId-1': ['', ''],
  'levelTitle-1': ['Plain', 'Hard'],
  'levelPoints-1': ['4', '0'],
  'levelAbout-1': ['', ''],
}
const idIn = (location: string | null) => location!.split('/').at(-1)!
const post = (browser: Browser, path: string, fields: Record<string, string | string[]>) => browser.post(path, fields)
const handed = (text: string, actor = school.cast.lena, item = 'essay') =>
  handIn(school.tenant, actor, item, { text, fileIds: [], nonce: crypto.randomUUID() })

test('Ivy writes a rubric on one page without JavaScript, and nothing that she typed is lost', async () => {
  expect((await ivy.read('/courses/git/rubrics')).html).toContain('No rubric yet')
  const more = await post(ivy, '/courses/git/rubrics', { ...written, more: '1' })
  expect(await more.text()).toContain('value="2,5"')
  const wrong = await post(ivy, '/courses/git/rubrics', { ...written, 'levelPoints-1': ['4', 'many'] })
  expect(wrong.status).toBe(422)
  const said = await wrong.text()
  expect(said).toContain('Give every level of “Language” points')
  expect(said).toContain('value="many"')
  const made = await post(ivy, '/courses/git/rubrics', written)
  expect(made.status).toBe(303)
  expect((await post(ivy, '/courses/git/rubrics', written)).status).toBe(422) // the name is taken
  const id = idIn(made.headers.get('Location'))
  const { html } = await ivy.read(`/rubrics/${id}`)
  expect(html).toContain('Together they give up to 10 points')
  const settings = { maxPoints: '20', maxFiles: '2', takesText: 'on', rubricId: id }
  expect((await ivy.post('/assignments/essay?_method=PUT', settings)).status).toBe(303)
  expect((await ivy.post('/assignments/essay?_method=PUT', { ...settings, rubricId: 'other' })).status).toBe(422)
  expect((await lena.read('/assignments/essay')).html).toContain('Found at once')
})

test('Ivy marks by it: the levels give the points, a draft stays with the markers, and Lena sees how it was chosen', async () => {
  await handed('Half a page')
  const { html: list } = await ivy.read('/courses/git/marking')
  const path = list.match(/\/submissions\/[\w-]+\/marking/)![0]
  const submission = path.replace('/marking', '')
  const { html } = await ivy.read(path)
  const rubricVersionId = html.match(/name="rubricVersionId" value="([\w-]+)"/)![1]!
  const half = { rubricVersionId, revision: '0', points: '', comment: 'So far', 'level-c1': 'l1', 'say-c1': 'I see it' }
  expect((await ivy.post(`${submission}/mark?_method=PUT`, half)).status).toBe(303)
  expect((await lena.read('/assignments/essay')).html).not.toContain('I see it')
  const open = await ivy.post(`${submission}/release`, { ...half, revision: '1' })
  expect(open.status).toBe(422)
  expect(await open.text()).toContain('Choose a level in every criterion')
  const whole = { ...half, revision: '1', comment: 'Good', 'level-c2': 'l2' }
  expect((await ivy.post(`${submission}/release`, whole)).status).toBe(303)
  const [grade] = await school.tenant.db.select().from(grades).where(eq(grades.itemId, 'essay')).orderBy(grades.raw)
  const { html: seen } = await lena.read('/assignments/essay')
  expect(seen).toContain('12 of 20 points')
  expect(seen).toContain('I see it')
  expect(seen).toMatch(/class="chosen"[\s\S]*Clear/)
  expect(grade).toBeDefined()
})

test('a rubric that was used gets a new version, and old marks keep theirs', async () => {
  const { tenant } = school
  const [row] = await tenant.db.select().from(rubrics).where(eq(rubrics.title, 'Essay'))
  const before = await findRubric(tenant, course.ivy, row!.id)
  const [first, second] = before.version.body.criteria
  const criteria = [{ ...first!, title: 'A clear argument' }, second!]
  await editRubric(tenant, course.ivy, row!.id, { title: 'Essay', scored: true, criteria, number: 1 })
  const again = { title: 'Essay', scored: true, criteria: [first!], number: 1 }
  await expect(editRubric(tenant, course.ivy, row!.id, again)).rejects.toThrow(Conflict)
  expect(await tenant.db.select().from(rubricVersions).where(eq(rubricVersions.rubricId, row!.id))).toHaveLength(2)
  expect((await lena.read('/assignments/essay')).html).not.toContain('A clear argument')
  const { html } = await ivy.read('/courses/git/marking?state=marked')
  const path = html.match(/\/submissions\/[\w-]+\/marking/)![0]
  const page = await ivy.read(path)
  expect(page.html).toContain('made with version 1')
  expect((await ivy.read(`${path}?rubric=newest`)).html).toContain('A clear argument')
  const bin = await ivy.post(`/rubrics/${row!.id}?_method=DELETE`)
  expect(bin.status).toBe(409)
})

test('a marking guide: points are typed for each criterion, and what is for markers stays with them', async () => {
  const guide = {
    kind: 'guide',
    title: 'Report',
    criterionId: ['', '', ''],
    criterionTitle: ['Method', 'Language', ''],
    criterionAbout: ['How you found out', '', ''],
    criterionForMarkers: ['Is the count said?', '', ''],
    criterionMost: ['6', 'many', ''],
  }
  expect((await ivy.read('/courses/git/rubrics/new?kind=guide')).html).toContain('For markers only')
  const wrong = await post(ivy, '/courses/git/rubrics', guide)
  expect(wrong.status).toBe(422)
  const said = await wrong.text()
  expect(said).toContain('Say how many points “Language” gives at most')
  expect(said).toContain('Is the count said?')
  const made = await post(ivy, '/courses/git/rubrics', { ...guide, criterionMost: ['6', '4', ''] })
  expect(made.status).toBe(303)
  const id = idIn(made.headers.get('Location'))
  const settings = { maxPoints: '20', maxFiles: '2', takesText: 'on', rubricId: id }
  expect((await ivy.post('/assignments/report?_method=PUT', settings)).status).toBe(303)
  const { html: before } = await lena.read('/assignments/report')
  expect(before).toContain('How you found out')
  expect(before).not.toContain('Is the count said?')

  const { id: submission } = await handed('We counted.', school.cast.lena, 'report')
  const { html } = await ivy.read(`/submissions/${submission}/marking`)
  expect(html).toContain('Is the count said?')
  const rubricVersionId = html.match(/name="rubricVersionId" value="([\w-]+)"/)![1]!
  const mark = { rubricVersionId, revision: '0', points: '', comment: '', 'say-c1': 'Clear', 'points-c1': '7' }
  const beyond = await ivy.post(`/submissions/${submission}/release`, mark)
  expect(beyond.status).toBe(422)
  expect(await beyond.text()).toMatch(/id="points-c1"[^>]*value="7"/)
  const open = await ivy.post(`/submissions/${submission}/release`, { ...mark, 'points-c1': '4,5' })
  expect(await open.text()).toContain('Give points for every criterion')
  const whole = { ...mark, 'points-c1': '4,5', 'points-c2': '2' }
  expect((await ivy.post(`/submissions/${submission}/release`, whole)).status).toBe(303)
  const { html: seen } = await lena.read('/assignments/report')
  expect(seen).toContain('13 of 20 points')
  expect(seen).toContain('4.5 of 6 points')
  expect(seen).not.toContain('Is the count said?')
  const page = await findSubmission(school.tenant, school.cast.lena, submission)
  const json = JSON.stringify(toRubricVersion(page.rubric!))
  expect(json).toContain('How you found out')
  expect(json).not.toContain('Is the count said?')
})

test('two markers do not overwrite each other: the second one reads what the first wrote', async () => {
  const { tenant, cast } = school
  await enroll(tenant, 'git', cast.ian, 'assistant')
  const ian = { ...cast.ian, courseRoles: { git: 'assistant' as const } }
  const { id } = await handed('A talk', cast.leo, 'talk')
  const mine = { points: 3, comment: 'Mine', revision: 0 }
  expect(await saveMark(tenant, course.ivy, id, mine)).toEqual({ revision: 1 })
  expect(await saveMark(tenant, course.ivy, id, mine)).toEqual({ revision: 1 }) // her own page sent it twice
  await expect(saveMark(tenant, ian, id, { ...mine, comment: 'His' })).rejects.toThrow(Conflict)
  await expect(releaseMark(tenant, ian, id, { ...mine, comment: 'His' })).rejects.toThrow(Conflict)
  const [kept] = await tenant.db.select().from(marks).where(eq(marks.subjectId, id))
  expect(kept).toMatchObject({ revision: 1, given: null, draft: { comment: 'Mine', points: 3 } })
  const his = await browse(school.platform, tenant, cast.ian)
  const fields = { points: '7', comment: 'His own words', revision: '0' }
  const refused = await his.post(`/submissions/${id}/release`, fields)
  expect(refused.status).toBe(409)
  const said = await refused.text()
  expect(said).toContain('has written this meanwhile: 3 points')
  expect(said).toContain('His own words')
  expect((await his.post(`/submissions/${id}/release`, { ...fields, revision: '1' })).status).toBe(303)
  expect((await findSubmission(tenant, cast.leo, id)).mark).toMatchObject({
    given: { comment: 'His own words' },
    draft: null,
  })
})

test('a comment is kept once, shared, inserted without JavaScript, and removed with a way back', async () => {
  const { tenant, cast } = school
  const { id } = await handed('Another talk', cast.lena, 'talk')
  const fields = { points: '4', comment: 'Say where it comes from.', revision: '0' }
  expect((await ivy.post(`/submissions/${id}/mark?_method=PUT`, { ...fields, act: 'keep' })).status).toBe(303)
  await ivy.post('/courses/git/comments', { text: 'Say where it comes from.', shared: 'on' })
  const his = await browse(school.platform, tenant, cast.ian)
  const { html } = await his.read(`/submissions/${id}/marking`)
  expect(html).toContain('data-text="Say where it comes from."')
  const insert = html.match(/<option value="([\w-]+)" data-text/)![1]!
  const mine = { points: '4', comment: 'Well.', revision: '1', insert, act: 'insert' }
  expect((await his.post(`/submissions/${id}/mark?_method=PUT`, mine)).status).toBe(303)
  const [kept] = await tenant.db.select().from(marks).where(eq(marks.subjectId, id))
  expect(kept!.draft!.comment).toBe('Well.\nSay where it comes from.')
  expect((await his.post(`/courses/git/comments/${insert}?_method=DELETE`)).status).toBe(404)
  await ivy.post(`/courses/git/comments/${insert}?_method=DELETE`)
  expect((await ivy.read('/courses/git/comments')).html).toContain('No comment is kept yet')
  expect((await ivy.post('/courses/git/comments', { text: ' ' })).status).toBe(422)
})

test('markers ask for what is late and what is missing, and for one group', async () => {
  const { tenant, cast } = school
  await tenant.db
    .update(items)
    .set({ dueAt: monday - 3_600_000 })
    .where(eq(items.id, 'talk'))
  await tenant.db.update(submissions).set({ late: true }).where(eq(submissions.itemId, 'talk'))
  await tenant.db.insert(groups).values({ id: 'blue', name: 'Blue', courseId: 'git', createdAt: monday })
  await tenant.db.insert(groupMembers).values({ groupId: 'blue', userId: cast.leo.id, createdAt: monday })
  const shows = async (query: string) => {
    const { html } = await ivy.read(`/courses/git/marking?${query}`)
    return [cast.lena.name, cast.leo.name].filter((name) => html.includes(`${name}</a>`) || html.includes(`>${name}<`))
  }
  expect(await shows('state=late')).toEqual([cast.lena.name, cast.leo.name])
  expect(await shows('state=late&group=blue')).toEqual([cast.leo.name])
  expect(await shows('state=missing')).toEqual([])
  await tenant.db
    .delete(submissions)
    .where(and(eq(submissions.itemId, 'talk'), eq(submissions.enrollmentId, `git-${cast.lena.id}`)))
  expect(await shows('state=missing')).toEqual([cast.lena.name])
  expect(await shows('state=missing&group=blue')).toEqual([])
})

test('a copy of the course brings its rubrics along, as its own', async () => {
  const { tenant } = school
  const { id } = await duplicateCourse(tenant, { ...school.cast.ada }, 'git', { title: 'Git again', days: 0 })
  const [copy] = await tenant.db.select().from(rubrics).where(eq(rubrics.courseId, id))
  expect(copy).toMatchObject({ title: 'Essay' })
  expect(await tenant.db.select().from(assignments).where(eq(assignments.rubricId, copy!.id))).toHaveLength(1)
  const { version } = await findRubric(tenant, school.cast.ada, copy!.id)
  expect(version).toMatchObject({ number: 1, usedAt: null })
  expect(version.body.criteria[0]!.title).toBe('A clear argument')
})
