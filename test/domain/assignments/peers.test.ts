import { and, asc, eq, isNull } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  accommodations,
  enrollments,
  events,
  gradeEvents,
  grades,
  groupMembers,
  groups,
  items,
  peerReviews,
  peerRounds,
  submissions,
  timers,
  users,
} from '../../../worker/db/schema'
import {
  askForReview,
  createAssignment,
  excludeReview,
  findAssignment,
  findReview,
  findWorkReviews,
  giveReview,
  handIn,
  handOverReview,
  listPeers,
  releaseMark,
  saveReview,
  setPeers,
  turnPeers,
} from '../../../worker/domain/assignments'
import { addGradeRows } from '../../../worker/domain/courses'
import { holdGrades } from '../../../worker/domain/grades'
import { storeFile } from '../../../worker/domain/media'
import { openMedia, readCoursePage, undoOwnAct } from '../../../worker/domain/pages'
import type { Actor } from '../../../worker/domain/policy'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../worker/errors'
import { drain } from '../../../worker/jobs/drain'
import { ring } from '../../../worker/jobs/ring'
import { utf8 } from '../../../worker/lib/bytes'
import { newPeerSettings, type PeerSettings } from '../../../worker/lib/peer-review'
import { actorOf } from '../../support/actors'
import { losingConnection } from '../../support/faults'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'
import { enroll, teachCourse } from '../../support/taught-course'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const due = monday + 2 * HOUR

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>
/** Lena, Leo and four who came later. */
let people: Actor[]

let n = 0
let id: string
let essay: string

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  const rows = ['mia', 'nils', 'oda', 'per'].map((name) => ({
    id: `acme-${name}`,
    name,
    role: 'learner' as const,
    email: `${name}@acme.example`,
    emailVerifiedAt: monday,
    createdAt: monday,
  }))
  await tenant.db.insert(users).values(rows)
  people = [cast.lena, cast.leo, ...rows.map((row) => actorOf(row))]
})

beforeEach(async () => {
  const { tenant, cast, platform } = school
  platform.setNow(monday)
  n += 1
  id = `git${n}`
  essay = `essay${n}`
  course = await teachCourse(tenant, cast, {
    id,
    modules: { [`one${n}`]: [{ id: essay, kind: 'assignment', maxPoints: 20, dueAt: due }] },
  })
  for (const one of people.slice(2)) await enroll(tenant, id, one, 'learner')
  await createAssignment(tenant.db, essay, {})
  await tenant.db.batch([addGradeRows(tenant.db, id), tenant.db.delete(accommodations)])
})

const settings = (more: Partial<PeerSettings> = {}): PeerSettings => ({ ...newPeerSettings, reviews: 2, ...more })
const peers = (more: Partial<PeerSettings> = {}) => setPeers(school.tenant, course.ivy, essay, settings(more))
const hand = (who: Actor, more: object = {}) =>
  handIn(school.tenant, who, essay, { text: `Work of ${who.name}`, fileIds: [], nonce: crypto.randomUUID(), ...more })
const settle = async () => {
  for (let turn = 0; turn < 3; turn++) {
    await drain(school.tenant, {}, school.platform)
    await ring(school.tenant, {}, school.platform)
  }
}
const at = async (moment: number) => {
  school.platform.setNow(moment)
  await settle()
}
const reviewsOf = (who?: Actor) =>
  school.tenant.db
    .select()
    .from(peerReviews)
    .where(
      and(
        eq(peerReviews.itemId, essay),
        isNull(peerReviews.takenAt),
        who && eq(peerReviews.reviewerId, `${id}-${who.id}`),
      ),
    )
    .orderBy(asc(peerReviews.id))
const ofWork = async (who: Actor) => {
  const [work] = await school.tenant.db
    .select()
    .from(submissions)
    .where(eq(submissions.enrollmentId, `${id}-${who.id}`))
  return (await reviewsOf()).filter(({ submissionId }) => submissionId === work!.id)
}
const give = (who: Actor, reviewId: string, points: number) =>
  giveReview(school.tenant, who, essay, reviewId, { points, comment: `${points} from ${who.name}` })
const gradeOf = async (who: Actor) =>
  (
    await school.tenant.db
      .select()
      .from(grades)
      .where(eq(grades.enrollmentId, `${id}-${who.id}`))
  )[0]!
const byId = (enrollmentId: string) => people.find((one) => `${id}-${one.id}` === enrollmentId)!

