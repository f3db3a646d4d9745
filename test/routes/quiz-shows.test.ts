import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { accommodations, grades } from '../../worker/db/schema'
import { type QuizSettings, saveResponse } from '../../worker/domain/quizzes'
import { correlation } from '../../worker/domain/quizzes/analyse-quiz'
import { ring } from '../../worker/jobs/ring'
import {
  type Aspect,
  aspects,
  checkedShows,
  JUST_AFTER,
  momentOf,
  type Shows,
  showings,
  showsNext,
  whatIsShown,
} from '../../worker/lib/quiz-shows'
import { program } from '../support/api'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { firstKinds, makeQuiz, versionsOf } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

const minute = 60_000
const close = monday + 60 * minute

let school: School
let lena: Browser
let leo: Browser
let ivy: Browser
let lenasProgram: Awaited<ReturnType<typeof program>>

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  await teachCourse(tenant, cast, {
    modules: {
      one: ['exam', 'together', 'practice', 'own', 'form', 'asked'].map((id) => ({ id, kind: 'quiz' as const })),
    },
  })
  await tenant.db
    .insert(accommodations)
    .values({ userId: cast.leo.id, laterHours: 2, setBy: cast.ada.id, setAt: monday })
  lena = await browse(platform, tenant, cast.lena)
  leo = await browse(platform, tenant, cast.leo)
  ivy = await browse(platform, tenant, cast.ivy)
  lenasProgram = await program(platform, tenant, cast.lena)
})
beforeEach(() => school.platform.setNow(monday))

/** Begins a quiz and answers its first question wrong and its fourth right. */
async function answered(browser: Browser, actor: 'lena' | 'leo', quiz: string, settings: Partial<QuizSettings>) {
  const { tenant, cast } = school
  await makeQuiz(tenant, quiz, settings, firstKinds)
  return answerAgain(browser, cast[actor], quiz)
}

async function answerAgain(browser: Browser, actor: School['cast']['lena'], quiz: string) {
  const path = (await browser.post(`/quizzes/${quiz}/attempts`)).headers.get('Location')!
  const versions = await versionsOf(school.tenant, quiz)
  for (const [i, value] of [
    [0, 'a'],
    [3, 'git log'],
  ] as const) {
    const change = { versionId: versions[i]!.versionId, revision: 1, values: [value] }
    await saveResponse(school.tenant, actor, path.split('/')[2]!, change)
  }
  return { path, versions: versions.map(({ versionId }) => versionId) }
}

/** What only the author knows, or marking says. */
const secrets = [
  /That records what is staged/,
  /Staging is told apart/,
  /Right answer/,
  />(Right|Not right|Not passed yet)</,
]
const inJson = [/"correct":/, /"percent":\d/, /"isPassed":(true|false)/, /That records/]

async function expectNothing(path: string, quiz: string) {
  for (const page of [path, `/quizzes/${quiz}`]) {
    const { html } = await lena.read(page)
    for (const secret of secrets) expect(html).not.toMatch(secret)
    expect(html).not.toMatch(/\d+ ?%.{0,40}(score|best)/i)
  }
  for (const door of [path, `/quizzes/${quiz}`]) {
    const text = JSON.stringify((await lenasProgram('GET', door)).json)
    for (const secret of inJson) expect(text).not.toMatch(secret)
  }
}

test('an exam tells nothing before it has closed, and everything after', async () => {
  const settings = { shows: showings.exam, closesAt: close }
  const { path } = await answered(lena, 'lena', 'exam', settings)
  await expectNothing(path, 'exam')
  await lena.post(`${path}/submission`)
  for (const at of [monday, monday + JUST_AFTER, close - 1]) {
    school.platform.setNow(at)
    await expectNothing(path, 'exam')
    expect((await lena.read(path)).html).not.toContain('git log')
  }
  expect((await lena.read(path)).html).toContain('More is shown here from then on')
  const { tenant, platform } = school
  const gradeShown = async () => {
    await ring(tenant, {}, platform)
    const [row] = await tenant.db.select().from(grades).where(eq(grades.itemId, 'exam'))
    expect(row!.final).toBe(1)
    return row!.releasedAt !== null
  }
  expect(await gradeShown()).toBe(false)

  school.platform.setNow(close)
  expect(await gradeShown()).toBe(true)
  const { html } = await lena.read(path)
  expect(html).toContain('That records what is staged')
  expect(html).toContain('Not passed yet')
  expect((await lenasProgram('GET', path)).json.questions[0].mark.correct).toBe('none')
})

