import { and, asc, desc, eq, isNull, type SQL } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  assignments,
  auditEntries,
  bulkActs,
  codes,
  courses,
  deadlineOverrides,
  enrollments,
  gradeEvents,
  grades,
  groupManagers,
  groupMembers,
  groups,
  invitations,
  items,
  joinLinks,
  joinRequests,
  media,
  mediaLinks,
  mediaTracks,
  observerLinks,
  organization,
  quizQuestions,
  searchEntries,
  timers,
  users,
} from '../../worker/db/schema'
import { makeJoinLink } from '../../worker/domain/admissions'
import { enrollPeople } from '../../worker/domain/enrollments'
import { addCaptions } from '../../worker/domain/lessons'
import { storeFile, sweepMedia } from '../../worker/domain/media'
import { drain } from '../../worker/jobs/drain'
import { ring } from '../../worker/jobs/ring'
import { newId } from '../../worker/lib/ids'
import { monogram } from '../../worker/lib/monogram'
import { type Browser, browse } from '../support/browser'
import { film as makeFilm } from '../support/files'
import { monday } from '../support/platform'
import { everyKind, makeQuiz } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { enroll, teachCourse } from '../support/taught-course'

const day = 86_400_000
const fragment = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }

let school: School
let ada: Browser
let ivy: Browser
let lena: Browser
let teacher: School['cast']['ivy']

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  ;({ ivy: teacher } = await teachCourse(tenant, cast, {
    modules: {
      one: [
        { id: 'lesson' },
        { id: 'task', kind: 'assignment', completion: { kind: 'submitted' }, maxPoints: 10, dueAt: monday + 9 * day },
        { id: 'later', published: false },
        { id: 'quiz', kind: 'quiz', published: false },
      ],
    },
  }))
  await enroll(tenant, 'git', cast.ian, 'assistant')
  await makeQuiz(tenant, 'quiz', {}, everyKind.slice(0, 3))
  await tenant.db.insert(assignments).values({ itemId: 'task' })
  await tenant.db.insert(groups).values({ id: 'blue', name: 'Blue', createdAt: monday, seats: 1 })
  ada = await browse(platform, tenant, cast.ada)
  ivy = await browse(platform, tenant, cast.ivy)
  lena = await browse(platform, tenant, cast.lena)
})

const has = async (table: SQLiteTable, where?: SQL) =>
  (await school.tenant.db.select().from(table).where(where)).length > 0
const lastAct = async () => (await school.tenant.db.select().from(bulkActs).orderBy(desc(bulkActs.id)).limit(1))[0]!
const undos = async () =>
  (await school.tenant.db.select().from(auditEntries).where(eq(auditEntries.act, 'act.undo'))).length

/** Does it, finds the way back on the page that follows, and goes it: twice, and others cannot. */
async function thereAndBack(who: Browser, act: string, stands: () => Promise<boolean>, fields = {}) {
  expect([act, await stands()]).toEqual([act, true])
  const done = await who.post(act, fields)
  expect([act, done.status]).toEqual([act, 303])
  expect([act, await stands()]).toEqual([act, false])
  const page = (await who.read(done.headers.get('Location')!)).html
  const { id, kind } = await lastAct()
  const undo = new RegExp(`action="(/acts/${id}/reversal[^"]+)"`).exec(page)?.[1]
  expect([act, undo]).toEqual([act, expect.stringContaining('back=')])
  const other = await browse(school.platform, school.tenant, school.cast.olga)
  expect((await other.post(undo!)).status).toBe(404)
  expect(await stands()).toBe(false)
  const before = await undos()
  const back = await who.post(undo!)
  expect([act, back.status, back.headers.get('Location')]).toEqual([
    act,
    303,
    done.headers.get('Location')!.split('#')[0],
  ])
  expect([act, await stands()]).toEqual([act, true])
  expect((await who.post(undo!)).status).toBe(303)
  expect([act, await stands(), await undos()]).toEqual([act, true, before + 1])
  const [entry] = await school.tenant.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.act, 'act.undo'))
    .orderBy(desc(auditEntries.id))
    .limit(1)
  expect(entry).toMatchObject({ after: { act: kind } })
  return { id, undo: undo! }
}

