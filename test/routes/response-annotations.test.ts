import { beforeAll, expect, test } from 'vitest'
import { addAnnotation, releaseResponseMark } from '../../worker/domain/assignments'
import { holdGrades } from '../../worker/domain/grades'
import { storeFile } from '../../worker/domain/media'
import { findAttempt, readResult, saveResponse, startAttempt, submitAttempt } from '../../worker/domain/quizzes'
import { newId } from '../../worker/lib/ids'
import { program } from '../support/api'
import { type Browser, browse } from '../support/browser'
import { png } from '../support/files'
import { essayKind, fileKind, makeQuiz } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

const ids = ['plain', 'picture', 'later', 'retry', 'held', 'program'] as const
type Id = (typeof ids)[number]

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>
let ivy: Browser
let lena: Browser

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  course = await teachCourse(tenant, cast, {
    modules: { one: ids.map((id) => ({ id, kind: 'quiz' as const, maxPoints: 5 })) },
  })
  ivy = await browse(platform, tenant, course.ivy)
  lena = await browse(platform, tenant, cast.lena)
})

const essay = 'Branches are cheap. 🐝 Merges are not.'

async function handIn(id: Id, values: string[], { kind = essayKind, settings = {} } = {}) {
  const { tenant, cast } = school
  await makeQuiz(tenant, id, settings, [kind])
  const { id: attemptId } = await startAttempt(tenant, cast.lena, id)
  const { versionId } = (await findAttempt(tenant, cast.lena, attemptId)).questions[0]!
  await saveResponse(tenant, cast.lena, attemptId, { versionId, revision: 1, values })
  await submitAttempt(tenant, cast.lena, attemptId)
  const path = `/attempts/${attemptId}/responses/${versionId}/annotations`
  const say = (comment: string, start = 22, end = 28) =>
    addAnnotation(
      tenant,
      course.ivy,
      { kind: 'response', id: `${attemptId}:${versionId}` },
      {
        key: newId(),
        at: { start, end },
        comment,
      },
    )
  const release = () => releaseResponseMark(tenant, course.ivy, { attemptId, versionId }, { points: 3, comment: '' })
  const seen = async () =>
    readResult(await findAttempt(tenant, cast.lena, attemptId), tenant.now()).questions?.[0]?.annotations.map(
      ({ comment, by }) => [comment, by],
    )
  return { attemptId, versionId, path, say, release, seen, marking: `/attempts/${attemptId}/marking` }
}

