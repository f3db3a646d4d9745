import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { media, mediaLinks } from '../../../worker/db/schema'
import { findResponseToMark, listMarking, releaseResponseMark } from '../../../worker/domain/assignments'
import { addGradeRows } from '../../../worker/domain/courses'
import { storeFile, sweepMedia } from '../../../worker/domain/media'
import { openMedia } from '../../../worker/domain/pages'
import {
  findAttempt,
  type QuizSettings,
  readResult,
  saveResponse,
  saveResponses,
  startAttempt,
  submitAttempt,
} from '../../../worker/domain/quizzes'
import { Conflict, type Invalid, NotFound } from '../../../worker/errors'
import { utf8 } from '../../../worker/lib/bytes'
import type { Actor } from '../../support/actors'
import { bytesOf, little, png } from '../../support/files'
import { monday } from '../../support/platform'
import { audioKind, fileKind, makeQuiz } from '../../support/quiz'
import { addSchool, makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const ids = ['own', 'marked', 'sealed', 'late', 'limits', 'swap', 'race', 'swept', 'next-door', 'spoken'] as const
type Id = (typeof ids)[number]

const DAY = 86_400_000
let school: School
let course: Awaited<ReturnType<typeof teachCourse>>

beforeAll(async () => {
  school = await makeSchool()
  course = await teachCourse(school.tenant, school.cast, {
    modules: { one: ids.map((id) => ({ id, kind: 'quiz' as const, maxPoints: 4 })) },
  })
})
beforeEach(() => school.platform.setNow(monday))

const store = async (actor: Actor, name = 'notes.txt', text = `What ${name} says.`) =>
  (await storeFile(school.tenant, actor, { name, bytes: utf8(text), purpose: 'submission' })).id

async function begin(
  id: Id,
  body: object = {},
  settings: Partial<QuizSettings> = {},
  actor: Actor = school.cast.lena,
  kind = fileKind,
) {
  const { tenant } = school
  await makeQuiz(tenant, id, settings, [{ ...kind, body: { ...kind.body, ...body } as never }])
  await addGradeRows(tenant.db, 'git')
  const { id: attemptId } = await startAttempt(tenant, actor, id)
  const [question] = (await findAttempt(tenant, actor, attemptId)).questions
  const versionId = question!.versionId
  const save = (revision: number, values: string[], by = actor) =>
    saveResponse(tenant, by, attemptId, { versionId, revision, values })
  return { attemptId, versionId, save }
}

const linksTo = async (attemptId: string) =>
  (
    await school.tenant.db
      .select({ id: mediaLinks.mediaId })
      .from(mediaLinks)
      .where(and(eq(mediaLinks.kind, 'response'), eq(mediaLinks.subjectId, attemptId)))
  ).map(({ id }) => id)

test('a file of an answer is its author’s alone until it is handed in, and then also of those who mark', async () => {
  const { tenant, cast } = school
  const { attemptId, save } = await begin('own')
  const file = await store(cast.lena)
  expect(await save(1, [file])).toMatchObject({ outcome: 'saved', values: [file] })
  expect(await openMedia(tenant, cast.lena, file)).toMatchObject({ name: 'notes.txt' })
  for (const actor of [course.ivy, cast.ada, cast.leo, cast.ian, cast.zed, null])
    await expect(openMedia(tenant, actor, file)).rejects.toThrow(NotFound)
  await submitAttempt(tenant, cast.lena, attemptId)
  expect(await openMedia(tenant, course.ivy, file)).toMatchObject({ id: file })
  expect(await openMedia(tenant, cast.ada, file)).toMatchObject({ id: file })
  for (const actor of [cast.leo, cast.ian, cast.zed, null])
    await expect(openMedia(tenant, actor, file)).rejects.toThrow(NotFound)
})

test('it waits in the marking queue, is shown to its marker, and its mark makes the score', async () => {
  const { tenant, cast } = school
  const { attemptId, versionId, save } = await begin('marked')
  const file = await store(cast.lena, 'plan.txt')
  await save(1, [file])
  await submitAttempt(tenant, cast.lena, attemptId)
  const queue = await listMarking(tenant, course.ivy, 'git', { state: 'awaiting', itemId: 'marked' })
  expect(queue.lines).toMatchObject([{ kind: 'attempt', id: attemptId, waiting: 1 }])
  const { question } = await findResponseToMark(tenant, course.ivy, { attemptId, versionId })
  expect(question.files).toMatchObject([{ id: file, name: 'plan.txt', type: 'text/plain' }])
  await releaseResponseMark(tenant, course.ivy, { attemptId, versionId }, { points: 3, comment: 'Clear.' })
  const result = readResult(await findAttempt(tenant, cast.lena, attemptId), tenant.now())
  expect(result).toMatchObject({ toMark: 0, percent: 75, questions: [{ files: [{ id: file }] }] })
})

test('after handing in nothing is added, taken out or put in another one’s place', async () => {
  const { tenant, cast } = school
  const { attemptId, save } = await begin('sealed', { maxFiles: 2 })
  const [file, other] = [await store(cast.lena), await store(cast.lena, 'later.txt')]
  await save(1, [file])
  await submitAttempt(tenant, cast.lena, attemptId)
  for (const values of [[], [other], [file, other]]) await expect(save(2, values)).rejects.toThrow(Conflict)
  expect((await findAttempt(tenant, cast.lena, attemptId)).questions[0]!.values).toEqual([file])
  expect(await linksTo(attemptId)).toEqual([file])
})

test('a file that arrives a moment after the time is up is late, however early its upload began', async () => {
  const { tenant, cast, platform } = school
  const { attemptId, versionId, save } = await begin('late', {}, { timeLimitMinutes: 10, graceSeconds: 0 } as never)
  const file = await store(cast.lena)
  const { takenUntil } = (await findAttempt(tenant, cast.lena, attemptId)).attempt
  platform.setNow(takenUntil! + 1)
  await expect(save(1, [file])).rejects.toThrow(Conflict)
  const whole = saveResponses(tenant, cast.lena, attemptId, [{ versionId, revision: 1, values: [file] }])
  await expect(whole).rejects.toThrow(Conflict)
  expect(await linksTo(attemptId)).toEqual([])
})

test('what its author said decides: kind by name and bytes, size, number; and only files of one’s own', async () => {
  const { cast, tenant } = school
  const { save } = await begin('limits', { fileKinds: 'pictures', maxFiles: 2, maxMegabytes: 1 })
  const picture = async (bytes: Uint8Array<ArrayBuffer>) =>
    (await storeFile(tenant, cast.lena, { name: 'sketch.png', bytes, purpose: 'submission' })).id
  const good = await picture(png())
  const large = await store(cast.lena, 'large.txt')
  await tenant.db
    .update(media)
    .set({ name: 'large.png', type: 'image/png', size: 1_000_001 })
    .where(eq(media.id, large))
  const said = async (values: string[]) => save(1, values).catch((error) => (error as Invalid).reason)
  expect(await said([await store(cast.lena)])).toBe('assignments.wrongKind.pictures')
  expect(await said([large])).toBe('assignments.fileTooLarge')
  expect(await said([good, await picture(png()), await picture(png())])).toBe('assignments.tooManyFiles')
  expect(await said([await store(cast.leo, 'leo.png', 'x').catch(() => crypto.randomUUID())])).toBe('quizzes.fileGone')
  expect(await said([crypto.randomUUID()])).toBe('quizzes.fileGone')
  expect(await said(['../../media'])).toBe('quizzes.unreadable')
  expect(await save(1, [good])).toMatchObject({ outcome: 'saved' })
})

test('a file that is taken out again belongs to the attempt no longer', async () => {
  const { cast } = school
  const { attemptId, save } = await begin('swap', { maxFiles: 3 })
  const [one, two] = [await store(cast.lena), await store(cast.lena, 'two.txt')]
  await save(1, [one, two])
  await save(2, [two])
  expect(await linksTo(attemptId)).toEqual([two])
  // What an older tab still has cannot bring it back.
  expect(await save(1, [one])).toMatchObject({ outcome: 'stale', values: [two] })
  expect(await linksTo(attemptId)).toEqual([two])
})

test('fifty saves and a hand-in at once end as one answer, and its file is the only one that belongs to it', async () => {
  const { tenant, cast } = school
  const { attemptId, save } = await begin('race')
  const files = await Promise.all([0, 1, 2, 3].map((n) => store(cast.lena, `n${n}.txt`)))
  await save(1, [files[0]!])
  await Promise.allSettled([
    ...Array.from({ length: 50 }, (_, i) => save(2 + i, [files[i % 4]!])),
    submitAttempt(tenant, cast.lena, attemptId),
  ])
  const { attempt, questions } = await findAttempt(tenant, cast.lena, attemptId)
  expect(attempt.submittedAt).not.toBeNull()
  expect(await linksTo(attemptId)).toEqual(questions[0]!.values)
})

test('the sweep leaves files of answers alone, and takes those that came into none', async () => {
  const { tenant, cast, platform } = school
  const { attemptId, save } = await begin('swept')
  const [kept, lost] = [await store(cast.lena, 'kept.txt'), await store(cast.lena, 'lost.txt')]
  await save(1, [kept])
  platform.setNow(monday + 2 * DAY)
  while ((await sweepMedia(tenant)).removed) {}
  expect(await openMedia(tenant, cast.lena, kept)).toMatchObject({ id: kept })
  await expect(openMedia(tenant, cast.lena, lost)).rejects.toThrow(NotFound)
  expect(await linksTo(attemptId)).toEqual([kept])
})

test('next door the same address opens nothing, and nobody there can put it into an answer', async () => {
  const { cast, platform } = school
  const globex = await addSchool(platform, 'globex', 'Globex')
  const { save } = await begin('next-door')
  const file = await store(cast.lena)
  await save(1, [file])
  await expect(openMedia(globex.tenant, globex.cast.lena, file)).rejects.toThrow(NotFound)
})

/** So many seconds of silence, eight bits and 8,000 of them a second. */
const wav = (seconds: number) =>
  bytesOf(
    'RIFF',
    little(36 + 8_000 * seconds),
    'WAVEfmt ',
    little(16),
    little(1, 2),
    little(1, 2),
    little(8_000),
    little(8_000),
    little(1, 2),
    little(8, 2),
    'data',
    little(8_000 * seconds),
    new Uint8Array(8_000 * seconds).fill(128),
  )

test('a spoken answer is one sound, no longer than its author says, whatever its name promises', async () => {
  const { tenant, cast } = school
  const { attemptId, save } = await begin('spoken', { maxSeconds: 5 }, {}, cast.lena, audioKind)
  const sound = async (name: string, bytes: Uint8Array<ArrayBuffer>) =>
    (await storeFile(tenant, cast.lena, { name, bytes, purpose: 'submission' })).id
  const said = async (values: string[]) => save(1, values).catch((error) => (error as Invalid).reason)
  const good = await sound('good.wav', wav(5))
  expect(await said([await sound('long.wav', wav(9))])).toBe('quizzes.soundTooLong')
  expect(await said([await sound('still.png', png())])).toBe('quizzes.notSound')
  expect(await said([await store(cast.lena, 'words.txt')])).toBe('quizzes.notSound')
  expect(await said([good, await sound('second.wav', wav(2))])).toBe('quizzes.unreadable')
  // From a microphone: nothing in it says how long it is.
  const [live, endless] = [await sound('live.wav', wav(1)), await sound('endless.wav', wav(1))]
  const unknown = { seconds: null, type: 'audio/webm', name: 'live.webm' }
  await tenant.db.update(media).set(unknown).where(eq(media.id, live))
  await tenant.db
    .update(media)
    .set({ ...unknown, size: 5 * 40_000 + 1 })
    .where(eq(media.id, endless))
  expect(await said([endless])).toBe('quizzes.soundTooLong')
  expect(await said([live])).toMatchObject({ outcome: 'saved' })
  expect(await save(2, [good])).toMatchObject({ outcome: 'saved', values: [good] })
  expect(await linksTo(attemptId)).toEqual([good])
})
