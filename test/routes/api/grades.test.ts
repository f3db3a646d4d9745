import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { grades } from '../../../worker/db/schema'
import { program } from '../../support/api'
import { askSomething } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'

type Program = Awaited<ReturnType<typeof program>>
let school: School
let ivy: Program
let ian: Program
let lena: Program
let course: string
let ids: { lesson: string; quiz: string; assignment: string }

beforeAll(async () => {
  school = await makeSchool()
  const { platform, tenant, cast } = school
  ivy = await program(platform, tenant, cast.ivy)
  ian = await program(platform, tenant, cast.ian)
  lena = await program(platform, tenant, cast.lena)
  course = (await ivy('POST', '/courses', { title: 'Bread' })).json.id
  const module = (await ivy('POST', `/courses/${course}/modules`, { title: 'Dough' })).json.id
  const add = async (kind: string) =>
    (await ivy('POST', `/modules/${module}/items`, { title: `The ${kind}`, kind })).json.id as string
  ids = { lesson: await add('lesson'), quiz: await add('quiz'), assignment: await add('assignment') }
  expect((await ivy('POST', `/items/${ids.quiz}/publication`)).status).toBe(409)
  await askSomething(tenant, ids.quiz, course)
  for (const id of Object.values(ids)) await ivy('POST', `/items/${id}/publication`)
  await ivy('POST', `/courses/${course}/publication`)
  await ivy('POST', `/courses/${course}/enrollments`, { people: ['acme-lena', 'acme-leo'] })
})

