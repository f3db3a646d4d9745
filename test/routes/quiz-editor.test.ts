import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { items, questionVersions } from '../../worker/db/schema'
import { editItem } from '../../worker/domain/courses'
import { startAttempt } from '../../worker/domain/quizzes'
import { type Browser, browse } from '../support/browser'
import { makeQuiz, versionsOf } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let ivy: Browser

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  await teachCourse(tenant, cast, {
    modules: {
      one: [
        { id: 'new', kind: 'quiz', published: false, completion: { kind: 'passed', percent: 60 } },
        { id: 'full', kind: 'quiz' },
        { id: 'worth', kind: 'quiz', published: false, completion: { kind: 'passed', percent: 60 } },
      ],
    },
  })
  await makeQuiz(tenant, 'new', {}, [])
  await makeQuiz(tenant, 'full')
  await makeQuiz(tenant, 'worth', {}, [])
  ivy = await browse(platform, tenant, cast.ivy)
})

const questionsIn = async (quiz: string) => (await versionsOf(school.tenant, quiz)).map((row) => row.questionId)

test('Ivy writes a quiz of every kind with forms alone', async () => {
  expect((await ivy.read('/quizzes/new/edit')).html).toContain('Write the first question')
  const refused = await ivy.post('/quizzes/new/questions', {
    kind: 'true-false',
    prompt: 'Less than none?',
    points: '-3',
  })
  expect(refused.status).toBe(422)
  const said = await refused.text()
  expect(said).toContain('Give a number from 0 to 1,000.')
  expect(said).toContain('<h2>True or false</h2>')
  expect(said).toMatch(/<label[^>]*for="prompt"[^>]*>(<[^>]*>)?Question\s*</)
  const common = { points: '2', explanation: 'Because.' }
  const forms: Record<string, Record<string, string | string[]>> = {
    'single-choice': {
      choiceId: ['a', 'b', 'c'],
      choiceText: ['Yes', 'No', ''],
      choiceFeedback: ['', 'Why?', ''],
      right: 'a',
    },
    'multiple-choice': {
      choiceId: ['a', 'b'],
      choiceText: ['2', '3'],
      choiceFeedback: ['', ''],
      right: ['a', 'b'],
      partial: 'on',
    },
    'true-false': { truth: 'false' },
    'short-text': { accepted: 'git log\n\n git  log --all ' },
    number: { answer: '3,5', tolerance: '10', toleranceKind: 'percent', unit: 'km' },
    cloze: { text: 'It is [[blue | azure]], not [[(x) red | ( ) sky]].' },
    'word-bank': { text: 'A [[cat]] on a [[mat]].', extra: 'dog\nhat' },
    matching: { left: ['Rome', 'Paris', ''], right: ['Italy', 'France', 'Spain'] },
    ordering: { items: 'wake\nwash\neat' },
    categorisation: { left: ['whale', 'trout'], right: ['Mammals', 'Fish'] },
    likert: { statements: 'It was clear', scale: 'No\nYes' },
  }
  for (const [kind, fields] of Object.entries(forms)) {
    const { html } = await ivy.read(`/quizzes/new/edit?open=new-${kind}`)
    const id = html.match(/name="id" value="([\w-]+)"/)?.[1]
    const fields_ = { kind, id: id!, prompt: `What about ${kind}?`, ...common, ...fields }
    for (let click = 0; click < 2; click++) expect((await ivy.post('/quizzes/new/questions', fields_)).status).toBe(303)
  }
  const { html } = await ivy.read('/quizzes/new/edit')
  expect(html).toContain('11 questions, 20 points')
  expect(html).toContain('git log · git  log --all')
  expect(html).toContain('3.5 ± 10 % km')
  expect(html).toMatch(/It is <span class="gap good"><bdi>blue · azure<\/bdi><\/span>/)
  for (const questionId of await questionsIn('new')) {
    const { html: form } = await ivy.read(`/quizzes/new/edit?open=${questionId}`)
    expect(form).toContain(`/quizzes/new/questions/${questionId}?_method=PUT`)
  }
  const [item] = await school.tenant.db.select().from(items).where(eq(items.id, 'new'))
  expect(item!.maxPoints).toBe(20)
})

