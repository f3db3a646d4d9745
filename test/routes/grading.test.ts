import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { courses, items } from '../../worker/db/schema'
import { addGradeRows, duplicateCourse } from '../../worker/domain/courses'
import { recordGrade } from '../../worker/domain/grades'
import { newId } from '../../worker/lib/ids'
import { browse } from '../support/browser'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
const page = '/courses/git/gradebook/grading'
const save = `${page}?_method=PUT`
const as = (who: keyof School['cast']) => browse(school.platform, school.tenant, school.cast[who])
const ofLena = (rest = '') => `/courses/git/learners/${school.cast.lena.id}/grades${rest}`
const plain = { counting: 'items', scheme: 'percent', steps: '90 A\n0 B' }
const itemRow = async (id: string) => (await school.tenant.db.select().from(items).where(eq(items.id, id)).limit(1))[0]!

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  const { lena } = await teachCourse(tenant, cast, {
    modules: {
      basics: [
        { id: 'quiz-1', kind: 'quiz', maxPoints: 20 },
        { id: 'quiz-2', kind: 'quiz', maxPoints: 20 },
        { id: 'essay', kind: 'assignment', maxPoints: 40 },
        { id: 'talk', kind: 'assignment', maxPoints: 10 },
      ],
    },
  })
  await addGradeRows(tenant.db, 'git')
  const marks = { 'quiz-1': 10, 'quiz-2': 18, essay: 30 }
  for (const [itemId, score] of Object.entries(marks))
    await tenant.db.batch([
      ...recordGrade(tenant.db, {
        enrollmentId: lena.id,
        itemId,
        score,
        maxPoints: itemId === 'essay' ? 40 : 20,
        sourceId: newId(),
        at: monday,
        actorId: cast.ivy.id,
      }),
    ])
})

test('an instructor makes categories, sorts what is graded into them, and everybody reads how it counts', async () => {
  const ivy = await as('ivy')
  expect((await ivy.read('/courses/git/gradebook')).html).toContain(`href="${page}"`)
  const first = await ivy.post(save, {
    ...plain,
    categoryId: ['', '', ''],
    categoryTitle: ['Quizzes', 'Writing', ''],
    weight: ['30', '70 %', ''],
    dropLowest: ['1', '', ''],
    keepHighest: ['', '', ''],
  })
  expect([first.status, first.headers.get('Location')]).toEqual([303, page])
  const html = (await ivy.read(page)).html
  expect(html).toContain('value="Quizzes"')
  expect(html).toContain('<option value="writing">Writing</option>')

  await ivy.post(save, {
    ...plain,
    scheme: 'letters',
    categoryId: ['quizzes', 'writing'],
    categoryTitle: ['Quizzes', 'Writing'],
    weight: ['30', '70'],
    dropLowest: ['1', ''],
    keepHighest: ['', ''],
    itemId: ['quiz-1', 'quiz-2', 'essay', 'talk'],
    itemCategory: ['quizzes', 'quizzes', 'writing', 'writing'],
    extraCredit: ['talk'],
  })
  expect(await itemRow('talk')).toMatchObject({ gradeCategoryId: 'writing', extraCredit: true })
  // 30 × 90 % + 70 × 75 %, without the worse quiz
  const grades = (await ivy.read('/courses/git/gradebook')).html
  expect(grades).toMatch(/<b class="num">C<\/b> <span[^>]*>80%/)
  expect(grades).toContain('does not count')
  const own = (await (await as('lena')).read(ofLena())).html
  expect(own).toContain('Categories count in relation to each other: Quizzes 30, Writing 70.')
  expect(own).toContain('Of Quizzes the lowest grade is dropped.')
})

test('a learner tries out what is still to come, and nothing of it is kept', async () => {
  const lena = await as('lena')
  expect((await lena.read(ofLena())).html).toContain('?what=if')
  const asked = (await lena.read(ofLena('?what=if'))).html
  expect(asked).toContain('name="if-talk"')
  expect(asked).not.toContain('name="if-essay"')
  // extra credit of 10 / 10 makes 75 % of writing 175 %
  const then = (await lena.read(ofLena('?what=if&if-talk=10'))).html
  expect(then).toContain('With these: A')
  expect((await lena.read(ofLena())).html).toMatch(/>C</)
  expect((await (await as('ivy')).read(ofLena('?what=if'))).html).not.toContain('name="if-talk"')
})

test('what cannot be is said beside its row, and what was typed is there still', async () => {
  const ivy = await as('ivy')
  const wrong = await ivy.post(save, {
    ...plain,
    scheme: 'words',
    steps: '90 A\nhello',
    categoryId: ['quizzes', ''],
    categoryTitle: ['Quizzes', 'quizzes'],
    weight: ['lots', ''],
    dropLowest: ['1', ''],
    keepHighest: ['2', ''],
  })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('“hello” cannot be read')
  const rows = await ivy.post(save, {
    ...plain,
    scheme: 'points',
    categoryId: ['quizzes', '', ''],
    categoryTitle: ['Quizzes', 'quizzes', 'Both'],
    weight: ['lots', '', '5'],
    dropLowest: ['', '', '1'],
    keepHighest: ['', '', '2'],
  })
  expect(rows.status).toBe(422)
  const html = await rows.text()
  expect(html).toContain('The weight of “Quizzes” is a number')
  expect(html).toContain('There is a category “quizzes” already.')
  expect(html).toContain('either drop the lowest or keep the highest')
  expect(html).toContain('value="lots"')
  for (const [steps, sentence] of [
    ['90 A', 'from 2 to 20 steps'],
    ['90 A\n90 B\n0 C', 'begin at the same percentage'],
    ['90 A\n10 B', 'begins at 0'],
  ] as const)
    expect(await (await ivy.post(save, { ...plain, scheme: 'words', steps })).text()).toContain(sentence)
})

test('emptying a name takes the category away with its items, and the undo brings both back', async () => {
  const ivy = await as('ivy')
  await ivy.post(save, { ...plain, categoryId: ['writing'], categoryTitle: ['Essays'], weight: [''] })
  expect([(await itemRow('quiz-1')).gradeCategoryId, (await itemRow('essay')).gradeCategoryId]).toEqual([
    null,
    'writing',
  ])
  const undo = /action="(\/acts\/[^"]+)"/.exec((await ivy.read(page)).html)?.[1]
  expect(undo).toMatch(/^\/acts\/[0-9a-f-]{36}\/reversal/)
  await ivy.post(undo!.replaceAll('&amp;', '&'), {})
  expect((await itemRow('quiz-1')).gradeCategoryId).toBe('quizzes')
  const [course] = await school.tenant.db.select().from(courses).where(eq(courses.id, 'git'))
  expect(course!.grading!.categories.map(({ title }) => title)).toEqual(['Quizzes', 'Writing'])
})

test('a copy of the course counts the same', async () => {
  const { tenant, cast } = school
  const { id } = await duplicateCourse(tenant, cast.ada, 'git', { title: 'Git again', days: 0 })
  const [copy] = await tenant.db.select().from(courses).where(eq(courses.id, id))
  expect(copy!.grading!.categories.map(({ id: own }) => own)).toEqual(['quizzes', 'writing'])
  const rows = await tenant.db.select().from(items).where(eq(items.courseId, id))
  expect(rows.map(({ gradeCategoryId }) => gradeCategoryId).sort()).toEqual([
    'quizzes',
    'quizzes',
    'writing',
    'writing',
  ])
})