test('a marker comments on words of an essay, changes and removes it without JavaScript, in the order they chose', async () => {
  const { marking, path, versionId, attemptId, seen, release } = await handIn('plain', [essay])
  const page = (await ivy.read(`${marking}?by=question`)).html
  expect(page).toContain(`action="${path}?by=question"`)
  expect(page).toMatch(/<option value="20:37">[^<]*Merges are not\./)

  const refused = await ivy.post(`${path}?by=question`, { key: newId(), at: '', comment: 'Why not?' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Choose what you comment on.')

  const key = newId()
  for (const _ of [1, 2]) {
    const done = await ivy.post(`${path}?by=question`, { key, at: '22:28', comment: 'Why not?' })
    expect(done.headers.get('Location')).toBe(
      `/attempts/${attemptId}/marking?question=${versionId}&by=question#note-${key}`,
    )
  }
  expect((await ivy.read(marking)).html).toMatch(/<mark class="noted"[^>]*>Merges<\/mark>/)
  await ivy.post(`/annotations/${key}?_method=PUT`, { comment: 'Say why.', revision: '1' })
  expect((await ivy.read(marking)).html).toContain('Say why.')

  const gone = newId()
  await ivy.post(path, { key: gone, at: '0:8', comment: 'Which ones?' })
  expect((await ivy.post(`/annotations/${gone}?_method=DELETE`)).headers.get('Location')).toContain(marking)
  expect((await ivy.read(marking)).html).not.toContain('Which ones?')

  expect(await seen()).toEqual([])
  expect((await lena.read(`/attempts/${attemptId}`)).html).not.toContain('Say why.')
  await release()
  expect(await seen()).toEqual([['Say why.', null]])
  const result = (await lena.read(`/attempts/${attemptId}`)).html
  expect(result).toMatch(/<mark class="noted"[^>]*>Merges<\/mark>/)
  expect(result).not.toContain(`/annotations/${key}`)
  expect((await lena.post(path, { key: newId(), at: '0:8', comment: 'Mine.' })).status).toBe(403)
})

test('a picture that answers a question carries its marks, for its marker and then for its learner', async () => {
  const { tenant, cast } = school
  const { id: file } = await storeFile(tenant, cast.lena, { name: 'tree.png', bytes: png(), purpose: 'submission' })
  const { marking, path, release, attemptId } = await handIn('picture', [file], { kind: fileKind as never })
  expect((await ivy.read(marking)).html).toContain(`<input type="hidden" name="mediaId" value="${file}"`)
  const shape = JSON.stringify({ kind: 'pin', page: 1, x: 0.25, y: 0.5 })
  await ivy.post(path, { mediaId: file, shape, comment: 'This branch?' })
  expect((await ivy.post(path, { mediaId: newId(), shape, comment: 'Not theirs.' })).status).toBe(422)
  expect((await ivy.read(marking)).html).toMatch(/class="note-mark"/)
  expect((await lena.read(`/attempts/${attemptId}`)).html).not.toContain('This branch?')
  await release()
  const result = (await lena.read(`/attempts/${attemptId}`)).html
  expect(result).toMatch(/class="note-mark"/)
  expect(result).toContain('This branch?')
})

test('what was said waits for the moment at which a quiz shows what is said to answers', async () => {
  const settings = { shows: { during: [], after: ['answers', 'correctness', 'points'], later: [], closed: [] } }
  const { say, release, seen } = await handIn('later', [essay], { settings: settings as never })
  await say('Not yet.')
  await release()
  expect(await seen()).toEqual([])
})

test('what a marker said does not wait until the quiz is passed, as what is right does', async () => {
  const { attemptId, say, release, seen } = await handIn('retry', [essay], {
    settings: { answersAfter: 'pass', passPercent: 90 },
  })
  await say('Try it with two.')
  await release()
  expect(await seen()).toEqual([['Try it with two.', null]])
  const { questions } = readResult(await findAttempt(school.tenant, school.cast.lena, attemptId), school.tenant.now())
  expect(questions?.[0]).toMatchObject({ isTold: false, right: [], said: { points: 3 } })
})

test('while its grades are held nobody reads what was said', async () => {
  const { tenant } = school
  const { say, release, seen, attemptId } = await handIn('held', [essay])
  await holdGrades(tenant, course.ivy, { courseId: 'git', itemId: 'held' }, true)
  await say('Held.')
  await release()
  expect(await seen()).toBeUndefined()
  expect((await lena.read(`/attempts/${attemptId}`)).html).not.toContain('Held.')
  await holdGrades(tenant, course.ivy, { courseId: 'git', itemId: 'held' }, false)
  expect(await seen()).toEqual([['Held.', null]])
})

test('a program comments on an answer, and a learner’s program reads it with the mark', async () => {
  const { attemptId, versionId, release } = await handIn('program', [essay])
  const { platform, tenant, cast } = school
  const marker = await program(platform, tenant, course.ivy)
  const learner = await program(platform, tenant, cast.lena)
  const path = `/attempts/${attemptId}/responses/${versionId}`
  const said = await marker('POST', `${path}/annotations`, { quote: { exact: 'Merges' }, comment: 'Why?' })
  expect(said.status).toBe(201)
  expect((await marker('GET', `${path}/mark`)).json.annotations).toMatchObject([
    { quote: { exact: 'Merges' }, position: { start: 22, end: 28 }, comment: 'Why?' },
  ])
  const read = async () => (await learner('GET', `/attempts/${attemptId}`)).json.questions[0].mark
  expect((await read()).annotations).toEqual([])
  await release()
  expect((await read()).annotations).toMatchObject([{ comment: 'Why?', by: null }])
})