test('what is missing comes back in the form with what was typed', async () => {
  const before = await questionsIn('new')
  const send = (fields: Record<string, string | string[]>) =>
    ivy.post('/quizzes/new/questions', { kind: 'single-choice', points: '1', ...fields })
  const noRight = await send({ prompt: 'Which?', choiceId: ['a', 'b'], choiceText: ['One', 'Two'] })
  expect(noRight.status).toBe(422)
  const html = await noRight.text()
  expect(html).toContain('Mark which answer is right.')
  expect(html).toContain('value="Two"')
  expect((await send({ prompt: '', choiceId: ['a', 'b'], choiceText: ['One', 'Two'], right: 'a' })).status).toBe(422)
  expect((await send({ prompt: 'One?', choiceId: ['a', 'b'], choiceText: ['One', ''], right: 'a' })).status).toBe(422)
  expect((await send({ kind: 'number', prompt: 'How far?', answer: 'far' })).status).toBe(422)
  const refusals: Record<string, Record<string, string | string[]>> = {
    'double brackets': { kind: 'cloze', text: 'No gap' },
    'Write at least two pairs': { kind: 'matching', left: ['Rome', 'Paris'], right: ['Italy', ''] },
    'Each may stand there only once': { kind: 'ordering', items: 'one\none' },
    'Write at least two groups': { kind: 'categorisation', left: ['a', 'b'], right: ['x', 'x'] },
    'Write at least two steps': { kind: 'likert', scale: 'only' },
    'at most 40 gaps': { kind: 'word-bank', text: '[[a]] '.repeat(41) },
  }
  for (const [sentence, fields] of Object.entries(refusals)) {
    const answer = await send({ prompt: 'What?', ...fields })
    expect([answer.status, (await answer.text()).includes(sentence)], sentence).toEqual([422, true])
  }
  expect((await send({ kind: 'sculpture', prompt: 'Tell' })).status).toBe(422)
  expect(await questionsIn('new')).toEqual(before)
})

test('all that is missing is said at once', async () => {
  const said = async (fields: Record<string, string | string[]>) => {
    const answer = await ivy.post('/quizzes/new/questions', { kind: 'single-choice', ...fields })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    return { html, fields: [...html.matchAll(/<li><a href="#([\w-]+)"/g)].map(([, field]) => field) }
  }
  const nothing = await said({ prompt: '', points: '', choiceId: ['a', 'b'], choiceText: ['', ''] })
  expect(nothing.fields).toHaveLength(4)
  const abc = await said({ prompt: '', points: 'abc', choiceId: ['a', 'b'], choiceText: ['One', 'Two'] })
  expect(abc.fields).toHaveLength(3)
  expect(abc.html).toContain('value="abc"')
})

test('one more answer is a press away, and nothing that was typed goes', async () => {
  const before = await questionsIn('new')
  const { html: empty } = await ivy.read('/quizzes/new/edit?open=new-single-choice')
  expect(empty).toContain('Add an answer')
  const answer = await ivy.post('/quizzes/new/questions', {
    kind: 'single-choice',
    prompt: 'Which day?',
    points: '1',
    choiceId: ['a', 'b', 'c', 'd'],
    choiceText: ['Monday', 'Tuesday', '', ''],
    choiceFeedback: ['', '', '', ''],
    right: 'b',
    more: 'answer',
  })
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html.match(/name="choiceText"/g)).toHaveLength(5)
  expect(html).toContain('value="Tuesday"')
  expect(html).toContain('Which day?')
  expect(await questionsIn('new')).toEqual(before)
})

test('questions move by buttons, are removed and put back', async () => {
  const [first, second] = await questionsIn('full')
  const moved = await ivy.post(`/quizzes/full/questions/${second}/position?_method=PUT`, { by: 'up' })
  expect((await questionsIn('full')).slice(0, 2)).toEqual([second, first])
  const focused = await ivy.read(moved.headers.get('Location')!)
  expect(focused.html).toMatch(/autofocus/)

  await ivy.post(`/quizzes/full/questions/${second}/removal`)
  expect(await questionsIn('full')).not.toContain(second)
  expect((await ivy.read('/quizzes/full/edit')).html).toContain('One question was removed')
  await ivy.post(`/quizzes/full/questions/${second}/removal?_method=DELETE`)
  expect((await questionsIn('full')).at(-1)).toBe(second)
})

