import { and, asc, eq, ne } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { enrollments, groups } from '../../db/schema'
import { invitePastedList, makeJoinLink } from '../../domain/admissions'
import { editAssignment, keepComment, setDeadline } from '../../domain/assignments'
import { createItem, createModule, scheduleModule, unpublishModule } from '../../domain/courses'
import { decideRequest, enrollPeople, openRequestsQuery, requestToJoin, withdrawPeople } from '../../domain/enrollments'
import { addManager, dealGroups, makeGroup } from '../../domain/groups'
import { keepNote, readLesson, reportProblem } from '../../domain/lessons'
import { dismissChecklist } from '../../domain/organization'
import type { Actor } from '../../domain/policy'
import { makeRubric } from '../../domain/rubrics'
import { at } from '.'
import { announceThings } from './announcements'
import { fillBanks } from './banks'
import { itemsOf, type SeedCourses } from './courses'
import { fillEssays } from './essays'
import { askAboutGrades } from './inquiries'
import { fillPeers } from './peers'
import type { SeedPeople } from './people'
import { giveBack } from './returned'
import { askAround } from './surveys'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** What lies on people's desks: those who were invited or ask to come in, groups, notes, a problem, another date, a farewell. */
export async function fillDesks(tenant: Tenant, people: SeedPeople, courses: SeedCourses, now: number): Promise<void> {
  await dismissChecklist(at(tenant, now - 70 * DAY_MS), people.olga)
  await makeRoomForNewcomers(tenant, people, courses, now)
  await askToJoin(tenant, people, courses, now)
  const helping = { userIds: [people.learners[2]!.id], role: 'assistant' as const }
  await enrollPeople(at(tenant, now - 60 * DAY_MS), people.ada, courses.spreadsheets, helping)
  await makeCourseGroups(at(tenant, now - 40 * DAY_MS), people, courses)
  await writeNotes(tenant, people, courses, now)
  await moveADate(at(tenant, now - 6 * DAY_MS), people, courses, now)
  await keepWords(at(tenant, now - 20 * DAY_MS), people, courses)
  const { ivy, learners } = people
  const course = { teaching: instructorOf(ivy, courses.spreadsheets), learners, courseId: courses.spreadsheets }
  await askAboutGrades(tenant, course, now)
  const enrolled = await learnersIn(tenant, courses.spreadsheets)
  const known = people.learners.filter(({ id }) => enrolled.has(id))
  await announceThings(
    tenant,
    { runs: people.olga, teaching: course.teaching, courseId: courses.spreadsheets, learners: known },
    now,
  )
  await planWhatIsNext(at(tenant, now - 2 * DAY_MS), people, courses, now)
  const writers = {
    courseId: courses.spreadsheets,
    marked: people.learners[0]!,
    waiting: people.learners[21]!,
  }
  await fillEssays(tenant, instructorOf(people.ivy, courses.spreadsheets), writers, now)
  const done = { courseId: courses.learning, teaching: people.olga }
  await askAround(tenant, done, course, now)
  const learning = { courseId: courses.spreadsheets, learners: people.learners }
  await fillPeers(tenant, instructorOf(people.ivy, courses.spreadsheets), learning, now)
  await giveBack(tenant, instructorOf(people.ivy, courses.spreadsheets), learning, now)
  await withdrawPeople(at(tenant, now - 12 * DAY_MS), people.ada, courses.fireSafety, [people.learners[17]!.id])
}

async function learnersIn({ db }: Tenant, courseId: string): Promise<Set<string>> {
  const rows = await db
    .select({ id: enrollments.userId })
    .from(enrollments)
    .where(and(eq(enrollments.courseId, courseId), eq(enrollments.role, 'learner'), ne(enrollments.state, 'withdrawn')))
  return new Set(rows.map(({ id }) => id))
}

async function makeRoomForNewcomers(tenant: Tenant, { ada }: SeedPeople, courses: SeedCourses, now: number) {
  const into = { role: 'learner' as const, courseIds: [courses.fireSafety], groupIds: [] }
  const asked = [
    ['Marta Kowalczyk <marta@partner.example>', 9 * DAY_MS],
    ['Дмитро Бондар <dmytro@partner.example>', 3 * DAY_MS],
    ['山本 健 <ken@partner.example>', 5 * HOUR_MS],
  ] as const
  for (const [line, ago] of asked) await invitePastedList(at(tenant, now - ago), ada, line, into)
  const week = at(tenant, now - 7 * DAY_MS)
  await makeJoinLink(week, ada, { ...into, maxUses: 30, expiresAt: now + 30 * DAY_MS })
}

async function askToJoin(tenant: Tenant, { ada, learners }: SeedPeople, { learning }: SeedCourses, now: number) {
  const asked = [
    [41, 30 * DAY_MS, 'My desk is next to Lena’s, and she speaks of nothing else.'],
    [45, 2 * DAY_MS, 'I begin a new position in spring and would like to learn better before that.'],
    [52, 20 * HOUR_MS, '新しい仕事の前に受けたいです。'],
    [56, 40 * 60_000, ''],
  ] as const
  for (const [who, ago, message] of asked) {
    const then = at(tenant, now - ago)
    await requestToJoin(then, learners[who]!, learning, message)
    if (ago < 20 * DAY_MS) continue
    const [first] = await openRequestsQuery(tenant.db, learning)
    await decideRequest(at(tenant, now - ago + DAY_MS), ada, first!.id, 'approved')
  }
}

