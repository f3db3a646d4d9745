import { z } from 'zod'
import {
  analyseQuiz,
  changeSettings,
  findQuiz,
  findQuizToEdit,
  mostQuestions,
  type Question,
  type QuizPage,
  replaceQuiz,
} from '../../domain/quizzes'
import { mostNetworks } from '../../lib/networks'
import { countings, mostCode, mostTime, mostTries } from '../../lib/quiz-rules'
import { mostSections, navigations } from '../../lib/quiz-sections'
import { aspects, showsOf } from '../../lib/quiz-shows'
import { surveys } from '../../lib/survey'
import { door } from './door'
import { question, questionJson, readQuestions } from './questions'
import { sectionFields } from './quiz-sections'
import { id, percent, time, toPercentOrNull, toTime, toTimeOrNull } from './shapes'

const tag = 'Quizzes'

const aspectList = z.array(z.enum(aspects)).max(aspects.length)

const settings = {
  introduction: z.string().max(16_000),
  attemptsAllowed: z.number().int().min(1).max(100).nullable().describe('Null: as many as one likes.'),
  passPercent: z.number().int().min(0).max(100),
  wrongPercent: z
    .number()
    .int()
    .min(0)
    .max(100)
    .describe(
      'What a wrong answer costs, in percent of its points; leaving it out costs nothing. For attempts to come.',
    ),
  onePage: z.boolean().describe('All questions stand on one page, and not one after the other.'),
  sectionPages: z
    .boolean()
    .describe(
      'The questions of each section stand on one page; `onePage` is false then. Without sections a page a question.',
    ),
  navigation: z
    .enum(navigations)
    .describe(
      '`locked`: a page that is left cannot be gone back to. For attempts to come; on one page there is nothing to leave.',
    ),
  shuffleQuestions: z.boolean().describe('Within each section, where there are any.'),
  tries: z
    .number()
    .int()
    .min(1)
    .max(mostTries)
    .describe('How often an answer may be checked while it is taken, where that is shown. For attempts to come.'),
  tryPercent: z
    .number()
    .int()
    .min(0)
    .max(100)
    .describe('What each further try costs, in percent of the points; the best try counts.'),
  shuffleSections: z.boolean().describe('Sections come in another order in each attempt.'),
  shuffleOptions: z.boolean(),
  counts: z.enum(countings).describe('Which attempt gives the grade.'),
  showAnswers: z.boolean(),
  answersAfter: z
    .enum(['attempt', 'pass'])
    .describe('When they are shown: after every attempt, or after a pass or the last attempt.'),
  shows: z
    .object({ during: aspectList, after: aspectList, later: aspectList, closed: aspectList })
    .describe(
      'What learners see of an attempt: while answering, for 15 minutes after handing in, later, and after the close.',
    ),
  closesTogether: z
    .boolean()
    .describe('What is shown after the close is shown to all when the last of them has closed.'),
  timeLimitMinutes: z
    .number()
    .int()
    .min(1)
    .max(mostTime.limitMinutes)
    .nullable()
    .describe('From the start of an attempt; null: no limit.'),
  graceSeconds: z
    .number()
    .int()
    .min(0)
    .max(mostTime.graceSeconds)
    .describe('What arrives so long after the end is still taken.'),
  opensAt: time.nullable().describe('Attempts begin from then on; null: always.'),
  closesAt: time.nullable().describe('Every attempt ends at the latest then; null: never. It lies after `opensAt`.'),
  delayMinutes: z
    .number()
    .int()
    .min(0)
    .max(mostTime.delayMinutes)
    .describe('From handing in to the next attempt; 0: none.'),
  atCompletion: z.boolean().describe('A survey to which learners are invited once they have completed the course.'),
}

const survey = z
  .enum(surveys)
  .nullable()
  .describe('Null: it is graded. Else nothing in it is right, worth points or limited in time.')

const secrets = {
  accessCode: z.string().max(mostCode).describe('Asked for at the start of an attempt; empty: none.'),
  networks: z
    .array(z.string().max(60))
    .max(mostNetworks)
    .describe('From which it is answered (CIDR); empty: anywhere.'),
}

