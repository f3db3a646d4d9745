import { TextWriter, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js'
import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { assignments, auditEntries, bulkActs, grades, submissions, users } from '../../worker/db/schema'
import { addGradeRows } from '../../worker/domain/courses'
import { recordGrade } from '../../worker/domain/grades'
import { newId } from '../../worker/lib/ids'
import { browse } from '../support/browser'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'
import { tripsOf } from '../support/trips'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>
const day = 86_400_000
const as = (who: keyof School['cast']) => browse(school.platform, school.tenant, school.cast[who])
const ofLena = (rest = '') => `/courses/git/learners/${school.cast.lena.id}${rest}`
const gradeOf = async (itemId: string) =>
  (
    await school.tenant.db
      .select()
      .from(grades)
      .where(and(eq(grades.enrollmentId, course.lena.id), eq(grades.itemId, itemId)))
  )[0]!
const mark = (itemId: string, score: number, enrollmentId = course.lena.id) =>
  recordGrade(school.tenant.db, {
    enrollmentId,
    itemId,
    score,
    maxPoints: 20,
    sourceId: newId(),
    at: monday,
    actorId: school.cast.ivy.id,
  })

/** The row of somebody in the gradebook, cell by cell. */
function rowOf(html: string, name: string): string[] {
  const row = html.split('<tr').find((part) => part.includes('rowheader') && part.includes(name)) ?? ''
  return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell!.replace(/<[^>]*>/g, '').trim())
}

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  course = await teachCourse(tenant, cast, {
    modules: {
      basics: [
        { id: 'intro' },
        { id: 'quiz', kind: 'quiz', maxPoints: 20 },
        { id: 'essay', kind: 'assignment', maxPoints: 20, dueAt: monday - day },
        { id: 'talk', kind: 'assignment', maxPoints: 20, dueAt: monday + day },
        { id: 'hidden', kind: 'quiz', maxPoints: 5, published: false },
      ],
    },
  })
  await tenant.db.update(users).set({ name: '=HYPERLINK("x")' }).where(eq(users.id, cast.leo.id))
  await addGradeRows(tenant.db, 'git')
  await tenant.db.batch([...mark('quiz', 15)])
  await tenant.db.insert(submissions).values({
    id: 'work',
    enrollmentId: course.lena.id,
    itemId: 'talk',
    number: 1,
    draft: false,
    text: 'My talk',
    submittedAt: monday,
    createdAt: monday,
  })
})