async function makeCourseGroups(tenant: Tenant, { olga, ivy }: SeedPeople, courses: SeedCourses) {
  const teaching = instructorOf(ivy, courses.spreadsheets)
  await dealGroups(tenant, teaching, courses.spreadsheets, { name: 'Table', deal: { into: 'groups', n: 4 }, seed: 7 })
  await makeGroup(tenant, olga, null, { name: 'Night shift', selfSignUp: true, seats: 12 })
  const [first] = await tenant.db.select().from(groups).where(eq(groups.name, 'Workshop')).orderBy(asc(groups.id))
  await addManager(tenant, olga, first!.id, 'ivy@acme.example')
}

async function writeNotes(tenant: Tenant, { learners }: SeedPeople, { spreadsheets }: SeedCourses, now: number) {
  const [lena, leo] = [learners[0]!, learners[21]!]
  const lessons = (await itemsOf(tenant, spreadsheets)).filter(({ kind }) => kind === 'lesson')
  const then = at(tenant, now - 8 * DAY_MS)
  await keepNote(then, lena, lessons[0]!.id, 'Weights in a column of their own. Ask Ivy about deposits.')
  await keepNote(then, leo, lessons[0]!.id, 'Try this on the stock list first.')
  const read = await readLesson(then, leo, lessons[0]!.id)
  const report = { blockId: read.blocks[1]!.id, versionNumber: read.versionNumber }
  await reportProblem(then, leo, lessons[0]!.id, {
    ...report,
    text: 'Is the deposit one column, or one for each bottle?',
  })
}

async function moveADate(tenant: Tenant, { ivy, learners }: SeedPeople, { spreadsheets }: SeedCourses, now: number) {
  const assignment = (await itemsOf(tenant, spreadsheets)).find(({ kind }) => kind === 'assignment')
  await setDeadline(tenant, instructorOf(ivy, spreadsheets), assignment!.id, {
    for: `user:${learners[0]!.id}`,
    dueAt: now + 4 * DAY_MS,
    reason: 'Two weeks at the other site',
  })
}

/** What Ivy writes again and again under the work of her course. */
async function keepWords(tenant: Tenant, { ivy }: SeedPeople, { spreadsheets }: SeedCourses) {
  const teaching = instructorOf(ivy, spreadsheets)
  for (const [text, shared] of [
    ['Clear and honest. The column for corrections was the right idea.', false],
    ['Good. Next time say which total you looked at first.', true],
    ['Both totals must come from different places, or the check cell checks nothing.', true],
  ] as const)
    await keepComment(tenant, teaching, spreadsheets, { text, shared })
}

/** A module that opens by itself next week, with work in it that nobody has published yet. */
async function planWhatIsNext(
  tenant: Tenant,
  { olga, ivy, learners }: SeedPeople,
  { spreadsheets }: SeedCourses,
  now: number,
) {
  const teaching = instructorOf(ivy, spreadsheets)
  const module = await createModule(tenant, teaching, spreadsheets, { title: 'Tables of your own' })
  const work = { kind: 'assignment' as const, title: 'A table that others can read' }
  const { id } = await createItem(tenant, teaching, module.id, work)
  const rubric = await makeRubric(tenant, teaching, spreadsheets, tableRubric)
  await makeRubric(tenant, teaching, spreadsheets, reportGuide)
  await editAssignment(tenant, teaching, id, {
    rubricId: rubric.id,
    groupWork: 'groups',
    late: { percent: 10, per: 'day', most: 50 },
    missingPercent: 0,
    statement: 'This is my own table, and nobody in it can be recognized.',
    instructions: 'Bring a table from your own week, and say in two sentences what its columns mean.',
    takesText: true,
    takesFiles: true,
    fileKinds: 'any',
    maxFiles: 3,
    maxPoints: 10,
    dueAt: now + 20 * DAY_MS,
  })
  await fillBanks(tenant, olga, teaching, {
    courseId: spreadsheets,
    moduleId: module.id,
    learnerId: learners[0]!.id,
  })
  await unpublishModule(tenant, teaching, module.id)
  await scheduleModule(tenant, teaching, module.id, now + 7 * DAY_MS)
}

const level = (points: number, title: string, description = '') => ({ points, title, description })

/** A marking guide: points are typed, from none to `most`. */
const reportGuide = {
  title: 'A report on one table',
  scored: true,
  criteria: [
    {
      title: 'The question',
      description: 'One question that the table can answer.',
      forMarkers: 'Give half where the question is good and the table cannot answer it.',
      most: 4,
      levels: [],
    },
    {
      title: 'The way to the answer',
      description: 'What was counted, and what was left out.',
      forMarkers: 'Rows that were left out without a word cost two points.',
      most: 8,
      levels: [],
    },
    { title: 'The answer', description: 'In one sentence that a stranger understands.', most: 3, levels: [] },
  ],
}

const tableRubric = {
  title: 'A table for others',
  scored: true,
  criteria: [
    {
      title: 'Columns',
      description: 'One kind of thing in each.',
      levels: [
        level(4, 'Clear', 'Somebody else can fill in the next row.'),
        level(2, 'Nearly', 'One column holds two things.'),
        level(0, 'Not yet'),
      ],
    },
    {
      title: 'Explanation',
      description: '',
      levels: [level(4, 'Two plain sentences'), level(2, 'Longer, and still clear'), level(0, 'Missing')],
    },
    {
      title: 'From your own week',
      description: '',
      levels: [level(2, 'Yes'), level(0, 'No')],
    },
  ],
}

const instructorOf = (actor: Actor, courseId: string): Actor => ({
  ...actor,
  courseRoles: { [courseId]: 'instructor' },
})