const settingsJson = z.object({ ...settings, ...secrets }).partial()

/** Times as the database keeps them; what is not said stays out. */
function fromJson({ opensAt, closesAt, ...said }: z.infer<typeof settingsJson>) {
  return {
    ...said,
    // What was said for each moment gives way to the short form, where that alone is said.
    ...(said.showAnswers !== undefined && said.shows === undefined && { shows: null }),
    ...(opensAt !== undefined && { opensAt: fromTime(opensAt) }),
    ...(closesAt !== undefined && { closesAt: fromTime(closesAt) }),
  }
}

const fromTime = (text: string | null) => (text === null ? null : Date.parse(text))

const attemptLine = z.object({
  id: z.string(),
  number: z.number(),
  startedAt: time,
  endsAt: time.nullable().describe('When its time is up; null: never.'),
  submittedAt: time.nullable(),
  percent: percent.nullable(),
  isPassed: z.boolean().nullable(),
  counts: z.boolean().describe('Whether it gives the grade, alone or in the average.'),
})

const quizJson = z.object({
  id: z.string(),
  title: z.string(),
  ...settings,
  survey,
  needsCode: z.boolean().describe('Whether starting asks for a code.'),
  accessCode: secrets.accessCode.nullable().describe('Null for whoever does not teach it.'),
  networks: secrets.networks.nullable().describe('Null for whoever does not teach it.'),
  questions: z.number(),
  maxPoints: z.number(),
  hindrance: z.string().nullable().describe('Why you cannot start; null where you can.'),
  possibleFrom: time.nullable().describe('When waiting is enough: from then on you can.'),
  percent: percent.nullable().describe('What counts of your attempts.'),
  attempts: z.array(attemptLine).describe('Your own, oldest first.'),
})

const toQuiz = ({ access, quiz, questions, maxPoints, hindrance, possibleFrom, counted, done, open }: QuizPage) => ({
  id: access.item.id,
  title: access.item.title,
  introduction: access.lock.length ? '' : quiz.introduction,
  attemptsAllowed: quiz.attemptsAllowed,
  passPercent: quiz.passPercent,
  wrongPercent: quiz.wrongPercent,
  onePage: quiz.onePage,
  sectionPages: quiz.sectionPages,
  navigation: quiz.navigation,
  shuffleSections: quiz.shuffleSections,
  tries: quiz.tries,
  tryPercent: quiz.tryPercent,
  shuffleQuestions: quiz.shuffleQuestions,
  shuffleOptions: quiz.shuffleOptions,
  counts: quiz.counts,
  showAnswers: quiz.showAnswers,
  answersAfter: quiz.answersAfter,
  shows: showsOf(quiz),
  closesTogether: quiz.closesTogether,
  timeLimitMinutes: quiz.timeLimitMinutes,
  graceSeconds: quiz.graceSeconds,
  opensAt: toTimeOrNull(quiz.opensAt),
  closesAt: toTimeOrNull(quiz.closesAt),
  delayMinutes: quiz.delayMinutes,
  atCompletion: quiz.atCompletion,
  survey: quiz.survey,
  needsCode: quiz.accessCode !== '',
  accessCode: access.as === 'staff' ? quiz.accessCode : null,
  networks: access.as === 'staff' ? quiz.networks : null,
  questions,
  maxPoints,
  hindrance,
  possibleFrom: toTimeOrNull(possibleFrom),
  percent: toPercentOrNull(counted?.percent ?? null),
  attempts: [
    ...done.map(({ attempt, percent, isPassed }) => ({ attempt, percent: toPercentOrNull(percent), isPassed })),
    ...(open ? [{ attempt: open, percent: null, isPassed: null }] : []),
  ].map(({ attempt, ...result }) => ({
    id: attempt.id,
    number: attempt.number,
    startedAt: toTime(attempt.startedAt),
    endsAt: toTimeOrNull(attempt.endsAt),
    submittedAt: toTimeOrNull(attempt.submittedAt),
    ...result,
    counts: attempt.submittedAt !== null && (counted?.attempt ?? attempt).id === attempt.id,
  })),
})