describe('the gradebook of a course', () => {
  test('shows who got what, what waits, what is missing and how everybody stands', async () => {
    const ivy = await as('ivy')
    const { html } = await ivy.read('/courses/git/gradebook')
    expect(html).toContain('essay / 20')
    expect(html).not.toContain('hidden / 5')
    expect(rowOf(html, 'Lena Learner')).toEqual(['75%', '15', 'missing', 'to mark'])
    expect(rowOf(html, 'HYPERLINK')).toEqual(['–', '–', 'missing', '–'])
  })

  test('counts what is missing as its assignment says, until something is there, and says so to both', async () => {
    const { db } = school.tenant
    const [ivy, lena] = await Promise.all([as('ivy'), as('lena')])
    const settings = { maxPoints: '20', maxFiles: '5', dueAt: '2026-03-01T10:00', takesText: 'on' }
    const edit = (missingPercent: string) => ivy.post('/assignments/essay?_method=PUT', { ...settings, missingPercent })
    await db.insert(assignments).values({ itemId: 'essay' }).onConflictDoNothing()
    for (const wrong of ['101', '-1', '12,5', 'none']) expect((await edit(wrong)).status).toBe(422)
    expect((await edit('25 %')).status).toBe(303)
    expect(await db.select().from(assignments).where(eq(assignments.itemId, 'essay'))).toMatchObject([
      { missingPercent: 25 },
    ])
    const { html } = await ivy.read('/courses/git/gradebook')
    expect(rowOf(html, 'Lena Learner')).toEqual(['50%', '15', 'missing 25%', 'to mark'])
    expect(html).toContain('says itself what it counts')
    expect((await lena.read(ofLena('/grades'))).html).toContain('counts as 25% until something is handed in')
    expect((await lena.read('/assignments/essay')).html).toContain('it counts as 25 %')
    const work = { enrollmentId: course.lena.id, itemId: 'essay', number: 1, draft: false, text: 'Here' }
    await db.insert(submissions).values({ id: 'late-essay', ...work, submittedAt: monday, createdAt: monday })
    expect(rowOf((await ivy.read('/courses/git/gradebook')).html, 'Lena Learner')).toEqual([
      '75%',
      '15',
      'to mark',
      'to mark',
    ])
    await db.delete(submissions).where(eq(submissions.id, 'late-essay'))
    expect((await edit('')).status).toBe(303)
    expect(rowOf((await ivy.read('/courses/git/gradebook')).html, 'Lena Learner')).toEqual([
      '75%',
      '15',
      'missing',
      'to mark',
    ])
  })

  test('is found by name, and read in one trip where the session is known', async () => {
    const ivy = await as('ivy')
    await ivy.read('/courses/git/gradebook?q=lena')
    const { html } = await ivy.read('/courses/git/gradebook?q=lena')
    expect(html).toContain('Lena Learner')
    expect(html).not.toContain('HYPERLINK')
    expect((await tripsOf(ivy, '/courses/git/gradebook')).trips).toBe(1)
  })

  test('goes into a spreadsheet that runs nothing, on the record', async () => {
    const answer = await (await as('ivy')).post('/courses/git/gradebook/csv')
    const lines = (await answer.text()).trim().split('\r\n')
    expect(lines[0]).toContain('Course in percent')
    expect(lines.find((line) => line.includes('HYPERLINK'))).toMatch(/^"'=HYPERLINK/)
    expect(lines.find((line) => line.startsWith('Lena'))).toBe('Lena Learner,lena@acme.example,75,15,,')
    const acts = await school.tenant.db.select({ act: auditEntries.act }).from(auditEntries)
    expect(acts.map(({ act }) => act)).toContain('course.export-grades')
  })

  test('goes into a workbook as well, its texts as texts', async () => {
    const answer = await (await as('ivy')).post('/courses/git/gradebook/xlsx')
    expect(answer.headers.get('Content-Disposition')).toContain('.xlsx')
    const entries = await new ZipReader(new Uint8ArrayReader(new Uint8Array(await answer.arrayBuffer()))).getEntries()
    const sheet = entries.find(({ filename }) => filename === 'xl/worksheets/sheet1.xml')
    const xml = sheet && !sheet.directory ? await sheet.getData(new TextWriter()) : ''
    expect(entries.map(({ filename }) => filename)).toContain('[Content_Types].xml')
    expect(xml).toContain(`<t xml:space="preserve">'=HYPERLINK(&quot;x&quot;)</t>`)
    expect(xml).toContain('<c><v>15</v></c>')
    expect(xml).not.toContain('<f>')
  })

  test('is for those who mark there', async () => {
    expect((await (await as('lena')).get('/courses/git/gradebook')).status).toBe(403)
    expect((await (await as('zed')).get('/courses/git/gradebook')).status).toBe(404)
  })
})

describe('the grades of a learner', () => {
  test('are set by hand with a reason, which the learner reads', async () => {
    const ivy = await as('ivy')
    const url = ofLena('/items/essay/grade?_method=PUT')
    const wrong = await ivy.post(url, { points: 'many', reason: 'Handed in on paper' })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('Give the points as a number')
    expect(html).toContain('Handed in on paper</textarea>')
    expect((await ivy.post(url, { points: '12', reason: ' ' })).status).toBe(422)
    const both = await (await ivy.post(url, { points: '999', reason: ' ' })).text()
    expect(both).toContain('Say why, in a few words.')
    expect(both).toContain('id="points-essay-error"')
    expect((await ivy.post(url, { points: '21', reason: 'Too kind' })).status).toBe(422)
    expect((await ivy.post(url, { points: '12,5', reason: 'Handed in on paper' })).status).toBe(303)
    expect(await gradeOf('essay')).toMatchObject({ final: 12.5, override: 12.5 })

    const mine = (await (await as('lena')).read(ofLena('/grades'))).html
    expect(mine).toContain('12.5 / 20')
    expect(mine).toContain('set it by hand to 12.5 points')
    expect(mine).toContain('Handed in on paper')
    expect(mine).not.toContain('?_method=PUT')
    expect(mine).toContain('69%') // of 75 and 62.5
  })

  test('come back to what marking said when the field is emptied', async () => {
    const ivy = await as('ivy')
    await ivy.post(ofLena('/items/quiz/grade?_method=PUT'), { points: '20', reason: 'Second look' })
    expect((await gradeOf('quiz')).final).toBe(20)
    await ivy.post(ofLena('/items/quiz/grade?_method=PUT'), { points: '', reason: 'A mistake' })
    expect(await gradeOf('quiz')).toMatchObject({ final: 15, override: null })
  })

  test('may be excused: then it does not count, until it does again', async () => {
    const ivy = await as('ivy')
    const url = ofLena('/items/essay/excuse')
    expect((await ivy.post(`${url}?_method=PUT`, { reason: '' })).status).toBe(422)
    await ivy.post(`${url}?_method=PUT`, { reason: 'Was ill' })
    await ivy.post(`${url}?_method=PUT`, { reason: 'Was ill' })
    const html = (await ivy.read(ofLena('/grades'))).html
    expect(html).toContain('75%')
    expect(html.match(/excused it: it does not count/g)).toHaveLength(1)
    expect(rowOf((await ivy.read('/courses/git/gradebook')).html, 'Lena')).toEqual(['75%', '15', 'excused', 'to mark'])
    await ivy.post(`${url}?_method=DELETE`, { reason: 'Handed in after all' })
    expect(rowOf((await ivy.read('/courses/git/gradebook')).html, 'Lena')).toEqual(['69%', '15', '12.5', 'to mark'])
  })

  test('are one line a course for the learner, and nobody else reads them', async () => {
    const lena = await as('lena')
    const { html } = await lena.read('/grades')
    expect(html).toContain('Git for beginners')
    expect(html).toContain('2 of 3 grades given')
    expect(html).toContain('Waits for a mark')
    expect(html).toMatch(/<progress[^>]*aria-label="Grade in [^"]*Git for beginners/)
    expect((await (await as('leo')).get(ofLena('/grades'))).status).toBe(404)
    expect((await lena.post(ofLena('/items/essay/grade?_method=PUT'), { points: '20', reason: 'Me' })).status).toBe(403)
  })

  test('are not shown before they are given', async () => {
    const { db } = school.tenant
    await db
      .update(grades)
      .set({ raw: 19, comment: 'Draft words' })
      .where(and(eq(grades.enrollmentId, course.lena.id), eq(grades.itemId, 'talk')))
    const mine = (await (await as('lena')).read(ofLena('/grades'))).html
    expect(mine).not.toContain('19 / 20')
    expect(mine).not.toContain('Draft words')
    const theirs = (await (await as('ivy')).read('/courses/git/gradebook')).html
    expect(rowOf(theirs, 'Lena').at(-1)).toBe('19 not given yet')
  })
})