async function begun(more: Partial<PeerSettings> = {}, who = people) {
  await peers(more)
  for (const one of who) await hand(one)
  await at(due + 60_000)
}

/** Everybody gives what they owe, in their way. */
async function reviewAll(points: (reviewer: Actor, work: string) => number) {
  for (const one of await reviewsOf())
    if (one.doneAt === null) await give(byId(one.reviewerId), one.id, points(byId(one.reviewerId), one.submissionId))
}

test('reviewing begins once the due date is over, for everybody who has handed in, and says so', async () => {
  await peers()
  for (const one of people) await hand(one)
  await at(due + 59_000)
  expect(await reviewsOf()).toEqual([])
  await at(due + 60_000)
  const rows = await reviewsOf()
  expect(rows).toHaveLength(12)
  for (const one of people) {
    const own = await reviewsOf(one)
    expect(own).toHaveLength(2)
    expect(await ofWork(one)).toHaveLength(2)
    expect((await ofWork(one)).some(({ reviewerId }) => reviewerId === `${id}-${one.id}`)).toBe(false)
  }
  const told = await school.tenant.db
    .select()
    .from(events)
    .where(and(eq(events.name, 'peer-review.asked'), eq(events.subjectId, essay)))
  expect(told).toHaveLength(6)
  const [round] = await school.tenant.db.select().from(peerRounds).where(eq(peerRounds.itemId, essay))
  expect(round!.endsAt).toBe(due + 7 * DAY)
})

test('fifty at once deal once', async () => {
  await peers()
  for (const one of people) await hand(one)
  await drain(school.tenant, {}, school.platform)
  school.platform.setNow(due + HOUR)
  await Promise.all(Array.from({ length: 50 }, () => turnPeers(school.tenant, essay)))
  expect(await reviewsOf()).toHaveLength(12)
  expect((await school.tenant.db.select().from(peerRounds).where(eq(peerRounds.itemId, essay)))[0]!.revision).toBe(1)
  await turnPeers(school.tenant, essay)
  expect((await school.tenant.db.select().from(peerRounds).where(eq(peerRounds.itemId, essay)))[0]!.revision).toBe(1)
})

test('a deal whose connection is lost is whole or nothing, and the next one is the same', async () => {
  await peers()
  for (const one of people) await hand(one)
  school.platform.setNow(due + HOUR)
  await expect(turnPeers(losingConnection(school.tenant, 'before', 2), essay)).rejects.toThrow('connection lost')
  expect(await reviewsOf()).toEqual([])
  await expect(turnPeers(losingConnection(school.tenant, 'after', 2), essay)).rejects.toThrow('connection lost')
  await settle()
  expect(await reviewsOf()).toHaveLength(12)
})

test('fewer people than reviews review what there is', async () => {
  await begun({ reviews: 5 }, people.slice(0, 3))
  for (const one of people.slice(0, 3)) expect(await reviewsOf(one)).toHaveLength(2)
  for (const one of people.slice(3)) expect(await reviewsOf(one)).toEqual([])
})

test('whoever hands nothing in reviews where the assignment says so', async () => {
  await begun({ everyone: true }, people.slice(0, 3))
  expect(await reviewsOf(people[5]!)).toHaveLength(2)
  const counts = await Promise.all(people.slice(0, 3).map(async (one) => (await ofWork(one)).length))
  expect(counts).toEqual([4, 4, 4])
})

test('late work joins in, or does not, as the assignment says', async () => {
  await begun({}, people.slice(0, 5))
  await hand(people[5]!)
  await settle()
  expect(await ofWork(people[5]!)).toHaveLength(2)
  expect(await reviewsOf(people[5]!)).toHaveLength(2)
})

test('work that is too late for the peers waits for whoever marks', async () => {
  await begun({ late: false }, people.slice(0, 5))
  await hand(people[5]!)
  await settle()
  expect(await ofWork(people[5]!)).toEqual([])
  expect(await reviewsOf(people[5]!)).toEqual([])
})