test('the close is one’s own, or everybody’s where the quiz waits for the last', async () => {
  const settings = { shows: showings.exam, closesAt: close }
  const { path } = await answered(leo, 'leo', 'together', settings)
  await leo.post(`${path}/submission`)
  const hers = await answerAgain(lena, school.cast.lena, 'together')
  await lena.post(`${hers.path}/submission`)
  school.platform.setNow(close)
  expect((await leo.read(path)).html).not.toContain('That records')
  expect((await lena.read(hers.path)).html).toContain('That records')

  const shown = await ivy.read('/quizzes/together/edit')
  expect(shown.html).toMatch(/value="exam" checked=/)
  expect((await lenasProgram('GET', '/quizzes/together')).status).toBe(200)
  const teaching = await program(school.platform, school.tenant, school.cast.ivy)
  expect((await teaching('PATCH', '/quizzes/together', { closesTogether: true })).status).toBe(200)
  await expectNothing(hers.path, 'together')
  school.platform.setNow(close + 120 * minute)
  expect((await lena.read(hers.path)).html).toContain('That records')
  expect((await leo.read(path)).html).toContain('That records')
})

test('practice checks an answer while it is taken, and then it stays', async () => {
  const { path, versions } = await answered(lena, 'lena', 'practice', { shows: showings.practice })
  await expectNothing(path, 'practice')
  const first = versions[0]!
  const empty = await lena.post(`${path}/responses?_method=PUT`, { check: versions[4]! })
  expect(empty.headers.get('Location')).toBe(`${path}#q5`)
  expect((await lena.read(path)).html).toContain('Give an answer first')

  const answer = { [`revision-${first}`]: '1', [`answer-${first}`]: 'a' }
  const checked = await lena.post(`${path}/responses?_method=PUT`, { ...answer, check: first })
  expect(checked.headers.get('Location')).toBe(`${path}#q1`)
  const { html } = await lena.read(path)
  expect(html).toContain('That records what is staged')
  expect(html).not.toContain(`name="answer-${first}"`)
  expect(html).toContain(`name="answer-${versions[1]}"`)
  expect(html.match(/>Not right</g)).toHaveLength(1)

  const after = await lenasProgram('PUT', `${path}/responses/${first}`, { revision: 9, values: ['b'] })
  expect(after.json).toMatchObject({ outcome: 'stale' })
  const byProgram = await lenasProgram('PUT', `${path}/responses/${versions[3]}/check`)
  const questions: { isChecked: boolean; mark: { correct: string } | null }[] = byProgram.json.questions
  expect(questions.map(({ isChecked }) => isChecked)).toEqual([true, false, false, true, false])
  expect(questions.map(({ mark }) => mark?.correct)).toEqual(['none', undefined, undefined, 'full', undefined])
})

test('where answers are not checked, no door checks them', async () => {
  const { path, versions } = await answered(lena, 'lena', 'own', { showAnswers: false })
  expect((await lenasProgram('PUT', `${path}/responses/${versions[3]}/check`)).status).toBe(409)
  const said = await lena.post(`${path}/responses?_method=PUT`, { check: versions[3]! })
  expect(said.status).toBe(409)
  await lena.post(`${path}/submission`)
  const { html } = await lena.read(path)
  expect(html).toContain('1 of 5 points')
  expect(html).not.toContain('git log')
})

test('an author chooses what is seen when, moment by moment', async () => {
  await makeQuiz(school.tenant, 'form', {}, firstKinds)
  const fields = { introduction: '', passPercent: '60', counts: 'highest', answers: 'own' }
  const saved = await ivy.post('/quizzes/form?_method=PUT', {
    ...fields,
    'shows-after': 'points',
    'shows-closed': 'right',
  })
  expect(saved.status).toBe(303)
  const { html } = await ivy.read('/quizzes/form/edit')
  expect(html).toMatch(/value="own" checked=/)
  expect(html).toMatch(/name="shows-after" value="points" checked=/)
  expect(html).not.toMatch(/name="shows-later" value="\w+" checked=/)
  for (const aspect of ['answers', 'correctness', 'right'])
    expect(html).toContain(`name="shows-closed" value="${aspect}" checked=`)
  expect((await ivy.post('/quizzes/form?_method=PUT', { ...fields, 'shows-after': 'everything' })).status).toBe(422)
})

