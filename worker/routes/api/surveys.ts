import { z } from 'zod'
import { changeSurvey, listSurveyPeople, readSurvey } from '../../domain/quizzes'
import { ratingsOf } from '../../lib/ratings'
import { surveys } from '../../lib/survey'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { undoable } from './reversals'

const tag = 'Surveys'

const resultsJson = z.object({
  id: z.string(),
  title: z.string(),
  survey: z.enum(surveys),
  people: z.number().describe('Who learn in its course.'),
  answered: z.number().describe('How many of them have answered.'),
  waiting: z
    .number()
    .describe(
      'Of an anonymous one: so many people’s answers wait until there are five, so that nobody’s stands alone.',
    ),
  questions: z.array(
    z.object({
      versionId: z.string(),
      questionId: z.string(),
      kind: z.string(),
      prompt: z.string(),
      isOld: z.boolean().describe('It is asked no more like this.'),
      answered: z.number(),
      isShown: z.boolean().describe('From five answers on; below, the lists are empty.'),
      choices: z.array(z.object({ text: z.string(), count: z.number() })),
      statements: z.array(
        z.object({
          text: z.string().describe('Empty where the question itself is rated.'),
          steps: z.array(z.object({ text: z.string(), count: z.number() })),
          mean: z.number().nullable().describe('The first step is 1; null below five ratings.'),
        }),
      ),
      texts: z.array(z.string()).describe('What was written, in no order that says anything; at most 1,000.'),
    }),
  ),
})

const personJson = z.object({
  id: z.string(),
  name: z.string(),
  hasAnswered: z.boolean(),
  attemptId: z.string().nullable().describe('What they said, where the survey has names.'),
})

const TEXTS = 1_000

export const surveyDoors = [
  door(
    {
      method: 'put',
      path: '/quizzes/:id/survey',
      tag,
      summary: 'Make a survey of a quiz, or a graded quiz of a survey; 409 once somebody has begun it',
      scope: 'courses.write',
      body: z.object({ survey: z.enum(surveys).nullable().describe('Null: it is graded.') }),
    },
    async (c, { param, body }) =>
      undoable(c, 'courses', await changeSurvey(c.var.tenant, c.var.actor, param('id'), body.survey)),
  ),
  door(
    {
      method: 'get',
      path: '/quizzes/:id/results',
      tag,
      summary: 'What was answered in a survey, for those who mark; nothing that fewer than five have said',
      scope: 'learning.read',
      answer: resultsJson,
    },
    async (c, { param }) => {
      const found = await readSurvey(c.var.tenant, c.var.actor, param('id'), { texts: TEXTS })
      const { item, quiz, people, answered, waiting, questions } = found
      return {
        ...{ id: item.id, title: item.title, survey: quiz.survey!, people, answered, waiting },
        questions: questions.map(({ question, tallies, ...one }) => ({
          ...{ versionId: one.versionId, questionId: one.questionId, isOld: one.isOld, answered: one.answered },
          ...{ kind: question.kind, prompt: question.body.prompt, isShown: one.isShown, texts: one.texts },
          choices:
            one.isShown && 'choices' in question.body
              ? question.body.choices.map(({ id, text }) => ({
                  text,
                  count: tallies.find(({ value }) => value === id)?.count ?? 0,
                }))
              : [],
          statements:
            one.isShown && question.kind === 'likert'
              ? (question.body.statements.length ? question.body.statements : ['']).map((text, row) => {
                  const { scale } = question.body
                  const { counts, mean } = ratingsOf(tallies, row, scale.length)
                  return { text, steps: scale.map((step, i) => ({ text: step, count: counts[i] ?? 0 })), mean }
                })
              : [],
        })),
      }
    },
  ),
  door(
    {
      method: 'get',
      path: '/quizzes/:id/respondents',
      tag,
      summary: 'Who has answered a survey and who has not yet, by name',
      scope: 'learning.read',
      query: pageQuery,
      answer: pageOf(personJson),
    },
    async (c, { param, query }) => {
      const { rows, next } = await listSurveyPeople(c.var.tenant, c.var.actor, param('id'), asked(query))
      return { items: rows, next }
    },
  ),
]
