import { and, eq, getTableColumns, inArray, isNull } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import {
  assignments,
  categories,
  courseModules,
  courses,
  forums,
  type Grading,
  groups,
  items,
  itemVersions,
  lessons,
  media,
  mediaLinks,
  mediaTracks,
  questions,
  questionVersions,
  quizQuestions,
  quizzes,
  rubrics,
  rubricVersions,
  timers,
} from '../../../worker/db/schema'
import { exportArchive, undoImport } from '../../../worker/domain/imports'
import { prepareContent } from '../../../worker/domain/lessons/blocks'
import { storeFile } from '../../../worker/domain/media'
import type { Rule } from '../../../worker/domain/rules'
import { newId } from '../../../worker/lib/ids'
import { nextPositions } from '../../../worker/lib/position'
import { showings } from '../../../worker/lib/quiz-shows'
import { itemReference } from '../../../worker/lib/references'
import type { RubricBody } from '../../../worker/lib/rubric'
import { importArchive, zipOf } from '../../support/imports'
import { makeSchool, type School } from '../../support/school'

let school: School
let pictures: string[]
beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  const svg = (width: number) =>
    Uint8Array.from(new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="4"/>`))
  const stored = await Promise.all(
    [4, 5].map((width) =>
      storeFile(tenant, cast.ada, { name: `wood-${width}.svg`, bytes: svg(width), purpose: 'content' }),
    ),
  )
  pictures = stored.map(({ id }) => id)
  await tenant.db.insert(groups).values([
    { id: 'group-blue', name: 'Blue', createdAt: 0 },
    { id: 'group-green', name: 'Grün & Co', createdAt: 0 },
  ])
  const made = { createdBy: cast.ada.id, createdAt: 0 }
  await tenant.db.insert(rubrics).values({ id: 'rubric-shared', title: 'Everywhere', ...made, updatedAt: 0 })
  await tenant.db
    .insert(rubricVersions)
    .values({ id: 'rv-shared', rubricId: 'rubric-shared', number: 1, body: words, ...made })
  await tenant.db.insert(categories).values({ id: 'category-craft', name: 'Craft', position: 'V', createdAt: 0 })
})

const level = (id: string, title: string, points: number | null) => ({ id, title, description: '', points })
const essay: RubricBody = {
  scored: true,
  criteria: [
    {
      id: 'c1',
      title: 'Argument',
      description: 'Is it *one*?',
      levels: [level('l1', 'Good', 4), level('l2', 'No', 0.5)],
    },
    { id: 'c2', title: '12', description: '', levels: [level('l1', 'yes', 2), level('l2', 'no', 0)] },
    { id: 'c3', title: 'Typed', description: 'By hand', levels: [], most: 7.5, forMarkers: 'Look: twice.' },
  ],
}
const words: RubricBody = {
  scored: false,
  criteria: [
    { id: 'c1', title: 'Care', description: '', levels: [level('l1', 'Much', null), level('l2', 'Some', null)] },
  ],
}

/** Columns that a file does not carry, each with its reason. Whatever is in neither list fails the test. */
const stays = {
  courses: {
    id: 'another course is made',
    joinCode: 'a code opens one course only; a course joined by code gets its own',
    joinUses: 'who came by that code came into this course',
    everyone: 'who gets a course is decided where it is',
    publishedAt: 'somebody looks at what came in before learners do',
    archivedAt: 'as above',
    deletedAt: 'what lies in the bin is not exported',
    externalId: 'another system knows one course by it',
    createdBy: 'who imports it makes it',
    createdAt: 'it is made now',
    updatedAt: 'it is made now',
    gradesLockedAt: 'a lock is for the grades that are there',
    gradesLockedBy: 'as above',
  },
  modules: {
    id: 'another module is made',
    courseId: 'of the course above',
    position: 'the order travels, not its key',
    externalId: 'another system knows one module by it',
    createdAt: 'it is made now',
    deletedAt: 'what lies in the bin is not exported',
  },
  items: {
    id: 'another item is made',
    courseId: 'of the course above',
    moduleId: 'of the module above',
    position: 'the order travels, not its key',
    externalId: 'another system knows one item by it',
    createdAt: 'it is made now',
    updatedAt: 'it is made now',
    deletedAt: 'what lies in the bin is not exported',
    gradesLockedAt: 'a lock is for the grades that are there',
    gradesLockedBy: 'as above',
  },
  lessons: {
    itemId: 'of the item above',
    versionId: 'what it says stands in the version',
    draftVersionId: 'unpublished writing is its author’s',
    draftBaseId: 'as above',
  },
  versions: {
    id: 'another version is made',
    itemId: 'of the item above',
    locale: 'lessons are in the language of the course',
    number: 'the history stays where it was made',
    createdBy: 'who imports it makes it',
    createdAt: 'it is made now',
    updatedAt: 'it is made now',
    publishedAt: 'it is made now',
    faults: 'counted from the content',
  },
  quizzes: { itemId: 'of the item above' },
  asked: { itemId: 'of the item above', questionId: 'new', versionId: 'new', position: 'the order travels' },
  questions: {
    id: 'another version is made',
    questionId: 'as above',
    number: 'the history stays where it was made',
    createdBy: 'who imports it makes it',
    createdAt: 'it is made now',
  },
  assignments: { itemId: 'of the item above', instructionsHtml: 'made of the instructions' },
  forums: {
    itemId: 'of the item above',
    introHtml: 'made of the introduction',
    seq: 'threads stay where they were written',
  },
} as const

/** 2027 to 2099, in milliseconds. */
const moment = fc.integer({ min: 1_800_000_000_000, max: 4_000_000_000_000 })
const title = fc.constantFrom('First steps', 'Überblick: Teil 2', 'مرحبا', '"Quoted" & #tagged', 'yes', '- dash')
const orNull = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: null })
const publishedAt = orNull(fc.constant(1))
const twoDates = fc
  .tuple(orNull(moment), orNull(moment))
  .map(([a, b]) => (a !== null && b !== null && a >= b ? { startsAt: b, endsAt: a + 1 } : { startsAt: a, endsAt: b }))

const ruleOver = (itemIds: string[]) => {
  const leaf: fc.Arbitrary<Rule> = fc.oneof(
    fc.tuple(moment, moment).map(([a, b]): Rule => ({ date: { from: Math.min(a, b), until: Math.max(a, b) + 1 } })),
    moment.map((from): Rule => ({ date: { from } })),
    moment.map((until): Rule => ({ date: { until } })),
    fc.integer({ min: 0, max: 90 }).map((daysAfterEnrollment): Rule => ({ daysAfterEnrollment })),
    fc.constant<Rule>({ group: ['group-blue', 'group-green'] }),
    fc.constant<Rule>({ user: [school.cast.lena.id, school.cast.leo.id] }),
    fc.constantFrom<Rule>({ profile: 'department', equals: 'Sales: EMEA' }, { profile: 'role', equals: '1' }),
    ...(itemIds.length
      ? [
          fc.constantFrom(...itemIds).map((completed): Rule => ({ completed })),
          fc
            .tuple(fc.constantFrom(...itemIds), fc.constantFrom(0, 50, 62.5))
            .map(([grade, atLeast]): Rule => ({ grade, atLeast })),
        ]
      : []),
  )
  const node: fc.Arbitrary<Rule> = fc.oneof(
    { weight: 2, arbitrary: leaf },
    fc.array(leaf, { minLength: 1, maxLength: 3 }).map((all): Rule => ({ all })),
    fc
      .array(
        fc.oneof(
          leaf,
          leaf.map((not): Rule => ({ not })),
        ),
        { minLength: 1, maxLength: 3 },
      )
      .map((any): Rule => ({ any: [{ all: any }, { not: { any } }] })),
  )
  return orNull(node)
}

type Drawn<Table extends SQLiteTable, Stay> = {
  [Name in Exclude<keyof Table['$inferSelect'], keyof Stay>]: fc.Arbitrary<Table['$inferSelect'][Name]>
}

const courseColumns = (): Drawn<typeof courses, typeof stays.courses> => ({
  title,
  summary: fc.constantFrom('', 'What it is: "all" of it'),
  pictureId: orNull(fc.constantFrom(...pictures)),
  locale: fc.constantFrom('', 'de', 'pt-BR'),
  zone: fc.constantFrom('', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'),
  categoryId: orNull(fc.constant('category-craft')),
  tags: fc.constantFrom([], ['wood', 'saw & plane']),
  expectedHours: orNull(fc.integer({ min: 1, max: 90 })),
  licence: fc.constantFrom('', 'CC BY 4.0'),
  startsAt: fc.constant(null),
  endsAt: fc.constant(null),
  afterEnd: fc.constantFrom('none', 'read', 'full'),
  inOrder: fc.boolean(),
  visibility: fc.constantFrom('enrolled', 'organization', 'public'),
  joining: fc.constantFrom('staff', 'code', 'open', 'request'),
  joinEndsAt: orNull(fc.constant(1_900_000_000_000)),
  joinMost: orNull(fc.integer({ min: 1, max: 100_000 })),
  completion: fc.constantFrom({ kind: 'all' }, { kind: 'count', n: 3 }, { kind: 'average', percent: 65 }),
  certificate: fc.boolean(),
  chat: fc.boolean(),
  grading: orNull(
    fc.record(
      {
        counting: fc.constantFrom('items', 'points'),
        missingCounts: fc.boolean(),
        scheme: fc.constantFrom<Grading['scheme']>(
          { kind: 'percent' },
          {
            kind: 'words',
            steps: [
              { from: 87.5, word: '"A" & more' },
              { from: 0, word: '1' },
            ],
          },
        ),
        categories: fc.constantFrom<Grading['categories'][]>(
          [],
          [
            { id: 'heimarbeit', title: 'Heim: Arbeit', weight: 33.3, dropLowest: 2, keepHighest: null },
            { id: 'exams', title: '12', weight: null, dropLowest: 0, keepHighest: 3 },
          ],
        ),
      },
      { noNullPrototype: true },
    ),
  ),
})
const moduleColumns = (ids: string[]): Drawn<typeof courseModules, typeof stays.modules> => ({
  title,
  publishedAt,
  publishAt: orNull(moment),
  availability: ruleOver(ids),
  certificate: fc.boolean(),
})
const itemColumns = (ids: string[]): Drawn<typeof items, typeof stays.items> => ({
  kind: fc.constantFrom('lesson', 'quiz', 'assignment', 'forum'),
  title,
  publishedAt,
  publishAt: orNull(moment),
  dueAt: orNull(moment),
  availability: ruleOver(ids),
  completion: fc.constantFrom(
    { kind: 'viewed' },
    { kind: 'written', threads: 0, replies: 3 },
    { kind: 'time', minutes: 5 },
    { kind: 'passed', percent: 80 },
  ),
  required: fc.boolean(),
  expectedMinutes: orNull(fc.integer({ min: 1, max: 90 })),
  maxPoints: fc.constantFrom(1, 20),
  gradeCategoryId: orNull(fc.constantFrom('heimarbeit', 'exams')),
  extraCredit: fc.boolean(),
  holdGrades: fc.boolean(),
})
const quizColumns = (): Drawn<typeof quizzes, typeof stays.quizzes> => ({
  introduction: fc.constantFrom('', 'Why?'),
  attemptsAllowed: orNull(fc.integer({ min: 1, max: 9 })),
  passPercent: fc.integer({ min: 0, max: 100 }),
  shuffleQuestions: fc.boolean(),
  shuffleOptions: fc.boolean(),
  counts: fc.constantFrom('highest', 'latest', 'first', 'average'),
  showAnswers: fc.boolean(),
  answersAfter: fc.constantFrom('attempt', 'pass'),
  shows: orNull(fc.constantFrom(showings.exam, showings.practice)),
  closesTogether: fc.boolean(),
  timeLimitMinutes: orNull(fc.integer({ min: 1, max: 10_080 })),
  graceSeconds: fc.integer({ min: 0, max: 3_600 }),
  opensAt: orNull(fc.integer({ min: 1_800_000_000_000, max: 2_400_000_000_000 })),
  closesAt: orNull(fc.integer({ min: 2_400_000_000_001, max: 4_000_000_000_000 })),
  delayMinutes: fc.integer({ min: 0, max: 43_200 }),
  accessCode: fc.constantFrom('', 'Bees 2027', '0451'),
  wrongPercent: fc.constantFrom(0, 25, 100),
  onePage: fc.boolean(),
  sectionPages: fc.boolean(),
  navigation: fc.constantFrom('free', 'locked'),
  shuffleSections: fc.boolean(),
  tries: fc.constantFrom(1, 3),
  tryPercent: fc.constantFrom(0, 25, 100),
  sections: fc.constantFrom(
    [],
    [
      { id: 's1', title: 'One: "first"', introduction: 'Read *this*.\n\nAnd that.', shuffle: true, position: 'Zz' },
      { id: 's2', title: '12', introduction: '', shuffle: false, position: 'a1' },
    ],
  ),
  networks: fc.constantFrom([], ['192.0.2.0/24', '2001:db8::/32']),
  survey: fc.constantFrom(null, 'named', 'anonymous'),
  atCompletion: fc.boolean(),
})
const askedColumns = (): Drawn<typeof quizQuestions, typeof stays.asked> => ({
  points: fc.constantFrom(1, 0.5, 40),
  rubricId: fc.constantFrom(null, 'own', 'shared'),
})
const questionColumns = (): Drawn<typeof questionVersions, typeof stays.questions> => ({
  kind: fc.constant('essay'),
  body: fc
    .constantFrom('', 'Two reasons.')
    .map((guide) => ({ prompt: 'Why is it?', explanation: '', minWords: null, maxWords: 300, guide, model: 'So.' })),
})
const assignmentColumns = (): Drawn<typeof assignments, typeof stays.assignments> => ({
  instructions: fc.constantFrom('', 'Saw it.'),
  takesText: fc.constant(true),
  takesFiles: fc.boolean(),
  maxFiles: fc.integer({ min: 1, max: 9 }),
  fileKinds: fc.constantFrom('any', 'documents'),
  takesUrl: fc.boolean(),
  maxMegabytes: orNull(fc.integer({ min: 1, max: 100 })),
  statement: fc.constantFrom('', 'This is my own work: all of it.'),
  resubmission: fc.constantFrom('never', 'unmarked', 'until-passed', 'always'),
  passPercent: fc.integer({ min: 1, max: 100 }),
  closesAt: orNull(moment),
  late: fc.constantFrom(
    null,
    { percent: 10, per: 'day' as const, most: 50 },
    { percent: 0.5, per: 'hour' as const, most: 100 },
  ),
  missingPercent: orNull(fc.integer({ min: 0, max: 100 })),
  rubricId: fc.constantFrom(null, 'own', 'shared'),
  groupWork: fc.constantFrom('none', 'groups', 'only-groups'),
  anonymous: fc.boolean(),
  peers: orNull(
    fc
      .record({
        reviews: fc.integer({ min: 1, max: 10 }),
        opensAt: orNull(moment),
        days: fc.integer({ min: 1, max: 60 }),
        late: fc.boolean(),
        everyone: fc.boolean(),
        showAuthors: fc.boolean(),
        showReviewers: fc.boolean(),
        makes: fc.constantFrom('median' as const, 'mean' as const, 'advisory' as const),
        reviewingPercent: fc.integer({ min: 0, max: 100 }),
      })
      .map((one) => ({ ...one })),
  ),
})

const forumColumns = (): Drawn<typeof forums, typeof stays.forums> => ({
  kind: fc.constantFrom('general', 'questions', 'one-each', 'announcements'),
  intro: fc.constantFrom('', 'Ask *anything*.'),
  stream: fc.boolean(),
  groupMode: fc.constantFrom('none', 'separate', 'visible'),
  anonymous: fc.boolean(),
  editMinutes: fc.integer({ min: 0, max: 10_080 }),
})

const shape = [
  ['module-a', ['item-a1', 'item-a2', 'item-a3']],
  ['module-b', ['item-b1', 'item-b2']],
] as const
const itemIds = shape.flatMap(([, ids]) => ids)

/** Rules look back only, as a circle would never open. */
const drawn = () =>
  fc.record({
    course: fc.tuple(fc.record(courseColumns()), twoDates).map(([row, dates]) => ({ ...row, ...dates })),
    modules: fc.tuple(fc.record(moduleColumns([])), fc.record(moduleColumns(['item-a1', 'item-a3']))),
    items: fc.tuple(...itemIds.map((_, index) => fc.record(itemColumns(itemIds.slice(0, index))))),
    quizzes: fc.array(fc.record(quizColumns()), { minLength: 5, maxLength: 5 }),
    asked: fc.array(fc.record(askedColumns()), { minLength: 5, maxLength: 5 }),
    questions: fc.array(fc.record(questionColumns()), { minLength: 5, maxLength: 5 }),
    assignments: fc.array(fc.record(assignmentColumns()), { minLength: 5, maxLength: 5 }),
    forums: fc.array(fc.record(forumColumns()), { minLength: 5, maxLength: 5 }),
  })
type Rows = ReturnType<typeof drawn> extends fc.Arbitrary<infer Value> ? Value : never

async function store(rows: Rows): Promise<string> {
  const { db } = school.tenant
  const prefix = newId()
  const own = (id: string) => `${prefix}-${id}`
  const rule = (value: Rule | null) =>
    value && (JSON.parse(JSON.stringify(value).replace(/"(item-[ab]\d)"/g, `"${prefix}-$1"`)) as Rule)
  const made = { createdAt: 1, createdBy: school.cast.ada.id }
  const courseId = own('course')
  await db.insert(courses).values({ ...rows.course, id: courseId, ...made, updatedAt: 1 })
  if (rows.course.pictureId)
    await db.insert(mediaLinks).values({ mediaId: rows.course.pictureId, kind: 'course', subjectId: courseId })
  await db.insert(rubrics).values({ id: own('rubric'), courseId, title: 'Essay: long', ...made, updatedAt: 1 })
  await db.insert(rubricVersions).values({ id: own('rv'), rubricId: own('rubric'), number: 1, body: essay, ...made })
  const rubricOf = { own: own('rubric'), shared: 'rubric-shared' }
  const places = nextPositions(5)
  for (const [m, [moduleId, ids]] of shape.entries()) {
    const { availability, ...module } = rows.modules[m]!
    const position = places[m]!
    const publishAt = module.publishedAt ? null : module.publishAt
    await db.insert(courseModules).values({
      ...module,
      id: own(moduleId),
      courseId,
      position,
      publishAt,
      availability: rule(availability),
      createdAt: 1,
    })
    for (const [i, id] of ids.entries()) {
      const at = itemIds.indexOf(id)
      const { availability, ...item } = rows.items[at]!
      const itemId = own(id)
      const { survey, ...quiz } = rows.quizzes[at]!
      const isSurvey = item.kind === 'quiz' && survey !== null
      await db.insert(items).values({
        ...item,
        ...(isSurvey && item.completion.kind === 'passed' && { completion: { kind: 'submitted' as const } }),
        id: itemId,
        courseId,
        moduleId: own(moduleId),
        position: places[i]!,
        availability: rule(availability),
        publishAt: item.publishedAt ? null : item.publishAt,
        maxPoints:
          item.kind === 'lesson' || item.kind === 'forum' || isSurvey
            ? null
            : item.kind === 'quiz'
              ? rows.asked[at]!.points
              : item.maxPoints,
        createdAt: 1,
        updatedAt: 1,
      })
      if (item.kind === 'lesson') {
        const content = prepareContent({
          blocks: [
            { id: 'b1', kind: 'text', markdown: `Saw ${id}.\n\nThen [plane](${itemReference(own('item-a1'))}).` },
          ] as never,
        })
        const version = { id: own(`v-${id}`), itemId, number: 1, content: JSON.stringify(content) }
        await db.insert(itemVersions).values({ ...version, ...made, updatedAt: 1 })
        await db.insert(lessons).values({ itemId, versionId: version.id })
      }
      if (item.kind === 'quiz') {
        // A quiz that is graded asks nobody at the end.
        await db.insert(quizzes).values({ ...quiz, survey, atCompletion: isSurvey && quiz.atCompletion, itemId })
        const [questionId, versionId] = [own(`q-${id}`), own(`qv-${id}`)]
        await db.insert(questions).values({ id: questionId, courseId, createdAt: 1 })
        await db
          .insert(questionVersions)
          .values({ ...rows.questions[at]!, id: versionId, questionId, number: 1, ...made } as never)
        const { rubricId, ...asked } = rows.asked[at]!
        const rubric = rubricId && rubricOf[rubricId as keyof typeof rubricOf]
        await db
          .insert(quizQuestions)
          .values({ ...asked, itemId, questionId, versionId, position: places[0]!, rubricId: rubric })
      }
      if (item.kind === 'forum') await db.insert(forums).values({ ...rows.forums[at]!, itemId })
      if (item.kind === 'assignment') {
        const { rubricId, ...settings } = rows.assignments[at]!
        const rubric = rubricId && rubricOf[rubricId as keyof typeof rubricOf]
        await db.insert(assignments).values({ ...settings, itemId, rubricId: rubric })
      }
    }
  }
  return courseId
}

/** Everything that travels, by the tables' own columns; ids of what stands in the course are said by their place. */
async function snapshot(courseId: string) {
  const { db } = school.tenant
  const [course] = await db.select().from(courses).where(eq(courses.id, courseId))
  const moduleRows = await db
    .select()
    .from(courseModules)
    .where(and(eq(courseModules.courseId, courseId), isNull(courseModules.deletedAt)))
    .orderBy(courseModules.position)
  const all = await db
    .select()
    .from(items)
    .where(and(eq(items.courseId, courseId), isNull(items.deletedAt)))
    .orderBy(items.position)
  const ordered = moduleRows.flatMap(({ id }) => all.filter(({ moduleId }) => moduleId === id))
  const ids = ordered.map(({ id }) => id)
  const versions = await db
    .select(getTableColumns(itemVersions))
    .from(itemVersions)
    .innerJoin(lessons, eq(lessons.versionId, itemVersions.id))
    .where(inArray(itemVersions.itemId, ids))
  const byItem = <Row extends { itemId: string }>(rows: Row[]) =>
    rows.toSorted((a, b) => ids.indexOf(a.itemId) - ids.indexOf(b.itemId))
  const asked = byItem(await db.select().from(quizQuestions).where(inArray(quizQuestions.itemId, ids)))
  const bodies = await db
    .select()
    .from(questionVersions)
    .where(inArray(questionVersions.id, ['', ...asked.map(({ versionId }) => versionId)]))
  const pictureNames = await db.select({ id: media.id, name: media.name }).from(media)
  const travelling = (table: keyof typeof stays, rows: object[]) =>
    rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !(name in stays[table]))))
  const isOpen = (row: { publishedAt: number | null }) => ({ ...row, publishedAt: row.publishedAt !== null })
  const bodyOf = new Map(
    (
      await db
        .select({ id: rubrics.id, title: rubrics.title, body: rubricVersions.body })
        .from(rubrics)
        .innerJoin(rubricVersions, eq(rubricVersions.rubricId, rubrics.id))
    ).map(({ id, title, body }) => [id, { title, body: JSON.stringify(body) }]),
  )
  const whole = {
    course: travelling('courses', [course!]),
    modules: travelling('modules', moduleRows.map(isOpen)),
    items: travelling('items', ordered.map(isOpen)),
    places: ordered.map(({ moduleId }) => moduleRows.findIndex(({ id }) => id === moduleId)),
    lessons: byItem(versions).map(({ content }) => JSON.parse(content)),
    quizzes: travelling(
      'quizzes',
      byItem(await db.select().from(quizzes).where(inArray(quizzes.itemId, ids))).map((row) => ({
        ...row,
        sections: row.sections.map(({ id, position, ...section }) => ({
          ...section,
          leads: asked.some((one) => one.itemId === row.itemId && one.position > position),
        })),
      })),
    ),
    asked: travelling(
      'asked',
      asked.map((row) => ({ ...row, rubricId: row.rubricId && bodyOf.get(row.rubricId) })),
    ),
    questions: travelling(
      'questions',
      asked.map(({ versionId }) => bodies.find(({ id }) => id === versionId)!),
    ),
    forums: travelling('forums', byItem(await db.select().from(forums).where(inArray(forums.itemId, ids)))),
    assignments: travelling(
      'assignments',
      byItem(await db.select().from(assignments).where(inArray(assignments.itemId, ids))).map((row) => ({
        ...row,
        rubricId: row.rubricId && bodyOf.get(row.rubricId),
      })),
    ),
  }
  const places = new Map([
    ...ids.map((id, index) => [id, `item ${index}`] as const),
    ...pictureNames.map(({ id, name }) => [id, name] as const),
  ])
  const named = [...places].reduce((text, [id, place]) => text.replaceAll(id, place), JSON.stringify(whole))
  return JSON.parse(named, (key, value) => (key === 'id' && String(value).length < 12 ? undefined : value))
}

const zipped = async (courseId: string) =>
  new Uint8Array(await new Response((await exportArchive(school.tenant, school.cast.ada, courseId)).body).arrayBuffer())
const timersOf = async (courseId: string) => {
  const of = (table: typeof items | typeof courseModules, job: string) =>
    school.tenant.db
      .select({ dueAt: timers.dueAt })
      .from(timers)
      .innerJoin(table, eq(table.id, timers.subjectId))
      .where(and(eq(table.courseId, courseId), eq(timers.job, job)))
  const rows = [...(await of(items, 'publish-item')), ...(await of(courseModules, 'publish-module'))]
  return rows.map(({ dueAt }) => dueAt).sort((a, b) => a - b)
}

test('every column of a course either travels or has its reason to stay', () => {
  const tables = { courses, modules: courseModules, items, quizzes, asked: quizQuestions, assignments, forums }
  const columns = {
    courses: courseColumns(),
    modules: moduleColumns([]),
    items: itemColumns([]),
    quizzes: quizColumns(),
    asked: askedColumns(),
    assignments: assignmentColumns(),
    forums: forumColumns(),
  }
  for (const name of Object.keys(tables) as (keyof typeof tables)[])
    expect(Object.keys(getTableColumns(tables[name])).sort(), name).toEqual(
      [...Object.keys(columns[name]), ...Object.keys(stays[name])].sort(),
    )
  expect(Object.keys(getTableColumns(lessons)).sort()).toEqual(Object.keys(stays.lessons).sort())
  expect(Object.keys(getTableColumns(itemVersions)).sort()).toEqual(['content', ...Object.keys(stays.versions)].sort())
  expect(Object.keys(getTableColumns(questionVersions)).sort()).toEqual(
    [...Object.keys(questionColumns()), ...Object.keys(stays.questions)].sort(),
  )
  // Captions are named by their language; files keep their bytes and their names.
  expect(Object.keys(getTableColumns(mediaTracks)).sort()).toEqual([
    'createdAt',
    'id',
    'key',
    'label',
    'language',
    'mediaId',
    'transcript',
  ])
})

test('a course of any rows comes back from its export as it was, as a new course and into itself', async () => {
  await fc.assert(
    fc.asyncProperty(drawn(), async (rows) => {
      const { tenant, cast } = school
      const courseId = await store(rows)
      const before = await snapshot(courseId)
      const archive = await zipped(courseId)
      const made = await importArchive(tenant, cast.ada, archive)
      expect(made.error).toBeNull()
      expect(made.report.lines.filter(({ level }) => level !== 'info')).toEqual([])
      expect(await snapshot(made.courseId!)).toEqual(before)
      const due = ([...before.items, ...before.modules] as { publishAt: number | null }[]).flatMap(
        ({ publishAt }) => publishAt ?? [],
      )
      expect(await timersOf(made.courseId!)).toEqual(due.toSorted((a, b) => a - b))
      const again = await importArchive(tenant, cast.ada, archive, courseId)
      expect(again.error).toBeNull()
      expect(again.made).toMatchObject({ added: [], removed: [] })
      expect(await snapshot(courseId)).toEqual(before)
    }),
    { numRuns: 6, endOnFailure: true },
  )
}, 120_000)

const bare = {
  'course.yaml': 'title: Wood\nmodules:\n  - title: Start\n    path: start\n    items: [one.md, quiz.md, task.md]\n',
  'one.md': 'Saw.\n',
  'quiz.md': '---\nkind: quiz\n---\n\n## Which one cuts?\n\n- [x] Saw\n- [ ] Glue\n',
  'task.md': '---\nkind: assignment\n---\n\nSaw it.\n',
}

test('what a file does not mention stays as it was set here, and undoing brings the rest back', async () => {
  const { tenant, cast } = school
  const { db } = tenant
  const { courseId } = await importArchive(tenant, cast.ada, await zipOf(bare))
  const rule: Rule = { date: { from: 1_900_000_000_000 } }
  await db
    .update(courses)
    .set({ summary: 'All of it', zone: 'Europe/Berlin', startsAt: 5, certificate: true, tags: ['a'], joining: 'open' })
    .where(eq(courses.id, courseId!))
  await db
    .update(courseModules)
    .set({ publishedAt: null, availability: rule, certificate: true })
    .where(eq(courseModules.courseId, courseId!))
  await db.update(items).set({ dueAt: 1_900_000_000_000, availability: rule }).where(eq(items.courseId, courseId!))
  const inCourse = db.select({ id: items.id }).from(items).where(eq(items.courseId, courseId!))
  await db
    .update(quizzes)
    .set({ passPercent: 85, attemptsAllowed: 2, shuffleOptions: true, counts: 'latest', showAnswers: false })
    .where(inArray(quizzes.itemId, inCourse))
  await db.update(assignments).set({ maxFiles: 3, takesText: false }).where(inArray(assignments.itemId, inCourse))
  const before = await snapshot(courseId!)

  const changed = Object.fromEntries(
    Object.entries(bare).map(([path, text]) => [path, path === 'course.yaml' ? text : `${text}\nAnd more.\n`]),
  )
  const run = await importArchive(tenant, cast.ada, await zipOf(changed), courseId)
  expect(run.made!.changed).toHaveLength(3)
  const { lessons: _, questions: __, assignments: tasks, ...after } = await snapshot(courseId!)
  expect(before).toMatchObject(after)
  expect(tasks).toMatchObject([{ maxFiles: 3, takesText: false }])

  const said = {
    ...changed,
    'course.yaml': `title: Wood\nzone: Asia/Tokyo\nstarts: 2027-03-01\ncertificate: false\nmodules:
  - title: Start\n    path: start\n    draft: false\n    availability: none\n    items: [one.md, quiz.md, task.md]\n`,
    'one.md':
      '---\ndue: 2027-03-28\npublish: 2027-03-01T09:00\ndraft: true\navailability:\n  - groups: [blue, Red]\n---\nSaw.\n',
    'quiz.md': `---\nkind: quiz\ncounts: highest\navailability: { completed: task.md }\n---\n${bare['quiz.md'].slice(18)}`,
    'task.md': '---\nkind: assignment\navailability: { grade: quiz.md, atLeast: 50 }\n---\n\nSaw it.\n',
  }
  const other = await importArchive(tenant, cast.ada, await zipOf(said), courseId)
  expect(other.report.lines.map(({ key, path }) => [key, path])).toEqual(
    expect.arrayContaining([
      ['rule-group-missing', 'one.md'],
      ['rule-circle', 'quiz.md'],
      ['rule-circle', 'task.md'],
    ]),
  )
  const now = await snapshot(courseId!)
  expect(now.course).toMatchObject([{ zone: 'Asia/Tokyo', startsAt: Date.UTC(2027, 1, 28, 15), certificate: false }])
  expect(now.modules).toMatchObject([{ publishedAt: true, availability: null, certificate: true }])
  expect(now.items[0]).toMatchObject({
    dueAt: Date.UTC(2027, 2, 28, 14, 59),
    publishAt: Date.UTC(2027, 2, 1, 0),
    availability: rule, // a group that is not here leaves the rule that stands
  })
  expect(now.quizzes).toMatchObject([{ counts: 'highest', passPercent: 85 }])
  await undoImport(tenant, cast.ada, other.id)
  const { lessons: ___, ...back } = await snapshot(courseId!)
  expect(back).toMatchObject(after)
  expect(await timersOf(courseId!)).toEqual([])
})