describe('what is taken away comes back', () => {
  test('a closed join link opens again with its code', async () => {
    const link = await makeJoinLink(school.tenant, school.cast.ada, {
      role: 'learner',
      courseIds: ['git'],
      groupIds: [],
      maxUses: null,
      expiresAt: null,
    })
    await thereAndBack(ada, `/people/join-links/${link.id}?_method=DELETE`, () =>
      has(joinLinks, and(eq(joinLinks.id, link.id), isNull(joinLinks.revokedAt))),
    )
  })

  test('an invitation stands again, and the link in its mail works', async () => {
    const { tenant, platform } = school
    await ada.post('/people/invitations', { emails: 'pia@example.org', role: 'learner' })
    await drain(tenant, {}, platform)
    const [pia] = await tenant.db.select().from(users).where(eq(users.email, 'pia@example.org'))
    const [open] = await tenant.db.select().from(invitations).where(eq(invitations.userId, pia!.id))
    const [code] = await tenant.db.select().from(codes).where(eq(codes.userId, pia!.id))
    expect(code).toMatchObject({ userId: pia!.id, usedAt: null })
    await thereAndBack(ada, `/people/invitations/${open!.id}?_method=DELETE`, async () => {
      const isThere = await has(users, and(eq(users.id, pia!.id), isNull(users.deletedAt)))
      const isKnown = await has(searchEntries, eq(searchEntries.subjectId, pia!.id))
      const works = await has(codes, eq(codes.id, code!.id))
      expect(new Set([isThere, isKnown, works]).size).toBe(1)
      return isThere && (await has(invitations, and(eq(invitations.id, open!.id), isNull(invitations.revokedAt))))
    })
  })

  test('an observer sees the progress again', async () => {
    const { lena: child, zed } = school.cast
    await school.tenant.db
      .insert(observerLinks)
      .values({ observerId: zed.id, learnerId: child.id, createdBy: 'x', createdAt: monday })
    await thereAndBack(ada, `/people/${child.id}/observers/${zed.id}?_method=DELETE`, () => has(observerLinks))
  })

  test('members and managers are in their group again, while there is room', async () => {
    const { tenant, cast } = school
    await tenant.db.insert(groupMembers).values({ groupId: 'blue', userId: cast.lena.id, createdAt: monday })
    await tenant.db.insert(groupManagers).values({ groupId: 'blue', userId: cast.ian.id, createdAt: monday })
    const isIn = () => has(groupMembers, eq(groupMembers.userId, cast.lena.id))
    await thereAndBack(ada, `/groups/blue/members/${cast.lena.id}?_method=DELETE`, isIn)
    await thereAndBack(ada, `/groups/blue/managers/${cast.ian.id}?_method=DELETE`, () => has(groupManagers))
    await ada.post(`/groups/blue/members/${cast.lena.id}?_method=DELETE`)
    const { id } = await lastAct()
    await tenant.db.insert(groupMembers).values({ groupId: 'blue', userId: cast.leo.id, createdAt: monday })
    expect((await ada.post(`/acts/${id}/reversal`)).status).toBe(409)
    expect(await isIn()).toBe(false)
  })

  test('who helped in a course is there again with the same role', async () => {
    const { ian } = school.cast
    await thereAndBack(ivy, `/courses/git/staff/${ian.id}?_method=DELETE`, () =>
      has(
        enrollments,
        and(eq(enrollments.userId, ian.id), eq(enrollments.role, 'assistant'), eq(enrollments.state, 'active')),
      ),
    )
  })

  test('a date of one’s own is as it was, changed or taken away, unless it was changed again', async () => {
    const { tenant, cast } = school
    const own = { for: `user:${cast.lena.id}`, reason: '' }
    const dates = async () =>
      (await tenant.db.select().from(deadlineOverrides)).map(({ dueAt }) => new Date(dueAt).getUTCDate())
    await ivy.post('/items/task/deadlines', { ...own, dueAt: '2026-03-20T12:00' })
    expect(await dates()).toEqual([20])
    await thereAndBack(ivy, '/items/task/deadlines', async () => (await dates())[0] === 20, {
      ...own,
      dueAt: '2026-03-25T12:00',
    })
    const [date] = await tenant.db.select().from(deadlineOverrides)
    await thereAndBack(ivy, `/items/task/deadlines/${date!.id}?_method=DELETE`, async () => (await dates())[0] === 20)
    await ivy.post(`/items/task/deadlines/${date!.id}?_method=DELETE`)
    const { id } = await lastAct()
    await ivy.post('/items/task/deadlines', { ...own, dueAt: '2026-03-27T12:00' })
    expect((await ivy.post(`/acts/${id}/reversal`)).status).toBe(409)
    expect(await dates()).toEqual([27])
  })

  test('a request that was declined waits again, and can be decided again', async () => {
    const { tenant, cast } = school
    await tenant.db.update(courses).set({ joining: 'request', visibility: 'organization' }).where(eq(courses.id, 'git'))
    const request = { id: newId(), userId: cast.zed.id, courseId: 'git', message: '', createdAt: monday }
    await tenant.db.insert(joinRequests).values(request)
    const waits = () => has(joinRequests, isNull(joinRequests.decidedAt))
    await thereAndBack(ivy, `/join-requests/${request.id}/refusal`, waits)
    school.platform.mails.length = 0
    const later = { ...tenant, now: () => monday + 10 * 60_000 }
    const letMailsGo = async () => {
      for (let times = 0; times < 2; times++) {
        await ring(later, {}, school.platform)
        await drain(tenant, {}, school.platform)
      }
      return school.platform.mails.filter(({ to }) => to === 'zed@acme.example').map(({ subject }) => subject)
    }
    expect(await letMailsGo(), 'it was taken back before the mail went out').toEqual([])
    school.platform.mails.length = 0
    expect((await ivy.post(`/join-requests/${request.id}/approval`)).status).toBe(303)
    await drain(tenant, {}, school.platform)
    expect(school.platform.mails, 'it can still be taken back').toEqual([])
    expect(await letMailsGo()).toEqual([expect.stringContaining('You may join')])
    expect(await has(enrollments, eq(enrollments.userId, cast.zed.id))).toBe(true)
  })

  test('a request that was granted waits again, and who came in by it is out, unless enrolled since', async () => {
    const { tenant, cast } = school
    const { leo } = cast
    await tenant.db.delete(enrollments).where(eq(enrollments.userId, leo.id))
    const request = { id: newId(), userId: leo.id, courseId: 'git', message: '', createdAt: monday }
    await tenant.db.insert(joinRequests).values(request)
    const state = async () =>
      (await tenant.db.select().from(enrollments).where(eq(enrollments.userId, leo.id)))[0]?.state ?? 'none'
    const waits = async () => {
      const isWaiting = await has(joinRequests, and(eq(joinRequests.id, request.id), isNull(joinRequests.decidedAt)))
      expect([isWaiting, await state()]).toEqual([
        isWaiting,
        isWaiting ? expect.not.stringMatching('active') : 'active',
      ])
      return isWaiting
    }
    await thereAndBack(ivy, `/join-requests/${request.id}/approval`, waits)
    expect(await state()).toBe('withdrawn')
    school.platform.mails.length = 0
    await drain(tenant, {}, school.platform)
    expect(school.platform.mails.map(({ subject }) => subject).join()).not.toContain('git')
    await ivy.post(`/join-requests/${request.id}/approval`)
    expect(await state()).toBe('active')
    const { id } = await lastAct()
    await enrollPeople({ ...tenant, now: () => monday + 60_000 }, teacher, 'git', {
      userIds: [leo.id],
      role: 'learner',
    })
    expect((await ivy.post(`/acts/${id}/reversal`)).status).toBe(303)
    expect([await state(), await has(joinRequests, isNull(joinRequests.decidedAt))]).toEqual(['active', true])
  })

  test('settings of an item are as they were, but for what was changed once more', async () => {
    const { tenant } = school
    const read = async () => (await tenant.db.select().from(items).where(eq(items.id, 'task')))[0]!
    const fields = { completion: 'submitted', required: 'on', maxPoints: '10', dueAt: '' }
    const start = await read()
    const isAsBefore = async () => {
      const { dueAt, maxPoints, completion, expectedMinutes } = await read()
      const before = [start.dueAt, start.maxPoints, start.completion, start.expectedMinutes]
      return JSON.stringify([dueAt, maxPoints, completion, expectedMinutes]) === JSON.stringify(before)
    }
    await thereAndBack(ivy, '/items/task/settings?_method=PUT', isAsBefore, { ...fields, expectedMinutes: '12' })
    const live = await (await ivy.post('/items/task/settings?_method=PUT', fields, fragment)).text()
    const { id } = await lastAct()
    expect(live).toContain('The due date is removed')
    expect(live).toContain(`/acts/${id}/reversal`)
    await ivy.post('/items/task/settings?_method=PUT', { ...fields, maxPoints: '20' })
    await ivy.post(`/acts/${id}/reversal`)
    expect(await read()).toMatchObject({ dueAt: start.dueAt, completion: start.completion, maxPoints: 20 })
    const { id: before } = await lastAct()
    const same = { completion: start.completion.kind, required: 'on', maxPoints: '20', dueAt: '2026-03-18T09:00' }
    expect((await ivy.post('/items/task/settings?_method=PUT', same)).status).toBe(303)
    expect((await ivy.post('/items/task/settings?_method=PUT', same)).status).toBe(303)
    expect((await lastAct()).id > before).toBe(true)
  })

  test('a plan to publish goes back with the settings', async () => {
    const { tenant } = school
    const planned = async () => {
      const [row] = await tenant.db.select().from(items).where(eq(items.id, 'later'))
      const [timer] = await tenant.db.select().from(timers).where(eq(timers.subjectId, 'later'))
      expect(timer?.dueAt ?? null).toBe(row!.publishAt)
      return row!.publishAt
    }
    const fields = { completion: 'viewed', required: 'on' }
    await ivy.post('/items/later/settings?_method=PUT', { ...fields, publishAt: '2026-04-01T09:00' })
    const first = await planned()
    expect(first).not.toBeNull()
    await thereAndBack(ivy, '/items/later/settings?_method=PUT', async () => (await planned()) === first, fields)
  })

  test('an excuse and its end, each a step of the grade’s history', async () => {
    const { tenant, cast } = school
    const path = `/courses/git/learners/${cast.lena.id}/items/task/excuse`
    const enrollmentId = `git-${cast.lena.id}`
    await tenant.db.insert(grades).values({ enrollmentId, itemId: 'task', maxPoints: 10 })
    const excused = () => has(grades, and(eq(grades.enrollmentId, enrollmentId), eq(grades.excused, true)))
    await thereAndBack(ivy, `${path}?_method=PUT`, async () => !(await excused()), { reason: 'Ill' })
    await ivy.post(`${path}?_method=PUT`, { reason: 'Ill' })
    await thereAndBack(ivy, `${path}?_method=DELETE`, excused, { reason: 'Well again' })
    expect((await tenant.db.select().from(gradeEvents)).map(({ kind }) => kind)).toEqual([
      'excused',
      'unexcused',
      'excused',
      'unexcused',
      'excused',
    ])
    await ivy.post(`${path}?_method=DELETE`, { reason: 'Well' })
    const { id } = await lastAct()
    await ivy.post(`${path}?_method=PUT`, { reason: 'Ill' })
    expect((await ivy.post(`/acts/${id}/reversal`)).status).toBe(409)
    expect(await excused()).toBe(true)
  })

  test('a question stands where it stood, with its points', async () => {
    const { tenant } = school
    const list = async () =>
      (
        await tenant.db
          .select()
          .from(quizQuestions)
          .where(eq(quizQuestions.itemId, 'quiz'))
          .orderBy(asc(quizQuestions.position))
      ).map(({ questionId, points }) => `${questionId} ${points}`)
    const before = await list()
    expect(before).toHaveLength(3)
    const [first] = before[0]!.split(' ')
    const isAsBefore = async () => (await list()).join() === before.join()
    const removal = `/quizzes/quiz/questions/${first}/removal`
    await thereAndBack(ivy, removal, isAsBefore)
    await ivy.post(removal)
    const { id } = await lastAct()
    await ivy.post(`${removal}?_method=DELETE`)
    expect((await ivy.post(`/acts/${id}/reversal`)).status).toBe(409) // it was put back by hand
    expect(await list()).toHaveLength(3)
  })

  test('logo and photo, removed or replaced, and their files are kept until then', async () => {
    const { tenant, cast } = school
    const png = async (text: string) => new File([await monogram(text, 64, '#096b4d', '#ffffff')], `${text}.png`)
    const logo = async () => (await tenant.db.select().from(organization))[0]!.logoId
    const photo = async () => (await tenant.db.select().from(users).where(eq(users.id, cast.lena.id)))[0]!.photoId
    for (const [who, path, now] of [
      [ada, '/organization/logo', logo],
      [lena, '/me/photo', photo],
    ] as const) {
      const put = path === '/me/photo' ? path : `${path}?_method=PUT`
      await who.post(put, { file: await png('A') })
      const first = await now()
      expect(await has(media, eq(media.id, first ?? ''))).toBe(true)
      await tenant.db
        .update(media)
        .set({ createdAt: monday - 90 * day })
        .where(eq(media.id, first!))
      await thereAndBack(who, `${path}?_method=DELETE`, async () => (await now()) === first)
      await thereAndBack(who, put, async () => (await now()) === first, { file: await png('B') })

      await who.post(`${path}?_method=DELETE`)
      const { id } = await lastAct()
      await sweepMedia({ ...tenant, now: () => monday + day - 1 })
      expect(await has(media, eq(media.id, first!))).toBe(true)
      await who.post(put, { file: await png('C') })
      expect((await who.post(`/acts/${id}/reversal`)).status).toBe(409) // another one has come since
      await sweepMedia({ ...tenant, now: () => monday + 2 * day })
      expect(await has(media, eq(media.id, first!))).toBe(false)
    }
  })
})

