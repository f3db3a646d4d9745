import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { courses, items, media, mediaLinks, mediaTracks } from '../../worker/db/schema'
import { createLesson, emptyContent } from '../../worker/domain/lessons'
import { indexEntry } from '../../worker/domain/search'
import { newId } from '../../worker/lib/ids'
import { program } from '../support/api'
import { type Browser, browse, browserAt } from '../support/browser'
import { makePlatform, monday, type TestPlatform } from '../support/platform'
import { enroll, teachCourse } from '../support/taught-course'
import { inCourse, markers, members, teachers } from './audiences'
import { type AccessSchool, makeAccessSchool, type Principal } from './school'

let platform: TestPlatform
let acme: AccessSchool
let visitors: Record<Principal, Visitor>
/** Made for this test, by name. */
const made: Record<string, string> = {}

type Asked = { status: number; text: string }
type Visitor = { browser: Browser; api: (path: string) => Promise<Asked> }
/** Whether a visitor gets to see it through this door; a status that says neither yes nor "there is no such thing" counts as a word. */
type Door = (visitor: Visitor) => Promise<boolean | string>

beforeAll(async () => {
  platform = await makePlatform()
  acme = await makeAccessSchool(platform, 'acme', 'Acme Academy')
  await makeMore()
  const entries = Object.entries(acme.people).map(async ([name, actor]) => {
    const browser = await browse(platform, acme.tenant, actor)
    const api = actor ? await withToken(actor) : withoutToken()
    return [name, { browser, api }] as const
  })
  visitors = Object.fromEntries(await Promise.all(entries)) as Record<Principal, Visitor>
})

async function withToken(actor: NonNullable<AccessSchool['people'][Principal]>) {
  const ask = await program(platform, acme.tenant, actor)
  return async (path: string) => {
    const { status, bytes } = await ask('GET', path)
    return { status, text: new TextDecoder().decode(bytes) }
  }
}

function withoutToken() {
  const browser = browserAt(platform, acme.tenant.origin)
  return async (path: string) => {
    const answer = await browser.get(`/api/v1${path}`)
    return { status: answer.status, text: await answer.text() }
  }
}

/** A draft beside the published course, a hidden item in it, files in a lesson and in a submission, and what search knows of them. */
async function makeMore() {
  const { tenant, objects, people } = acme
  const { db } = tenant
  for (const name of ['draft', 'draftModule', 'draftLesson', 'hidden', 'film', 'track', 'work']) made[name] = newId()
  await teachCourse(tenant, castOf(people), {
    id: made.draft!,
    modules: { [made.draftModule!]: [{ id: made.draftLesson! }] },
  })
  await db.update(courses).set({ publishedAt: null }).where(eq(courses.id, made.draft!))
  await enroll(tenant, made.draft!, people.assistant!, 'assistant')
  const [shown] = await db.select().from(items).where(eq(items.id, objects.lesson)).limit(1)
  await db.insert(items).values({
    ...shown!,
    id: made.hidden!,
    title: 'Hiddenword',
    position: 'zz',
    publishedAt: null,
  })
  const file = (id: string, purpose: 'content' | 'submission', ownerId: string) => ({
    id,
    key: `media/${id}`,
    name: 'film.mp4',
    size: 5,
    type: 'video/mp4',
    purpose,
    ownerId,
    thumbnailKey: `media/${id}-small`,
    createdAt: monday,
  })
  await db.batch([
    ...createLesson(db, { itemId: made.hidden!, actorId: people.instructor!.id, at: monday, content: emptyContent() }),
    ...createLesson(db, {
      itemId: made.draftLesson!,
      actorId: people.instructor!.id,
      at: monday,
      content: emptyContent(),
    }),
    db
      .insert(media)
      .values([file(made.film!, 'content', people.instructor!.id), file(made.work!, 'submission', people.learner!.id)]),
    db.insert(mediaLinks).values([
      { mediaId: made.film!, kind: 'item', subjectId: objects.lesson },
      { mediaId: made.work!, kind: 'submission', subjectId: objects.submission },
    ]),
    db.insert(mediaTracks).values({
      id: made.track!,
      mediaId: made.film!,
      language: 'en',
      label: 'English',
      key: `media/${made.film}-en`,
      createdAt: monday,
    }),
    indexEntry(db, { kind: 'course', subjectId: objects.course, courseId: objects.course, title: 'Courseword' }),
    indexEntry(db, { kind: 'course', subjectId: made.draft!, courseId: made.draft!, title: 'Draftword' }),
    indexEntry(db, { kind: 'lesson', subjectId: objects.lesson, courseId: objects.course, title: 'Lessonword' }),
    indexEntry(db, { kind: 'lesson', subjectId: made.hidden!, courseId: objects.course, title: 'Hiddenword' }),
  ])
  for (const name of ['film', 'work']) {
    await tenant.media.put(`media/${made[name]}`, 'notes', 'video/mp4')
    await tenant.media.put(`media/${made[name]}-small`, 'small', 'image/jpeg')
  }
  await tenant.media.put(`media/${made.film}-en`, 'WEBVTT\n', 'text/vtt')
}