const wholeJson = quizJson.extend({ items: z.array(questionJson).describe('Every question, in order.') })

const analysisJson = z.object({
  attempts: z.number().describe('Of each learner the first that was handed in; the newest 2,000 of these.'),
  average: percent.nullable(),
  questions: z.array(
    z.object({
      versionId: z.string(),
      questionId: z.string(),
      version: z.number(),
      prompt: z.string(),
      kind: z.string(),
      asked: z.number(),
      answered: z.number(),
      facility: percent.nullable().describe('The share of its points that was reached.'),
      discrimination: z
        .number()
        .min(-1)
        .max(1)
        .nullable()
        .describe('How its points go along with those of the rest (Pearson); null below five answers.'),
      seconds: z.number().nullable().describe('On average until it was first answered.'),
      answers: z.array(z.object({ text: z.string(), count: z.number(), isRight: z.boolean() })),
    }),
  ),
})

export const quizDoors = [
  door(
    {
      method: 'get',
      path: '/quizzes/:id/analysis',
      tag,
      summary: 'How the questions of a quiz did: how hard, how well they tell apart, what was answered',
      scope: 'learning.read',
      answer: analysisJson,
    },
    async (c, { param }) => {
      const { attempts, average, questions } = await analyseQuiz(c.var.tenant, c.var.actor, param('id'))
      const ofHundred = (share: number | null) => toPercentOrNull(share === null ? null : share * 100)
      return {
        attempts,
        average: ofHundred(average),
        questions: questions.map((one) => ({ ...one, facility: ofHundred(one.facility) })),
      }
    },
  ),
  door(
    {
      method: 'get',
      path: '/quizzes/:id',
      tag,
      summary: 'A quiz, with your attempts',
      scope: 'courses.read',
      answer: quizJson,
    },
    async (c, { param }) => toQuiz(await findQuiz(c.var.tenant, c.var.actor, param('id'))),
  ),
  door(
    {
      method: 'patch',
      path: '/quizzes/:id',
      tag,
      summary: 'Change the settings of a quiz; what is not said stays',
      scope: 'courses.write',
      body: settingsJson,
      answer: quizJson,
    },
    async (c, { param, body }) => {
      const { tenant, actor } = c.var
      const { quiz } = await findQuizToEdit(tenant, actor, param('id'))
      const { itemId, sections: _, ...kept } = quiz
      await changeSettings(tenant, actor, itemId, { ...kept, ...fromJson(body) })
      return toQuiz(await findQuiz(tenant, actor, itemId))
    },
  ),
  door(
    {
      method: 'put',
      path: '/quizzes/:id',
      tag,
      summary: 'Bring a whole quiz to what is given: settings and every question, in order; all of it or nothing',
      scope: 'courses.write',
      body: z.object({
        ...settingsJson.shape,
        questions: z
          .array(
            question.extend({
              id: id.optional().describe('Of a question that is there; an unknown one, or none, makes a new question.'),
            }),
          )
          .max(mostQuestions)
          .describe('Those that are not named are taken out. Attempts that asked them keep what they asked.'),
        sections: z
          .array(
            z.object({
              id: id.optional().describe('Of a section that is there; none makes a new one.'),
              title: sectionFields.title,
              introduction: sectionFields.introduction.default(''),
              shuffle: sectionFields.shuffle.default(false),
              place: z.number().int().min(0).max(mostQuestions).describe('So many of these questions stand before it.'),
            }),
          )
          .max(mostSections)
          .optional()
          .describe('Left out, those that are there stay before the question that they stood before.'),
      }),
      answer: wholeJson,
    },
    async (c, { param, body: { questions, sections, ...settings } }) => {
      const { tenant, actor } = c.var
      const given = questions.map((one) => ({ ...one, question: one.question as Question }))
      await replaceQuiz(tenant, actor, param('id'), { settings: fromJson(settings), questions: given, sections })
      return { ...toQuiz(await findQuiz(tenant, actor, param('id'))), items: await readQuestions(c, param('id')) }
    },
  ),
]