test('a change makes a new version only once somebody was asked', async () => {
  const { tenant, cast } = school
  const [first] = await questionsIn('full')
  const change = (prompt: string) =>
    ivy.post(`/quizzes/full/questions/${first}?_method=PUT`, {
      kind: 'single-choice',
      prompt,
      points: '1',
      choiceId: ['a', 'b'],
      choiceText: ['One', 'Two'],
      right: 'b',
    })
  const versions = async () =>
    (await tenant.db.select().from(questionVersions).where(eq(questionVersions.questionId, first!))).length
  await change('Before anybody was asked?')
  expect(await versions()).toBe(1)
  await startAttempt(tenant, cast.lena, 'full')
  expect((await change('After somebody was asked?')).status).toBe(303)
  expect(await versions()).toBe(2)
  await change('After somebody was asked?')
  expect(await versions()).toBe(2)
  expect((await ivy.read('/quizzes/full/edit')).html).toContain('One attempt has been made.')
})

test('settings are saved, and "passed" means the same for completion', async () => {
  const settings = {
    introduction: 'Read first.',
    attemptsAllowed: '3',
    passPercent: '75',
    counts: 'latest',
    answers: 'attempt',
  }
  expect((await ivy.post('/quizzes/new?_method=PUT', settings)).status).toBe(303)
  expect((await ivy.read('/quizzes/new/edit')).html).toContain('value="75"')
  const [item] = await school.tenant.db.select().from(items).where(eq(items.id, 'new'))
  expect(item!.completion).toEqual({ kind: 'passed', percent: 75 })
  const wrong = await ivy.post('/quizzes/new?_method=PUT', { ...settings, passPercent: '750' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Give a percentage from 0 to 100.')
  const was = /name="was" value="([^"]+)"/.exec((await ivy.read('/quizzes/new/edit')).html)![1]!
  expect((await ivy.post('/quizzes/new?_method=PUT', { ...settings, was, passPercent: '80' })).status).toBe(303)
  const stale = await ivy.post('/quizzes/new?_method=PUT', { ...settings, was, passPercent: '85' })
  expect(stale.status, 'nobody is overwritten unseen').toBe(409)
  expect(await stale.text()).toMatch(/<b>Passed with<\/b>: now saved as<\/a> <bdi[^>]*>80</)
  const all = await ivy.post('/quizzes/new?_method=PUT', {
    ...settings,
    attemptsAllowed: '1.5',
    networks: 'banana',
    opensAt: '2026-03-02T10:00',
    closesAt: '2026-03-01T10:00',
  })
  const html = await all.text()
  expect([...html.matchAll(/<li><a href="#(\w+)"/g)].map(([, field]) => field).sort()).toEqual([
    'attemptsAllowed',
    'closesAt',
    'networks',
  ])
  expect(html).toContain('<b>Attempts</b>: Give a whole number from 1 to 100')
  expect(html).toContain('value="1.5"')
})

test('only those who may edit the course get in', async () => {
  const { tenant, cast, platform } = school
  for (const actor of [cast.lena, cast.ian, cast.zed]) {
    const other = await browse(platform, tenant, actor)
    expect((await other.get('/quizzes/full/edit')).status).toBe(404)
    expect((await other.post('/quizzes/full/questions', { kind: 'number', prompt: 'x', answer: '1' })).status).toBe(404)
    expect((await other.post('/quizzes/full?_method=PUT', { passPercent: '1', counts: 'latest' })).status).toBe(404)
  }
  const ada = await browse(platform, tenant, cast.ada)
  expect((await ada.get('/quizzes/full/edit')).status).toBe(200)
})

test('a quiz is worth what its questions are worth, wherever that is said', async () => {
  const { tenant, cast } = school
  const pointsOf = async () => (await tenant.db.select().from(items).where(eq(items.id, 'worth')))[0]!.maxPoints
  for (const points of ['2', '0.5'])
    await ivy.post('/quizzes/worth/questions', { kind: 'number', prompt: 'How many?', answer: '1', points })
  expect(await pointsOf()).toBe(2.5)
  await editItem(tenant, cast.ada, 'worth', {
    completion: { kind: 'passed', percent: 80 },
    required: true,
    expectedMinutes: null,
    dueAt: null,
    maxPoints: 70,
  })
  expect(await pointsOf()).toBe(2.5)
  expect((await ivy.read('/quizzes/worth/edit')).html).toContain('value="80"')
  const { html } = await ivy.read('/items/worth/settings')
  expect(html).toContain('2.5 points')
  expect(html).not.toContain('name="maxPoints"')
})