test('when somebody leaves, what they had goes to others, and what is begun stays', async () => {
  await begun()
  const [gone] = people
  const [first] = await reviewsOf(people[1]!)
  await saveReview(school.tenant, people[1]!, essay, first!.id, { points: 3, comment: 'So far' })
  await school.tenant.db
    .update(enrollments)
    .set({ state: 'withdrawn' })
    .where(eq(enrollments.id, `${id}-${gone!.id}`))
  await turnPeers(school.tenant, essay)
  const left = await reviewsOf()
  expect(left).toHaveLength(10)
  const counts = await Promise.all(people.slice(1).map(async (one) => (await ofWork(one)).length))
  expect(counts).toEqual([2, 2, 2, 2, 2])
  const [work] = await school.tenant.db
    .select()
    .from(submissions)
    .where(eq(submissions.enrollmentId, `${id}-${gone!.id}`))
  if (first!.submissionId !== work!.id) expect(left.map((one) => one.id)).toContain(first!.id)
})

test('groups review other groups', async () => {
  const { tenant } = school
  await createAssignment(tenant.db, essay, { groupWork: 'groups' })
  for (const [place, name] of ['Red', 'Blue', 'Green'].entries()) {
    await tenant.db.insert(groups).values({ id: name, name, courseId: id, createdAt: monday })
    await tenant.db
      .insert(groupMembers)
      .values(
        people.slice(2 * place, 2 * place + 2).map((one) => ({ groupId: name, userId: one.id, createdAt: monday })),
      )
  }
  await peers({ reviews: 1 })
  for (const lead of [people[0]!, people[2]!, people[4]!]) await hand(lead)
  await at(due + 60_000)
  const rows = await reviewsOf()
  expect(rows).toHaveLength(6)
  const works = await tenant.db.select().from(submissions).where(eq(submissions.itemId, essay))
  for (const { reviewerId, submissionId } of rows) {
    const authors = works.filter(({ id, leadId }) => id === submissionId || leadId === submissionId)
    expect(authors).toHaveLength(2)
    expect(authors.map(({ enrollmentId }) => enrollmentId)).not.toContain(reviewerId)
  }
  await reviewAll(() => 12)
  await at(due + 8 * DAY)
  expect(await Promise.all(people.map(async (one) => (await gradeOf(one)).final))).toEqual([12, 12, 12, 12, 12, 12])
})

test('a review is kept while it is written, given with its points, and given again until the end; then nothing is taken', async () => {
  await begun()
  const [lena] = people
  const [one] = await reviewsOf(lena)
  const { revision } = await saveReview(school.tenant, lena!, essay, one!.id, { points: null, comment: 'Well' })
  expect(revision).toBe(1)
  const page = await findReview(school.tenant, lena!, essay, one!.id)
  expect([page.by, page.hindrance, page.mark?.draft?.comment]).toEqual([null, null, 'Well'])
  expect(JSON.stringify(page.work)).not.toContain(`${id}-`)
  await expect(give(lena!, one!.id, 21)).rejects.toThrow(Invalid)
  await expect(giveReview(school.tenant, lena!, essay, one!.id, { points: null, comment: 'None' })).rejects.toThrow(
    Invalid,
  )
  const { next } = await give(lena!, one!.id, 15)
  expect(next).toBe((await reviewsOf(lena))[1]!.id)
  await give(lena!, one!.id, 16)
  expect((await reviewsOf(lena))[0]!.points).toBe(16)
  await at(due + 7 * DAY + 59_000)
  await give(lena!, one!.id, 17)
  school.platform.setNow(due + 7 * DAY + 60_000)
  await expect(give(lena!, one!.id, 18)).rejects.toThrow(Conflict)
  await expect(saveReview(school.tenant, lena!, essay, one!.id, { points: 1, comment: '' })).rejects.toThrow(Conflict)
})

test('fifty submits of one review give it once', async () => {
  await begun()
  const [one] = await reviewsOf(people[0])
  const given = await Promise.allSettled(Array.from({ length: 50 }, () => give(people[0]!, one!.id, 15)))
  expect(given.some(({ status }) => status === 'fulfilled')).toBe(true)
  const told = await school.tenant.db.select().from(events).where(eq(events.name, 'peer-review.given'))
  expect(told.filter(({ subjectId }) => subjectId === one!.id)).toHaveLength(1)
})

test('a review is its reviewer’s: nobody else finds it', async () => {
  await begun()
  const [one] = await reviewsOf(people[0])
  for (const other of [people[1]!, school.cast.zed, school.cast.ada, course.ivy])
    await expect(findReview(school.tenant, other, essay, one!.id)).rejects.toThrow(NotFound)
})