test('what is shown follows from the settings, the moment and the attempt alone', () => {
  const settings = { shows: showings.exam as Shows, showAnswers: true }
  const when = { submittedAt: monday, closedAt: close, isAnswering: false }
  expect(momentOf({ ...when, submittedAt: null }, close + 1)).toBe('during')
  expect(momentOf(when, monday + JUST_AFTER - 1)).toBe('after')
  expect(momentOf(when, monday + JUST_AFTER)).toBe('later')
  expect(momentOf(when, close)).toBe('closed')
  // Who answers once more sees nothing of what is for afterwards.
  expect(momentOf({ ...when, isAnswering: true }, close)).toBe('later')
  expect(momentOf({ ...when, closedAt: null }, close * 2)).toBe('later')
  expect(showsNext(settings, when, monday)).toEqual({ moreAt: close, untilAt: null })
  const glance = { ...settings, shows: checkedShows({ after: [...aspects] }) }
  expect(showsNext(glance, when, monday)).toEqual({ moreAt: null, untilAt: monday + JUST_AFTER })
  const waiting = whatIsShown({ shows: null, showAnswers: true }, 'later', true)
  expect(waiting).toEqual({ answers: true, correctness: true, points: true, right: false, feedback: false })
  const least: Aspect[] = ['feedback']
  expect(checkedShows({ later: least }).later).toEqual(['answers', 'correctness', 'feedback'])
})

test('whoever teaches sees how each question did, and nobody who learns', async () => {
  const { path } = await answered(lena, 'lena', 'asked', {})
  await lena.post(`${path}/submission`)
  expect((await lena.read('/quizzes/asked/analysis')).status).toBe(404)
  const { html } = await ivy.read('/quizzes/asked/analysis')
  expect(html).toContain('How the questions did')
  expect(html).toContain('Which command shows the history?')
  const teaching = await program(school.platform, school.tenant, school.cast.ivy)
  const { attempts, average, questions } = (await teaching('GET', '/quizzes/asked/analysis')).json
  expect([attempts, average]).toEqual([1, 20])
  expect(questions[0]).toMatchObject({ asked: 1, answered: 1, facility: 0, discrimination: null })
  expect(questions[0].answers).toEqual([
    { text: 'git commit', count: 1, isRight: false },
    { text: 'git add', count: 0, isRight: true },
  ])
  expect(questions[3]).toMatchObject({ facility: 100, answers: [{ text: 'git log', count: 1, isRight: true }] })
  expect(questions[4]).toMatchObject({ answered: 0, facility: 0, seconds: null, answers: [] })
  const file = await (await ivy.send('GET', '/quizzes/asked/analysis.csv')).text()
  expect(file.split('\r\n')[1]).toMatch(/^Which command puts .*,0,,\d+,1,1,git commit,1,0$/)
})

test('a question tells apart where those who know the rest get it right', () => {
  const sums = (pairs: [number, number][]) => ({
    n: pairs.length,
    x: pairs.reduce((sum, [x]) => sum + x, 0),
    y: pairs.reduce((sum, [, y]) => sum + y, 0),
    xx: pairs.reduce((sum, [x]) => sum + x * x, 0),
    yy: pairs.reduce((sum, [, y]) => sum + y * y, 0),
    xy: pairs.reduce((sum, [x, y]) => sum + x * y, 0),
  })
  expect(
    correlation(
      sums([
        [0, 1],
        [0, 1],
        [1, 4],
        [1, 4],
        [1, 4],
      ]),
    ),
  ).toBeCloseTo(1)
  expect(
    correlation(
      sums([
        [1, 1],
        [1, 1],
        [0, 4],
        [0, 4],
        [0, 4],
      ]),
    ),
  ).toBeCloseTo(-1)
  expect(
    correlation(
      sums([
        [1, 1],
        [1, 2],
        [1, 3],
        [1, 4],
        [1, 5],
      ]),
    ),
  ).toBeNull()
  expect(
    correlation(
      sums([
        [0, 1],
        [1, 4],
      ]),
    ),
  ).toBeNull()
})