describe('captions', () => {
  const vtt = (words: string) => new File([`WEBVTT\n\n00:01.000 --> 00:02.000\n${words}\n`], 'a.vtt')
  const words = async (filmId: string) =>
    (await school.tenant.db.select().from(mediaTracks).where(eq(mediaTracks.mediaId, filmId))).map(
      ({ transcript }) => transcript,
    )

  test('come back with their words, removed or written over, and go for good after a day', async () => {
    const { tenant } = school
    const film = await storeFile(tenant, teacher, { name: 'film.mp4', bytes: makeFilm(), purpose: 'content' })
    await tenant.db.insert(mediaLinks).values({ mediaId: film.id, kind: 'item', subjectId: 'lesson' })
    const bytes = new Uint8Array(await vtt('First words').arrayBuffer())
    const { track } = await addCaptions(tenant, teacher, film, { bytes, language: 'en', label: '' })
    const isFirst = async () => (await words(film.id)).join() === 'First words'
    await thereAndBack(ivy, `/media/${film.id}/tracks/${track.id}?_method=DELETE`, isFirst)
    await thereAndBack(ivy, `/media/${film.id}/tracks`, isFirst, { file: vtt('Other words'), language: 'en' })

    const live = await ivy.post(`/media/${film.id}/tracks`, { file: vtt('New words'), language: 'en' }, fragment)
    const { id } = await lastAct()
    expect(await live.text()).toContain(`/acts/${id}/reversal`)
    expect((await ivy.get(`/media/${film.id}/tracks/${track.id}`)).status).toBe(404)
    expect(await tenant.media.get(track.key)).not.toBeNull()
    await sweepMedia({ ...tenant, now: () => monday + 2 * day })
    expect(await tenant.media.get(track.key)).toBeNull()
    expect(await words(film.id)).toEqual(['New words'])
    const [now] = await tenant.db.select().from(mediaTracks).where(eq(mediaTracks.mediaId, film.id))
    expect(await tenant.media.get(now!.key)).not.toBeNull()
    expect((await ivy.post(`/acts/${id}/reversal`)).status).toBe(404)
  })
})

test('after a day, and after the right is gone, nothing is taken back', async () => {
  const { tenant, cast, platform } = school
  await ada.post(`/people/${cast.lena.id}/observers/${cast.zed.id}?_method=DELETE`)
  const { id } = await lastAct()
  await tenant.db.update(users).set({ role: 'learner' }).where(eq(users.id, cast.ada.id))
  expect((await ada.post(`/acts/${id}/reversal`)).status).toBe(403)
  await tenant.db.update(users).set({ role: 'admin' }).where(eq(users.id, cast.ada.id))
  await tenant.db
    .update(bulkActs)
    .set({ at: monday - day - 1 })
    .where(eq(bulkActs.id, id))
  const answer = await ada.post(`/acts/${id}/reversal`)
  expect([answer.status, await answer.text()]).toEqual([410, expect.stringContaining('more than a day ago')])
  expect(await has(observerLinks)).toBe(false)
  expect(platform.now()).toBe(monday)
})