describe('the gradebook', () => {
  test('has columns that are held, locked and added, each with its way back', async () => {
    const columns = `/courses/${course}/gradebook/columns`
    const held = await ivy('PUT', `${columns}/${ids.quiz}/hold`)
    expect([held.status, held.headers.get('Undo')]).toEqual([204, expect.stringContaining('/acts/learning/')])
    expect((await ivy('PUT', `${columns}/${ids.quiz}/lock`)).status).toBe(204)
    const column = async (id: string) =>
      (await ivy('GET', columns)).json.items.find((one: { id: string }) => one.id === id)
    expect(await column(ids.quiz)).toMatchObject({ isHeld: true, lockedBy: 'Ivy Instructor', isByHand: false })
    const set = (item: string, body: object) =>
      ivy('PUT', `/courses/${course}/learners/acme-lena/items/${item}/grade`, body)
    expect((await set(ids.quiz, { points: 0, reason: 'Late' })).status).toBe(409)
    for (const what of ['hold', 'lock'])
      expect((await ivy('DELETE', `${columns}/${ids.quiz}/${what}`)).status).toBe(204)
    const { id } = (await ivy('POST', columns, { title: 'Oral participation', maxPoints: 10 })).json
    expect(await column(id)).toMatchObject({ isByHand: true, maxPoints: 10, isHeld: false, lockedAt: null })
    expect((await set(id, { points: 6 })).json).toMatchObject({ points: 6, override: null })
    expect((await set(id, { points: 7 })).status).toBe(422)
    const again = await set(id, { points: 7, reason: 'Counted again' })
    expect(again.json.points).toBe(7)
    expect((await ivy('POST', again.headers.get('Undo')!.replace('/api/v1', ''))).status).toBe(204)
    expect((await ivy('GET', `/courses/${course}/grades?item=${id}&learner=acme-lena`)).json.items[0].points).toBe(6)
    const csv = 'Name,Oral participation\nLena Learner,9\nLena Learner,8'
    const imported = `/courses/${course}/gradebook/import`
    const change = { line: 2, learner: 'Lena Learner', item: 'Oral participation', before: 6, after: 9 }
    const planned = (await ivy('POST', imported, { csv })).json
    expect(planned).toMatchObject({ applied: false, changes: [change], problems: [{ line: 3, kind: 'twice' }] })
    const applied = await ivy('POST', imported, { csv, apply: true, reason: 'Counted again' })
    expect([applied.json.applied, applied.headers.get('Undo')]).toEqual([true, expect.any(String)])
    expect((await ivy('POST', imported, { csv })).json.changes).toEqual([])
    expect((await ivy('DELETE', `/items/${id}`)).status).toBe(204)
    for (const other of [lena, ian]) expect((await other('PUT', `${columns}/${ids.quiz}/hold`)).status).toBe(404)
  })

  test('counts by the rules of the course: categories, weights, words, and back again', async () => {
    const path = `/courses/${course}/grading`
    const rules = {
      counting: 'points',
      missingCounts: false,
      scheme: {
        kind: 'words',
        steps: [
          { from: 0, word: 'Not yet' },
          { from: 50, word: 'Well done' },
        ],
      },
      categories: [
        { title: 'Essays', weight: 30 },
        { title: 'Exams', weight: 70, dropLowest: 1 },
      ],
      items: [
        { id: ids.assignment, category: 'essays' },
        { id: ids.quiz, category: 'Exams', extraCredit: true },
      ],
    }
    expect((await lena('PUT', path, rules)).status).toBe(404)
    expect((await ian('PUT', path, rules)).status).toBe(404)
    expect((await ivy('PUT', path, { ...rules, items: [{ id: 'foreign', category: null }] })).status).toBe(404)
    const twice = await ivy('PUT', path, { ...rules, categories: [rules.categories[0], rules.categories[0]] })
    expect([twice.status, twice.json.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      422,
      ['/category-1'],
    ])
    const done = await ivy('PUT', path, rules)
    expect(done.status).toBe(204)
    const said = (await ivy('GET', path)).json
    expect(said.categories.map(({ id }: { id: string }) => id)).toEqual(['essays', 'exams'])
    expect(said.scheme.steps.map(({ word }: { word: string }) => word)).toEqual(['Well done', 'Not yet'])
    expect(said.items.find(({ id }: { id: string }) => id === ids.quiz)).toMatchObject({
      category: 'exams',
      extraCredit: true,
    })
    const standings = (await ivy('GET', `/courses/${course}/standings?limit=1`)).json
    expect(standings.items[0]).toMatchObject({ learner: { id: 'acme-lena' }, percent: null, word: null })
    expect((await ivy('GET', `/courses/${course}/standings?limit=1&cursor=${standings.next}`)).json.items).toHaveLength(
      1,
    )
    const own = await lena('GET', `/courses/${course}/learners/acme-lena/standing`)
    expect(own.json.categories.map(({ title }: { title: string }) => title)).toEqual(['Essays', 'Exams'])
    expect((await lena('GET', `/courses/${course}/learners/acme-leo/standing`)).status).toBe(404)

    expect((await ivy('POST', done.headers.get('Undo')!.replace('/api/v1', ''))).status).toBe(204)
    expect((await ivy('GET', path)).json).toMatchObject({ counting: 'items', categories: [] })
  })

  test('says every grade page by page, and a grade is set by hand with a reason', async () => {
    const path = `/courses/${course}/grades`
    const first = (await ivy('GET', `${path}?limit=1`)).json
    expect([first.items[0].learner.id, first.items[0].points]).toEqual(['acme-lena', null])
    const seen = [first.items[0]]
    for (let { next } = first; next !== null; ) {
      const { json } = await ivy('GET', `${path}?limit=1&cursor=${next}`)
      seen.push(...json.items)
      next = json.next
    }
    const keys = seen.map(({ learner, item }) => `${learner.id} ${item.id}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toContain(`acme-leo ${ids.assignment}`)

    const place = `/courses/${course}/learners/acme-lena/items/${ids.assignment}/grade`
    expect((await lena('PUT', place, { points: 100, reason: 'Mine' })).status).toBe(403)
    expect((await ian('PUT', place, { points: 100, reason: 'Mine' })).status).toBe(404)
    expect((await ivy('PUT', place, { points: 1_000, reason: 'Too much' })).status).toBe(422)
    const set = await ivy('PUT', place, { points: 88, reason: 'Handed in on paper' })
    expect([set.json.points, set.json.override]).toEqual([88, 88])
    expect(set.json.releasedAt).not.toBeNull()
    const excuse = place.replace(/grade$/, 'excuse')
    expect((await lena('PUT', excuse, { excused: true, reason: 'Mine' })).status).toBe(403)
    expect((await ivy('PUT', excuse, { excused: true, reason: 'Was ill' })).json.excused).toBe(true)
    expect((await ivy('PUT', excuse, { excused: false, reason: 'Handed in' })).json.excused).toBe(false)
    const filtered = (await ivy('GET', `${path}?learner=acme-lena&item=${ids.assignment}`)).json.items
    expect(filtered.map(({ points }: { points: number }) => points)).toEqual([88])
    const page = (await lena('GET', `/courses/${course}/learners/acme-lena`)).json
    const work = page.items.find(({ id }: { id: string }) => id === ids.assignment)
    expect(work.gradeChanges.map(({ reason }: { reason: string }) => reason)).toContain('Handed in on paper')
    for (const other of [lena, ian]) expect((await other('GET', path)).status).toBe(404)
  })

  test('lets one person have a date of their own', async () => {
    const path = `/items/${ids.assignment}/deadlines`
    const dueAt = '2026-05-01T10:00:00.000Z'
    expect((await ivy('PUT', path, { for: 'user:acme-lena', dueAt, reason: 'Ill' })).status).toBe(204)
    expect((await ivy('PUT', path, { for: 'user:acme-zed', dueAt })).status).toBe(422)
    const [own] = (await ivy('GET', path)).json.items
    expect([own.person.id, own.dueAt, own.reason]).toEqual(['acme-lena', dueAt, 'Ill'])
    expect((await lena('GET', `/assignments/${ids.assignment}`)).json.dueAt).toBe(dueAt)
    expect((await lena('GET', path)).status).toBe(404)
    expect((await ivy('DELETE', `${path}/${own.id}`)).status).toBe(204)
    expect((await ivy('GET', path)).json.items).toEqual([])
  })

  test('waits for drafts, which only their author knows', async () => {
    const draft = await lena('PUT', `/assignments/${ids.assignment}/draft`, { text: 'So far' })
    expect([draft.status, draft.json.text]).toEqual([200, 'So far'])
    expect((await ivy('GET', `/submissions/${draft.json.id}`)).status).toBe(404)
    expect((await ian('PUT', `/assignments/${ids.assignment}/draft`, { text: 'Mine' })).status).toBe(404)
  })
})

describe('a whole quiz', () => {
  const truth = (prompt: string, correct = true) => ({
    kind: 'true-false',
    body: { prompt, explanation: '', correct },
  })
  const prompts = (items: { question: { body: { prompt: string } } }[]) =>
    items.map(({ question }) => question.body.prompt)

  test('is brought to what is said, and attempts keep what they asked', async () => {
    const path = `/quizzes/${ids.quiz}`
    const put = await ivy('PUT', path, {
      passPercent: 75,
      questions: [{ question: truth('One') }, { points: 2, question: truth('Two') }],
    })
    expect([put.status, put.json.passPercent, put.json.maxPoints]).toEqual([200, 75, 3])
    const [one, two] = put.json.items
    const attempt = (await lena('POST', `${path}/attempts`)).json
    expect(attempt.questions).toHaveLength(2)

    const again = await ivy('PUT', path, {
      questions: [
        { id: two.id, points: 2, question: truth('Two, said better') },
        { id: 'mine-3', question: truth('Three') },
      ],
    })
    expect(prompts(again.json.items)).toEqual(['Two, said better', 'Three'])
    expect([again.json.passPercent, again.json.items[0].id, again.json.items[1].id]).toEqual([75, two.id, 'mine-3'])
    const kept = (await lena('GET', `/attempts/${attempt.id}`)).json.questions
    expect(kept.map(({ asked }: { asked: { prompt: string } }) => asked.prompt).sort()).toEqual(['One', 'Two'])

    const back = await ivy('PUT', path, {
      questions: [
        { id: 'mine-3', question: truth('Three') },
        { id: one.id, question: truth('One') },
      ],
    })
    expect(prompts(back.json.items)).toEqual(['Three', 'One'])
    const same = await ivy('PUT', path, { questions: back.json.items })
    expect(same.json.items).toEqual(back.json.items)
  })

  test('is changed whole or not at all, by its authors', async () => {
    const path = `/quizzes/${ids.quiz}`
    const before = (await ivy('GET', `${path}/questions`)).json.items
    const twice = [before[0], before[0]]
    expect((await ivy('PUT', path, { questions: twice })).status).toBe(422)
    const wrong = { question: { kind: 'true-false', body: { prompt: '', explanation: '', correct: true } } }
    expect((await ivy('PUT', path, { questions: [before[0], wrong] })).status).toBe(422)
    for (const other of [lena, ian]) expect((await other('PUT', path, { questions: [] })).status).toBe(404)
    expect((await ivy('GET', `${path}/questions`)).json.items).toEqual(before)
    const page = (await ivy('GET', `${path}/questions?limit=1`)).json
    expect([page.items.length, page.next]).toEqual([1, before[0].id])
    expect((await ivy('GET', `${path}/questions?limit=1&cursor=${page.next}`)).json.next).toBeNull()
  })
})

describe('a lesson', () => {
  test('keeps its versions, and one of them comes back', async () => {
    const path = `/lessons/${ids.lesson}`
    await ivy('PUT', path, { markdown: 'First.' })
    school.platform.setNow(school.tenant.now() + 3_600_000)
    await ivy('PUT', path, { markdown: 'Second.' })
    const versions = (await ivy('GET', `${path}/versions`)).json.items
    expect(versions.length).toBeGreaterThan(0)
    const oldest = versions.at(-1).number
    expect((await ivy('GET', `${path}/versions/${oldest}`)).json.number).toBe(oldest)
    expect((await ivy('POST', `${path}/versions/${oldest}/restoration`)).status).toBe(200)
    expect((await ivy('GET', `${path}/versions/${'9'.repeat(20)}`)).status).toBe(404)
    for (const other of [lena, ian]) expect((await other('GET', `${path}/versions`)).status).toBe(404)
  })

  test('hears from its readers', async () => {
    const path = `/lessons/${ids.lesson}`
    expect((await lena('POST', `${path}/beats`, { seconds: 0 })).status).toBe(200)
    expect((await lena('POST', `${path}/beats`, { seconds: 50, scroll: 0.5 })).status).toBe(200)
    expect((await lena('POST', `${path}/reports`, { text: 'A word is missing.' })).status).toBe(204)
    expect((await lena('GET', `${path}/reports`)).status).toBe(404)
    const [report] = (await ivy('GET', `${path}/reports`)).json.items
    expect([report.text, report.by, report.block]).toEqual(['A word is missing.', 'Lena Learner', ''])
    expect((await ivy('DELETE', `${path}/reports/${report.id}`)).status).toBe(204)
    expect((await ivy('GET', `${path}/reports`)).json.items).toEqual([])
  })
})

test('a learner reads how they stand in each course, and nothing of others', async () => {
  const place = `/courses/${course}/learners/acme-lena/items/${ids.quiz}/grade`
  await ivy('PUT', place, { points: 1, reason: 'By hand' })
  const { json } = await lena('GET', '/me/grades?limit=1')
  expect(json.items).toMatchObject([{ courseId: course, title: 'Bread' }])
  expect(json.items[0].all).toBeGreaterThan(0)
  expect((await ian('GET', '/me/grades')).json).toEqual({ items: [], next: null })
  await school.tenant.db
    .update(grades)
    .set({ releasedAt: school.platform.now(), gradedBy: 'acme-ivy' })
    .where(eq(grades.itemId, ids.quiz))
  const { marked } = (await lena('GET', '/me/news')).json
  expect(marked.map(({ id, by }: { id: string; by: string }) => [id, by])).toContainEqual([ids.quiz, 'Ivy Instructor'])
  expect((await ian('GET', '/me/news')).json).toEqual({ published: [], marked: [] })
})

test('categories are listed for those who make courses', async () => {
  await ivy('PATCH', `/courses/${course}/settings`, { category: 'Baking' })
  const { json } = await ian('GET', '/categories')
  expect(json).toMatchObject({ items: [{ name: 'Baking' }], next: null })
  expect((await lena('GET', '/categories')).status).toBe(403)
})