describe('the columns of a gradebook', () => {
  const page = '/courses/git/gradebook/columns'

  test('are held back and given out, each with its way back, and the learner reads why nothing stands there', async () => {
    const [ivy, lena] = [await as('ivy'), await as('lena')]
    const hold = await ivy.post(`${page}/quiz/hold?_method=PUT`)
    expect([hold.status, hold.headers.get('Location')]).toEqual([303, `${page}#column-quiz`])
    expect((await gradeOf('quiz')).releasedAt).toBeNull()
    expect((await ivy.read(page)).html).toContain('1 grade waits')
    expect((await ivy.read('/courses/git/gradebook')).html).toContain('aria-label="Hidden from learners"')
    const { html } = await lena.read(ofLena('/grades'))
    expect(html).toContain('Marks are released by your instructor.')
    expect(html).not.toContain('15 / 20')
    expect((await ivy.post(`${page}/quiz/hold?_method=DELETE`)).status).toBe(303)
    expect((await lena.read(ofLena('/grades'))).html).toContain('15 / 20')
  })

  test('are locked, one or all: whoever changes a grade reads who locked it', async () => {
    const ivy = await as('ivy')
    const change = () => ivy.post(ofLena('/items/quiz/grade?_method=PUT'), { points: '3', reason: 'Late' })
    await ivy.post(`${page}/quiz/lock?_method=PUT`)
    const refused = await change()
    expect(refused.status).toBe(409)
    const html = await refused.text()
    expect(html).toContain('Ivy Instructor has locked the grades of')
    expect(html).toContain('value="3"')
    await ivy.post(`${page}/quiz/lock?_method=DELETE`)
    await ivy.post('/courses/git/gradebook/lock?_method=PUT')
    expect((await change()).status).toBe(409)
    await ivy.post('/courses/git/gradebook/lock?_method=DELETE')
    expect((await change()).status).toBe(303)
  })

  test('a cell of the grid gets its learner’s row as it is now, or the sentence that refuses it', async () => {
    const ivy = await as('ivy')
    const partial = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
    const change = (points: string, reason: string) =>
      ivy.post(ofLena('/items/quiz/grade?_method=PUT'), { points, reason }, partial)
    const row = await (await change('15', 'Read again')).text()
    expect(row).toMatch(/^<tr/)
    expect(row).toContain('data-points="15"')
    const refused = await change('99', '')
    expect([refused.status, refused.headers.get('Content-Type')]).toEqual([422, expect.stringMatching(/^text.plain/)])
    expect(await refused.text()).toMatch(/^Give between 0 and 20 points. Say why, in a few words./)
  })

  test('can be added for what nobody hands in: marked without a reason until its learner has seen a mark', async () => {
    const [ivy, lena] = [await as('ivy'), await as('lena')]
    const added = { title: 'Oral participation', maxPoints: '10', dueAt: '2020-01-01T10:00', nonce: newId() }
    expect((await ivy.post(page, { ...added, maxPoints: 'ten' })).status).toBe(422)
    expect((await ivy.post(page, added)).status).toBe(303)
    expect((await ivy.post(page, added)).status).toBe(303)
    const { html } = await ivy.read('/courses/git/gradebook')
    expect(html.match(/Oral participation \/ 10<\/th>/g)).toHaveLength(1)
    expect(rowOf(html, 'Lena Learner').at(-1)).toBe('–') // its day is over, and nobody hands it in
    const url = ofLena(`/items/${added.nonce}/grade?_method=PUT`)
    expect((await ivy.post(url, { points: '7', reason: '' })).status).toBe(303)
    expect(await gradeOf(added.nonce)).toMatchObject({ raw: 7, final: 7, override: null })
    expect((await lena.read(`/assignments/${added.nonce}`)).html).not.toContain('name="text"')
    expect((await lena.post(`/assignments/${added.nonce}/submissions`, { nonce: newId(), text: 'Mine' })).status).toBe(
      409,
    )
    expect((await ivy.post(url, { points: '8', reason: '' })).status).toBe(422)
    expect((await ivy.post(url, { points: '8', reason: 'Counted again' })).status).toBe(303)
    expect((await ivy.post(`${page}/${added.nonce}?_method=PATCH`, { title: 'Speaking' })).status).toBe(303)
    expect((await ivy.read(page)).html).toContain('Speaking')
    const gone = await ivy.post(`/items/${added.nonce}?_method=DELETE&from=columns`)
    expect([gone.status, gone.headers.get('Location')]).toEqual([303, page])
    const undo = /action="([^"]*restoration[^"]*)"/.exec((await ivy.read(page)).html)?.[1]?.replaceAll('&amp;', '&')
    expect((await ivy.read('/courses/git/gradebook')).html).not.toContain('Speaking')
    const back = await ivy.post(undo ?? '')
    expect([back.status, back.headers.get('Location')]).toEqual([303, page])
    expect((await ivy.read('/courses/git/gradebook')).html).toContain('Speaking')
  })
})

