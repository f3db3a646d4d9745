import { and, asc, eq, isNotNull, ne } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courseFeedback } from '../../../views/surveys/course-feedback'
import { translator } from '../../../views/translate'
import { courseModules, enrollments, users } from '../../db/schema'
import { editItem, publishItem } from '../../domain/courses'
import type { Actor } from '../../domain/policy'
import { addSurvey, type Question, saveResponses, startAttempt, submitAttempt } from '../../domain/quizzes'
import { at } from '.'

const DAY_MS = 24 * 3_600_000

const best = [
  'That every lesson ends with one thing to try the same day.',
  'The film about taking breaks. I stopped fighting my own evenings.',
  'Short lessons. I read most of them on the tram.',
  'Writing down what I did not understand before asking.',
  'The checklist at the end. It hangs over my desk.',
  'Seeing that others were stuck at the same place.',
  'Nothing was new to me, but now I do it.',
]
const better = [
  'More about learning together when nobody is awake at the same time.',
  'The third lesson could be two lessons.',
  'An example from a workshop, not only from offices.',
  'Sound in the film was low on my phone.',
  'Say at the beginning how long it takes.',
]

type Place = { courseId: string; teaching: Actor }

/** Twelve of those who completed a course have said how it was; three in the middle of another what they wish for. */
export async function askAround(tenant: Tenant, done: Place, going: Place, now: number): Promise<void> {
  const { title, introduction, questions } = courseFeedback(translator('en'))
  const then = at(tenant, now - 40 * DAY_MS)
  const asked = { title, introduction, questions, survey: 'anonymous' as const, atCompletion: true }
  const feedback = await addSurvey(then, done.teaching, (await modulesOf(tenant, done.courseId)).at(-1)!, asked)
  await publishItem(then, done.teaching, feedback.id)
  const people = await learnersOf(tenant, done.courseId)
  for (const [i, one] of people
    .filter(({ isDone }) => isDone)
    .slice(1, 13)
    .entries()) {
    const level = (n: number) => Math.min(4, [4, 3, 4, 2, 3, 4, 4, 3, 1, 4, 3, 4][(i + n) % 12]!)
    await answer(at(tenant, now - (30 - i) * DAY_MS), one.actor, feedback.id, [
      [0, 1, 2, 3, 4].map((row) => `${row}.${level(row)}`),
      [['b', 'b', 'c', 'b', 'a', 'b'][i % 6]!],
      [`0.${level(2)}`],
      [best[i] ?? ''],
      [better[i - 2] ?? ''],
    ])
  }

  const wishes = at(tenant, now - 9 * DAY_MS)
  const asking = {
    title: 'What should the last module be about?',
    survey: 'anonymous' as const,
    questions: next,
    index: 0,
  }
  const poll = await addSurvey(wishes, going.teaching, (await modulesOf(tenant, going.courseId))[0]!, asking)
  const optional = { required: false, expectedMinutes: 2, dueAt: null, maxPoints: null }
  await editItem(wishes, going.teaching, poll.id, { ...optional, completion: { kind: 'submitted' } })
  await publishItem(wishes, going.teaching, poll.id)
  const some = (await learnersOf(tenant, going.courseId)).filter(
    ({ isDone, actor }) => !isDone && actor.name !== 'Lena',
  )
  for (const [i, one] of some.slice(4, 7).entries())
    await answer(at(tenant, now - (8 - i) * DAY_MS), one.actor, poll.id, [
      [['a', 'c'], ['b'], ['c']][i]!,
      [['Somebody else’s table, to find what is wrong in it.', '', 'Charts that do not lie.'][i]!],
    ])
}

const next: Question[] = [
  {
    kind: 'multiple-choice',
    body: {
      prompt: 'Choose as many as you like.',
      explanation: '',
      choices: [
        { id: 'a', text: 'Tables that several people write in', feedback: '' },
        { id: 'b', text: 'Money in two currencies', feedback: '' },
        { id: 'c', text: 'Charts', feedback: '' },
      ],
      correct: ['a'],
      credit: 'all',
      shuffle: false,
    },
  },
  {
    kind: 'essay',
    body: { prompt: 'Something else?', explanation: '', minWords: null, maxWords: null, guide: '', model: '' },
  },
]

async function answer(tenant: Tenant, learner: Actor, itemId: string, values: string[][]) {
  const { id } = await startAttempt(tenant, learner, itemId)
  const { questions } = await saveResponses(tenant, learner, id, [])
  const said = questions.map(({ versionId }, i) => ({ versionId, revision: 1, values: values[i] ?? [] }))
  await saveResponses(tenant, learner, id, said)
  await submitAttempt(tenant, learner, id)
}

async function modulesOf({ db }: Tenant, courseId: string): Promise<string[]> {
  const rows = await db
    .select({ id: courseModules.id })
    .from(courseModules)
    .where(and(eq(courseModules.courseId, courseId), isNotNull(courseModules.publishedAt)))
    .orderBy(asc(courseModules.position))
  return rows.map(({ id }) => id)
}

/** Lena has not answered yet. In the order of their names, which every run has. */
async function learnersOf({ db }: Tenant, courseId: string) {
  const rows = await db
    .select({ id: users.id, name: users.name, role: users.role, completedAt: enrollments.completedAt })
    .from(enrollments)
    .innerJoin(users, eq(users.id, enrollments.userId))
    .where(and(eq(enrollments.courseId, courseId), eq(enrollments.role, 'learner'), ne(enrollments.state, 'withdrawn')))
    .orderBy(asc(users.name))
  const others = rows.filter(({ name }) => !name.startsWith('Lena '))
  return others.map(({ id, name, role, completedAt }) => ({
    isDone: completedAt !== null,
    actor: {
      ...{ id, name, role, photoId: null, courseRoles: {}, verified: true, locale: 'en', zone: 'UTC', scopes: null },
    } as Actor,
  }))
}