test('the median of the reviews makes the grade at the end, and its making says so', async () => {
  await begun({ reviews: 3 })
  const work = (await ofWork(people[0]!))[0]!.submissionId
  const [low, high, middle] = (await ofWork(people[0]!)).map(({ reviewerId }) => reviewerId)
  const said = new Map([
    [low, 2],
    [high, 20],
    [middle, 11],
  ])
  await reviewAll((reviewer, of) => (of === work ? said.get(`${id}-${reviewer.id}`)! : 10))
  await settle()
  expect((await gradeOf(people[0]!)).final).toBeNull()
  await at(due + 7 * DAY + 60_000)
  const grade = await gradeOf(people[0]!)
  expect([grade.final, grade.releasedAt]).toEqual([11, due + 7 * DAY + 60_000])
  const history = await school.tenant.db
    .select()
    .from(gradeEvents)
    .where(eq(gradeEvents.enrollmentId, grade.enrollmentId))
  expect(history.map(({ kind, reason }) => [kind, reason])).toEqual([['recounted', 'peers']])
  const { peers: own, handedIn } = await findAssignment(school.tenant, people[0]!, essay)
  expect(own!.received.map(({ points, by, comment }) => [points, by, comment.split(' ')[0]]).sort()).toEqual([
    [11, null, '11'],
    [2, null, '2'],
    [20, null, '20'],
  ])
  expect(handedIn.at(-1)!.markedAt).not.toBeNull()
  const told = await school.tenant.db
    .select()
    .from(events)
    .where(and(eq(events.name, 'peer-review.received'), eq(events.subjectId, essay)))
  expect(told).toHaveLength(6)
  await settle()
  expect(await school.tenant.db.select().from(gradeEvents).where(eq(gradeEvents.itemId, essay))).toHaveLength(6)
})

test('a part of the points is for reviewing: by what was done of what was asked', async () => {
  await begun({ reviewingPercent: 20, makes: 'mean' })
  const idle = people[0]!
  const [half] = await reviewsOf(people[1])
  for (const one of await reviewsOf())
    if (one.reviewerId !== `${id}-${idle.id}` && one.id !== half!.id) await give(byId(one.reviewerId), one.id, 10)
  await at(due + 8 * DAY)
  expect((await gradeOf(idle)).final).toBe(8)
  expect((await gradeOf(people[1]!)).final).toBe(10)
  expect((await gradeOf(people[2]!)).final).toBe(12)
})

test('whoever has more time reviews longer, and their own grade waits for it', async () => {
  const { tenant } = school
  await tenant.db.insert(accommodations).values({ userId: people[0]!.id, laterDays: 2, setBy: 'x', setAt: monday })
  await peers({ reviewingPercent: 50 })
  for (const one of people) await hand(one)
  await at(due + 60_000)
  const [first, second] = await reviewsOf(people[0])
  for (const one of await reviewsOf())
    if (one.reviewerId !== first!.reviewerId) await give(byId(one.reviewerId), one.id, 10)
  await give(people[0]!, first!.id, 10)
  await at(due + 7 * DAY + 60_000)
  expect((await gradeOf(people[0]!)).final).toBeNull()
  expect((await gradeOf(people[1]!)).final).toBe(15)
  await at(due + 8 * DAY)
  await give(people[0]!, second!.id, 10)
  await settle()
  expect((await gradeOf(people[0]!)).final).toBe(15)
})

test('what somebody with more time never does counts at their own end', async () => {
  const { tenant } = school
  await tenant.db.insert(accommodations).values({ userId: people[0]!.id, laterDays: 2, setBy: 'x', setAt: monday })
  await begun({ reviewingPercent: 50 })
  for (const one of await reviewsOf())
    if (one.reviewerId !== `${id}-${people[0]!.id}`) await give(byId(one.reviewerId), one.id, 10)
  await at(due + 8 * DAY)
  expect((await gradeOf(people[0]!)).final).toBeNull()
  await at(due + 9 * DAY + 60_000)
  expect((await gradeOf(people[0]!)).final).toBe(5)
})

test('the mark of whoever teaches wins, before and after the peers’', async () => {
  await begun()
  const of = async (who: Actor) => (await ofWork(who))[0]!.submissionId
  await releaseMark(school.tenant, course.ivy, await of(people[0]!), { points: 19, comment: 'Mine' })
  await reviewAll(() => 10)
  await at(due + 8 * DAY)
  expect((await gradeOf(people[0]!)).final).toBe(19)
  expect((await gradeOf(people[1]!)).final).toBe(10)
  await releaseMark(school.tenant, course.ivy, await of(people[1]!), { points: 5, comment: 'Mine, too' })
  await settle()
  expect((await gradeOf(people[1]!)).final).toBe(5)
})