describe('a file of grades', () => {
  const page = '/courses/git/gradebook/import'
  const field = (html: string, name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? ''
  const shown = async (text: string) => {
    const answer = await (await as('ivy')).post(page, {
      text: '',
      file: new File([text], 'marks.csv', { type: 'text/csv' }),
    })
    expect(answer.status).toBe(200)
    return answer.text()
  }

  test('shows who changes and by how much, what it leaves out, and is written and taken back as one', async () => {
    const ivy = await as('ivy')
    await ivy.post('/courses/git/gradebook/columns/talk/lock?_method=PUT')
    const before = await gradeOf('quiz')
    const text = [
      '\ufeffName;E-mail;item QUIZ / 20;Item essay;Item talk;Homework',
      'Lena;LENA@acme.example;"12,5";;3;9',
      'Nobody;nobody@acme.example;4;;;',
      '\'=HYPERLINK("x");;25;many;;',
    ].join('\r\n')
    const html = await shown(text)
    expect(html).toContain('This file changes 1 grade.')
    for (const told of [
      'Line 1: no item of this course is called “Homework”.',
      'Line 2: the grades are locked (Lena Learner: Item talk).',
      'Line 3: nobody in this course is “Nobody, nobody@acme.example”.',
      'Line 4: “Item quiz: 25” is more than the 20 points there are.',
    ])
      expect(html).toContain(told)
    const sent = { text, digest: field(html, 'digest'), reason: '' }
    const noReason = await ivy.post(`${page}?_method=PUT`, sent)
    expect(noReason.status).toBe(422)
    expect(await noReason.text()).toContain('12,5')
    expect((await ivy.post(`${page}?_method=PUT`, { ...sent, digest: 'of before' })).status).toBe(409)
    expect((await ivy.post(`${page}?_method=PUT`, { ...sent, reason: 'On paper' })).status).toBe(303)
    expect(await gradeOf('quiz')).toMatchObject({ final: 12.5, override: 12.5 })
    const [act] = await school.tenant.db.select().from(bulkActs).where(eq(bulkActs.kind, 'grades.import'))
    expect((await ivy.post(`/acts/${act!.id}/reversal?back=/`)).status).toBe(303)
    expect(await gradeOf('quiz')).toMatchObject({ final: before.final, override: before.override, raw: before.raw })
    await ivy.post('/courses/git/gradebook/columns/talk/lock?_method=DELETE')
  })

  test('that is no table, is empty or too large is refused with a sentence', async () => {
    const ivy = await as('ivy')
    expect((await ivy.post(page, { text: ' ' })).status).toBe(422)
    const binary = new File([Uint8Array.from([80, 75, 3, 4, 0, 0])], 'marks.xlsx')
    const refused = await ivy.post(page, { text: '', file: binary })
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('This file is no CSV.')])
    expect((await ivy.post(page, { text: '', file: new File(['a,b\n'.repeat(300_000)], 'x.csv') })).status).toBe(422)
    expect(await shown('"never ends')).toContain('This file changes no grade.')
  })
})
