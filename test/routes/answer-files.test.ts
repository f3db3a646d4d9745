import { beforeAll, expect, test } from 'vitest'
import { findAttempt, startAttempt } from '../../worker/domain/quizzes'
import { type Browser, browse } from '../support/browser'
import { essayKind, fileKind, makeQuiz } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let lena: Browser
let ivy: Browser
let attemptId: string
let versions: [string, string]

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  await teachCourse(tenant, cast, { modules: { one: [{ id: 'quiz', kind: 'quiz', maxPoints: 8 }] } })
  const body = { ...fileKind.body, maxFiles: 2, fileKinds: 'documents', maxMegabytes: 1 } as never
  await makeQuiz(tenant, 'quiz', {}, [essayKind, { ...fileKind, body }])
  attemptId = (await startAttempt(tenant, cast.lena, 'quiz')).id
  versions = (await findAttempt(tenant, cast.lena, attemptId)).questions.map(({ versionId }) => versionId) as never
  lena = await browse(platform, tenant, cast.lena)
  ivy = await browse(platform, tenant, cast.ivy)
})

const txt = (name: string, size = 20) => new File(['a'.repeat(size)], name, { type: 'text/plain' })
const answers = async () => (await findAttempt(school.tenant, school.cast.lena, attemptId)).questions

/** As the form sends it: what is ticked, what is chosen, and the revision of every question. */
async function send(files: File[], kept: string[] = [], go = 'stay') {
  const form = new FormData()
  for (const { versionId, revision } of await answers()) form.set(`revision-${versionId}`, String(revision))
  form.set(`answer-${versions[0]}`, 'In my own words.')
  for (const id of kept) form.append(`answer-${versions[1]}`, id)
  for (const file of files) form.append(`file-${versions[1]}`, file)
  form.set('go', go)
  return lena.send('POST', `/attempts/${attemptId}/responses?_method=PUT`, form)
}

test('the page asks for files in a plain form, with what its author takes', async () => {
  const { html } = await lena.read(`/attempts/${attemptId}`)
  expect(html).toContain('enctype="multipart/form-data"')
  expect(html).toContain(`name="file-${versions[1]}"`)
  expect(html).toContain('At most 2 files.')
  expect(html).toContain('Up to 1 MB each.')
  expect(html).toMatch(/accept="[^"]*\.pdf/)
})

test('files go along with it, stay ticked, and are taken out by their tick', async () => {
  expect((await send([txt('one.txt'), txt('two.txt')])).status).toBe(303)
  const [text, files] = await answers()
  expect(text!.values).toEqual(['In my own words.'])
  expect(files!.files.map(({ name }) => name)).toEqual(['one.txt', 'two.txt'])
  const { html } = await lena.read(`/attempts/${attemptId}`)
  for (const id of files!.values) expect(html).toMatch(new RegExp(`value="${id}"\\s+checked`))
  expect((await send([], [files!.values[1]!])).status).toBe(303)
  expect((await answers())[1]!.files.map(({ name }) => name)).toEqual(['two.txt'])
})

test('one that is not taken comes back with the reason, and all else is saved', async () => {
  const kept = (await answers())[1]!.values
  for (const [files, says] of [
    [[txt('song.mp3')], /song\.mp3 is none|MP3/],
    [[txt('large.txt', 1_000_001)], 'large.txt'],
    [[txt('2.txt'), txt('3.txt')], 'At most 2 files'],
    [[new File(['MZ'], 'run.exe')], 'run.exe'],
  ] as const) {
    const refused = await send([...files], kept)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toMatch(says)
    expect((await answers()).map(({ values }) => values)).toEqual([['In my own words.'], kept])
  }
})

test('the review names them, the marker reads them, the learner finds them in the result', async () => {
  const kept = (await answers())[1]!.values
  expect((await send([], kept, 'review')).headers.get('Location')).toBe(`/attempts/${attemptId}/review`)
  expect((await lena.read(`/attempts/${attemptId}/review`)).html).toContain('two.txt')
  expect((await ivy.get(`/media/${kept[0]}`)).status).toBe(404)
  await lena.post(`/attempts/${attemptId}/submission`)
  const marking = await ivy.read(`/attempts/${attemptId}/marking?question=${versions[1]}`)
  expect(marking.html).toContain('two.txt')
  expect(marking.html).toContain('One point for each step.')
  expect((await ivy.get(`/media/${kept[0]}`)).status).toBe(200)
  expect((await lena.read(`/attempts/${attemptId}`)).html).toContain('two.txt')
  expect((await send([txt('after.txt')], kept)).status).toBe(409)
})