const castOf = (people: AccessSchool['people']) =>
  ({
    olga: people.owner!,
    ada: people.admin!,
    ivy: people.instructor!,
    ian: people.otherInstructor!,
    lena: people.learner!,
    leo: people.suspended!,
    zed: people.otherLearner!,
  }) as Parameters<typeof teachCourse>[1]

/** An address in the browser; what leads on within the organization counts as shown, what leads to the sign-in page does not. */
const at =
  (path: string, headers: Record<string, string> = {}): Door =>
  async ({ browser }) => {
    const answer = await browser.get(path, headers)
    await answer.arrayBuffer()
    const to = answer.headers.get('Location')
    if (answer.status >= 300 && answer.status < 400 && to) return !to.startsWith('/sign-in')
    return seen(answer.status)
  }
const partial = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
const whole = (path: string): Record<string, Door> => ({ page: at(path), fragment: at(path, partial) })
const json =
  (path: string): Door =>
  async ({ api }) =>
    seen((await api(path)).status)
const found = (word: string): Record<string, Door> => ({
  'search page': searched(`/search?q=${word}`, {}, word),
  'search choices': searched(`/search?q=${word}`, partial, word),
  'search JSON': async ({ api }) => {
    const { status, text } = await api(`/search?q=${word}`)
    return status === 200 && text.includes(`"${word}`)
  },
})
const searched =
  (path: string, headers: Record<string, string>, word: string): Door =>
  async ({ browser }) => {
    const { status, html } = await browser.read(path, headers)
    // The word itself stands in the field; a hit is a link with it.
    return status === 200 && /href="\/(?:courses|items|lessons|people)\//.test(hits(html)) && html.includes(word)
  }
const hits = (html: string) => html.slice(Math.max(0, html.indexOf('id="hits"')))

/** Signed out and suspended people are sent to sign in (401 for programs): that tells nothing of the object either. */
const seen = (status: number): boolean | string =>
  status < 300 || status === 206 ? true : status === 404 || status === 401 ? false : `answered ${status}`

const filesDoors = (id: string): Record<string, Door> => ({
  file: at(`/media/${id}`),
  download: at(`/media/${id}?download`),
  'range request': at(`/media/${id}`, { Range: 'bytes=0-1' }),
  'asking whether it changed': at(`/media/${id}`, { 'If-None-Match': '"unknown"' }),
  thumbnail: at(`/media/${id}/thumbnail`),
  JSON: json(`/media/${id}/content`),
})