test('advice makes no grade, and is read all the same', async () => {
  await begun({ makes: 'advisory' })
  await reviewAll(() => 10)
  await at(due + 8 * DAY)
  expect((await gradeOf(people[0]!)).final).toBeNull()
  expect((await findAssignment(school.tenant, people[0]!, essay)).peers!.received).toHaveLength(2)
})

test('held grades keep the reviews back, too', async () => {
  await begun()
  await holdGrades(school.tenant, course.ivy, { courseId: id, itemId: essay }, true)
  await reviewAll(() => 10)
  await at(due + 8 * DAY)
  expect((await gradeOf(people[0]!)).releasedAt).toBeNull()
  expect((await findAssignment(school.tenant, people[0]!, essay)).peers!.received).toEqual([])
  await holdGrades(school.tenant, course.ivy, { courseId: id, itemId: essay }, false)
  expect((await findAssignment(school.tenant, people[0]!, essay)).peers!.received).toHaveLength(2)
})

test('an unfair review is left out by whoever marks, its reviewer’s share as well, and comes back by undo', async () => {
  await begun({ makes: 'mean', reviewingPercent: 50 })
  const [fair, unfair] = await ofWork(people[0]!)
  await reviewAll((reviewer, of) =>
    of === fair!.submissionId && `${id}-${reviewer.id}` === unfair!.reviewerId ? 0 : 16,
  )
  await at(due + 8 * DAY)
  const culprit = byId(unfair!.reviewerId)
  expect([(await gradeOf(people[0]!)).final, (await gradeOf(culprit)).final]).toEqual([14, 18])
  await expect(excludeReview(school.tenant, people[0]!, essay, unfair!.id, true)).rejects.toThrow(Forbidden)
  const { actId: act } = await excludeReview(school.tenant, course.ivy, essay, unfair!.id, true)
  await settle()
  expect([(await gradeOf(people[0]!)).final, (await gradeOf(culprit)).final]).toEqual([18, 13])
  expect((await findAssignment(school.tenant, people[0]!, essay)).peers!.received).toHaveLength(1)
  expect((await excludeReview(school.tenant, course.ivy, essay, unfair!.id, true)).actId).toBeNull()
  await undoOwnAct(school.tenant, course.ivy, act!)
  await settle()
  expect([(await gradeOf(people[0]!)).final, (await gradeOf(culprit)).final]).toEqual([14, 18])
})

test('a review is handed over, asked for by hand and given back', async () => {
  await begun()
  const [one] = await reviewsOf(people[0])
  await saveReview(school.tenant, people[0]!, essay, one!.id, { points: 4, comment: 'Begun' })
  const { people: free } = await findWorkReviews(school.tenant, course.ivy, one!.submissionId)
  expect(free).toHaveLength(6 - 1 - 2)
  await expect(handOverReview(school.tenant, course.ivy, essay, one!.id, `${id}-${people[0]!.id}`)).rejects.toThrow(
    Invalid,
  )
  const { actId: act } = await handOverReview(school.tenant, course.ivy, essay, one!.id, free[0]!.id)
  await settle()
  expect((await reviewsOf(people[0])).map(({ id }) => id)).not.toContain(one!.id)
  await expect(findReview(school.tenant, people[0]!, essay, one!.id)).rejects.toThrow(NotFound)
  const now = (await reviewsOf()).filter(({ submissionId }) => submissionId === one!.submissionId)
  expect(now.map(({ reviewerId }) => reviewerId)).toContain(free[0]!.id)
  await undoOwnAct(school.tenant, course.ivy, act)
  const back = await findReview(school.tenant, people[0]!, essay, one!.id)
  expect(back.mark!.draft!.comment).toBe('Begun')
  await askForReview(school.tenant, course.ivy, one!.submissionId, free[0]!.id)
  expect(await reviewsOf(byId(free[0]!.id))).toHaveLength(3)
})

