import type { Context } from 'hono'
import { z } from 'zod'
import { keepNote, markLessonDone, readLesson, recordReading } from '../../domain/lessons'
import { completeForLearner, type LearnerPage, readLearner, reopenForLearner } from '../../domain/pages'
import type { AppEnv } from '../../env'
import { door } from './door'
import { percent, time, toPercent, toTime, toTimeOrNull } from './shapes'

const tag = 'Learning'
const scope = 'learning.write'

const workJson = z.object({
  id: z.string(),
  moduleId: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.string(),
  seconds: z.number(),
  startedAt: time.nullable(),
  completedAt: time.nullable(),
  overrideReason: z.string().nullable().describe('Said by who completed or reopened it by hand.'),
  dueAt: time.nullable(),
  grade: z
    .object({ points: z.number().nullable(), maxPoints: z.number(), comment: z.string(), releasedAt: time.nullable() })
    .nullable(),
  gradeChanges: z
    .array(
      z.object({
        kind: z.string(),
        before: z.number().nullable(),
        after: z.number().nullable(),
        reason: z.string(),
        by: z.string().nullable().describe('Null where the product marked.'),
        at: time,
      }),
    )
    .describe('How the grade was made, newest first.'),
  attempts: z.array(z.string()),
  submissions: z.array(z.string()),
})

const learnerJson = z.object({
  person: z.object({ id: z.string(), name: z.string() }),
  courseId: z.string(),
  state: z.string(),
  percent,
  seconds: z.number(),
  dueAt: time.nullable(),
  completedAt: time.nullable(),
  items: z.array(workJson),
})

const toLearner = ({ person, enrollment, course, seconds, modules }: LearnerPage) => ({
  person: { id: person.id, name: person.name },
  courseId: course.id,
  state: enrollment.state,
  percent: toPercent(enrollment.percent),
  seconds,
  dueAt: toTimeOrNull(enrollment.dueAt),
  completedAt: toTimeOrNull(enrollment.completedAt),
  items: modules.flatMap(({ items }) =>
    items.map(({ work, grade, changes, ...item }) => ({
      id: item.id,
      moduleId: item.moduleId,
      kind: item.kind,
      title: item.title,
      state: item.state,
      seconds: work?.seconds ?? 0,
      startedAt: toTimeOrNull(work?.startedAt ?? null),
      completedAt: toTimeOrNull(item.completedAt),
      overrideReason: item.overrideReason,
      dueAt: toTimeOrNull(item.dueAt),
      grade: grade && {
        points: grade.final,
        maxPoints: grade.maxPoints,
        comment: grade.comment,
        releasedAt: toTimeOrNull(grade.releasedAt),
      },
      gradeChanges: changes.map(({ itemId: _, at, ...change }) => ({ ...change, at: toTime(at) })),
      attempts: item.attempts.map(({ id }) => id),
      submissions: item.submissions.map(({ id }) => id),
    })),
  ),
})

const second = z.number().min(0).max(86_400)
const byBlock = <T extends z.ZodType>(value: T) => z.record(z.string().max(24), value)
const beat = z.object({
  seconds: z.number().int().min(0).max(3_600).describe('With the lesson visible, since the beat before.'),
  scroll: z.number().min(0).max(1).optional().describe('How far down one is.'),
  videos: byBlock(second).optional().describe('Where each film stands, in seconds, by block.'),
  watched: byBlock(z.array(z.tuple([second, second])).max(500))
    .optional()
    .describe('Stretches that were watched, in seconds, by block.'),
})

type Param = (name: string) => string
const placeOf = (param: Param) => ({ courseId: param('id'), userId: param('userId'), itemId: param('itemId') })

const read = async (c: Context<AppEnv>, param: Param) =>
  toLearner(await readLearner(c.var.tenant, c.var.actor, param('id'), param('userId')))

export const learningDoors = [
  door(
    {
      method: 'get',
      path: '/courses/:id/learners/:userId',
      tag,
      summary: 'What somebody did in a course: progress, grades, attempts, submissions',
      scope: 'learning.read',
      answer: learnerJson,
    },
    async (c, { param }) => read(c, param),
  ),
  ...byHand(),
  door(
    {
      method: 'post',
      path: '/lessons/:id/completion',
      tag,
      personal: true,
      summary: 'Say that you are done with a lesson',
      scope,
    },
    async (c, { param }) => {
      await markLessonDone(c.var.tenant, c.var.actor, param('id'))
    },
  ),
  door(
    {
      method: 'post',
      path: '/lessons/:id/beats',
      tag,
      personal: true,
      summary: 'A sign of life from an open lesson, at most once a minute; without seconds it says that it was opened',
      scope,
      body: beat,
      answer: z.object({ completed: z.boolean() }),
    },
    async (c, { param, body: { seconds, ...resume } }) => {
      const { completed } = await recordReading(c.var.tenant, c.var.actor, param('id'), { seconds, resume })
      return { completed }
    },
  ),
  door(
    {
      method: 'get',
      path: '/lessons/:id/note',
      tag,
      personal: true,
      summary: 'Your own note beside a lesson; nobody else reads it',
      scope: 'learning.read',
      answer: z.object({ text: z.string() }),
    },
    async (c, { param }) => ({ text: (await readLesson(c.var.tenant, c.var.actor, param('id'))).note }),
  ),
  door(
    {
      method: 'put',
      path: '/lessons/:id/note',
      tag,
      personal: true,
      summary: 'Write your own note; an empty one is removed',
      scope,
      body: z.object({ text: z.string().max(65_536) }),
      answer: z.object({ text: z.string() }),
    },
    async (c, { param, body: { text } }) => ({ text: await keepNote(c.var.tenant, c.var.actor, param('id'), text) }),
  ),
]

function byHand() {
  const doors = [
    ['completion', 'Complete an item for a learner, with a reason that both see', completeForLearner],
    ['reopening', 'Open a completed item again for a learner, with a reason that both see', reopenForLearner],
  ] as const
  return doors.map(([noun, summary, act]) =>
    door(
      {
        method: 'post',
        path: `/courses/:id/learners/:userId/items/:itemId/${noun}`,
        tag,
        summary,
        scope,
        body: z.object({ reason: z.string().min(1).max(2_000) }),
        answer: learnerJson,
      },
      async (c, { param, body: { reason } }) => {
        await act(c.var.tenant, c.var.actor, placeOf(param), reason)
        return read(c, param)
      },
    ),
  )
}