type Case = { may: Principal[]; doors: () => Record<string, Door> }
const cases: Record<string, Case> = {
  'a course': {
    may: inCourse,
    doors: () => ({
      ...whole(`/courses/${acme.objects.course}`),
      JSON: json(`/courses/${acme.objects.course}`),
      ...found('Courseword'),
    }),
  },
  'a course that is not published': {
    may: markers,
    doors: () => ({
      ...whole(`/courses/${made.draft}`),
      JSON: json(`/courses/${made.draft}`),
      ...found('Draftword'),
    }),
  },
  'a lesson': {
    may: inCourse,
    doors: () => ({
      ...whole(`/lessons/${acme.objects.lesson}`),
      'item’s address': at(`/items/${acme.objects.lesson}`),
      JSON: json(`/lessons/${acme.objects.lesson}`),
      'item’s JSON': json(`/items/${acme.objects.lesson}`),
      ...found('Lessonword'),
    }),
  },
  'a lesson of a course that is not published': {
    may: markers,
    doors: () => ({
      ...whole(`/lessons/${made.draftLesson}`),
      'item’s address': at(`/items/${made.draftLesson}`),
      JSON: json(`/lessons/${made.draftLesson}`),
      'item’s JSON': json(`/items/${made.draftLesson}`),
    }),
  },
  'a hidden item': {
    may: markers,
    doors: () => ({
      ...whole(`/lessons/${made.hidden}`),
      'item’s address': at(`/items/${made.hidden}`),
      JSON: json(`/lessons/${made.hidden}`),
      'item’s JSON': json(`/items/${made.hidden}`),
      ...found('Hiddenword'),
    }),
  },
  'a quiz': {
    may: inCourse,
    doors: () => ({
      ...whole(`/quizzes/${acme.objects.quiz}`),
      'item’s address': at(`/items/${acme.objects.quiz}`),
      JSON: json(`/quizzes/${acme.objects.quiz}`),
      'item’s JSON': json(`/items/${acme.objects.quiz}`),
    }),
  },
  'an assignment': {
    may: inCourse,
    doors: () => ({
      ...whole(`/assignments/${acme.objects.assignment}`),
      'item’s address': at(`/items/${acme.objects.assignment}`),
      JSON: json(`/assignments/${acme.objects.assignment}`),
      'item’s JSON': json(`/items/${acme.objects.assignment}`),
    }),
  },
  'a submission': {
    may: [...markers, 'learner'],
    doors: () => ({
      ...whole(`/submissions/${acme.objects.submission}`),
      JSON: json(`/submissions/${acme.objects.submission}`),
    }),
  },
  'a film in a lesson': {
    may: inCourse,
    doors: () => ({
      ...filesDoors(made.film!),
      captions: at(`/media/${made.film}/tracks/${made.track}`),
      'captions’ JSON': json(`/media/${made.film}/tracks`),
    }),
  },
  'a file that was handed in': { may: [...markers, 'learner'], doors: () => filesDoors(made.work!) },
  'a certificate': {
    may: [...markers, 'learner'],
    doors: () => ({
      ...whole(`/certificates/${acme.objects.certificate}`),
      PDF: at(`/certificates/${acme.objects.certificate}/pdf`),
      JSON: json(`/certificates/${acme.objects.certificate}`),
      'PDF for programs': json(`/certificates/${acme.objects.certificate}/pdf`),
    }),
  },
  'a person’s card': {
    may: [...markers, 'learner'],
    doors: () => ({
      ...whole(`/people/${acme.objects.person}/card`),
      JSON: json(`/people/${acme.objects.person}/card`),
    }),
  },
}

describe('every door to a thing gives the same answer', () => {
  test.each(Object.entries(cases))('%s', async (_, { may, doors }) => {
    const expected = [...may].sort()
    const answers: Record<string, unknown> = {}
    for (const [name, door] of Object.entries(doors())) {
      const came: Principal[] = []
      const odd: string[] = []
      for (const [who, visitor] of Object.entries(visitors) as [Principal, Visitor][]) {
        const answer = await door(visitor)
        if (answer === true) came.push(who)
        if (typeof answer === 'string') odd.push(`${who} ${answer}`)
      }
      answers[name] = odd.length ? [...came.sort(), ...odd] : came.sort()
    }
    expect(answers).toEqual(Object.fromEntries(Object.keys(answers).map((name) => [name, expected])))
  })

  test('and there are some who may not see each of them', () => {
    for (const { may } of Object.values(cases)) {
      expect(may.length).toBeGreaterThan(0)
      expect(members.length).toBeGreaterThan(may.length)
    }
    expect(teachers.length).toBeGreaterThan(0)
  })
})