test('the progress page counts, and says whose points are far from the others’', async () => {
  await begun()
  const odd = people[3]!
  await reviewAll((reviewer) => (reviewer.id === odd.id ? 20 : 10))
  const { lines, counts } = await listPeers(school.tenant, course.ivy, essay)
  expect(counts).toEqual({ done: 12, asked: 12, works: 6, bare: 0 })
  expect(lines).toHaveLength(6)
  const line = lines.find(({ learner }) => learner.id === odd.id)!
  expect(line).toMatchObject({ done: 2, asked: 2, received: 2, expected: 2, distance: 10, participant: null })
  const paged = await listPeers(school.tenant, course.ivy, essay, { size: 4 })
  const rest = await listPeers(school.tenant, course.ivy, essay, { size: 4, cursor: paged.next })
  expect(new Set([...paged.lines, ...rest.lines].map(({ learner }) => learner.id)).size).toBe(6)
  for (const other of [people[0]!, school.cast.ian, school.cast.zed])
    await expect(listPeers(school.tenant, other, essay)).rejects.toThrow(NotFound)
})

test('whoever reviews opens the files of that work without its names, and of no other', async () => {
  await peers()
  const { tenant } = school
  const file = (who: Actor) =>
    storeFile(tenant, who, { name: `${who.name}.txt`, bytes: utf8(`Work of ${who.name}`), purpose: 'submission' })
  const files = new Map<string, string>()
  for (const one of people) {
    const stored = await file(one)
    files.set(`${id}-${one.id}`, stored.id)
    await hand(one, { fileIds: [stored.id] })
  }
  const [work] = await tenant.db
    .select()
    .from(submissions)
    .where(eq(submissions.enrollmentId, `${id}-acme-leo`))
  const leos = files.get(`${id}-acme-leo`)!
  await expect(openMedia(tenant, people[0]!, leos)).rejects.toThrow(NotFound)
  await at(due + 60_000)
  const readers = (await reviewsOf()).flatMap((one) => (one.submissionId === work!.id ? [one.reviewerId] : []))
  for (const one of people) {
    if (one.id === 'acme-leo') continue
    if (!readers.includes(`${id}-${one.id}`)) await expect(openMedia(tenant, one, leos)).rejects.toThrow(NotFound)
    else expect((await openMedia(tenant, one, leos)).name).not.toContain('Leo')
  }
  expect(readers).toHaveLength(2)
  const [review] = (await reviewsOf()).filter(({ submissionId }) => submissionId === work!.id)
  const page = await findReview(tenant, byId(review!.reviewerId), essay, review!.id)
  expect(page.files.map(({ name }) => name)).toEqual(['file-1.txt'])
  await peers({ showAuthors: true })
  expect((await findReview(tenant, byId(review!.reviewerId), essay, review!.id)).by).toBe('Leo Learner')
})

test('what is being reviewed is not handed in again', async () => {
  await begun()
  await expect(hand(people[0]!)).rejects.toThrow(Conflict)
})

test('settings are checked, all at once, and need a date', async () => {
  const { tenant } = school
  await expect(peers({ reviews: 0, days: 61, reviewingPercent: 101 })).rejects.toThrow(Invalid)
  await expect(peers({ opensAt: due - 1 })).rejects.toThrow(Invalid)
  await tenant.db.update(items).set({ dueAt: null }).where(eq(items.id, essay))
  await expect(peers()).rejects.toThrow(Invalid)
  await peers({ opensAt: due })
  for (const other of [people[0]!, school.cast.ian])
    await expect(setPeers(tenant, other, essay, null)).rejects.toThrow(NotFound)
  await setPeers(tenant, course.ivy, essay, null)
  await settle()
  expect(
    await tenant.db
      .select()
      .from(timers)
      .where(and(eq(timers.job, 'peers.turn'), eq(timers.subjectId, essay), isNull(timers.doneAt))),
  ).toEqual([])
})

test('the course says what one has to review by when, and afterwards how many have reviewed one’s work', async () => {
  const [lena, leo] = people as [Actor, Actor]
  const line = async (who: Actor) =>
    (await readCoursePage(school.tenant, who, id, { publicCatalogue: false })).reviews.map(
      ({ itemId, toDo, received, endsAt }) => [itemId, toDo, received, endsAt],
    )
  await begun()
  const end = due + 7 * DAY
  expect(await line(lena)).toEqual([[essay, 2, 0, end]])
  await give(lena, (await reviewsOf(lena))[0]!.id, 12)
  expect(await line(lena)).toEqual([[essay, 1, 0, end]])
  await reviewAll(() => 10)
  expect(await line(lena)).toEqual([])
  await at(end + 120_000)
  expect(await line(lena)).toEqual([[essay, 0, 2, end]])
  await holdGrades(school.tenant, course.ivy, { courseId: id, itemId: essay }, true)
  expect(await line(leo)).toEqual([])
  expect(await line(course.ivy)).toEqual([])
})
