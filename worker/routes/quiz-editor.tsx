import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { QuizEditPage, type QuizEditPageProps } from '../../views/quizzes/edit-page'
import type { MessageKey } from '../../views/translate'
import {
  addQuestion,
  changePassage,
  changeQuestion,
  changeSettings,
  checkedSettings,
  findQuizToEdit,
  moveQuestion,
  type QuestionKindName,
  type Quiz,
  type QuizToEdit,
  questionKindNames,
  removeQuestion,
  restoreQuestion,
  typedQuestion,
} from '../domain/quizzes'
import type { AppEnv } from '../env'
import { readAll } from '../errors'
import { type FormState, type FormView, form, orForm, typed } from '../http/form'
import { localMoment } from '../http/local-moment'
import { goTo, goToWithUndo } from '../http/respond'
import { refuseStale } from '../http/stale'
import { newId } from '../lib/ids'
import { countings, mostCode } from '../lib/quiz-rules'
import { navigations } from '../lib/quiz-sections'
import { aspects, checkedShows, moments, showingOf, showings, showsOf } from '../lib/quiz-shows'
import { localDateTime } from '../lib/zones'
import { urls } from '../urls'
import { moveIn } from './moves'
import { emptyValues, passageFields, pointsOf, questionFields, valuesOf } from './question-fields'

export const quizEditor = new Hono<AppEnv>()

type Shown = Pick<QuizEditPageProps, 'open' | 'section' | 'passage' | 'problem'> & { settings?: FormState }

/** The whole quiz as it stands, with what is open in it. */
export async function quizPage(c: Context<AppEnv>, build: (quiz: QuizToEdit) => Shown) {
  const quiz = await findQuizToEdit(c.var.tenant, c.var.actor, c.req.param('id')!)
  const {
    open,
    section,
    passage,
    problem,
    settings = { values: settingsOf(quiz.quiz, quiz.zone), errors: {} },
  } = build(quiz)
  return c.html(
    <QuizEditPage
      view={c.var.view}
      quiz={quiz}
      open={open}
      section={section}
      passage={passage}
      problem={problem}
      settings={settings}
      focus={c.req.query('focus')}
    />,
  )
}

quizEditor.get('/quizzes/:id/edit', (c) => {
  const open = c.req.query('open') ?? ''
  const kind = questionKindNames.find((name) => open === `new-${name}`)
  return quizPage(c, (quiz) => ({
    open: kind ? newForm(kind) : formOf(quiz, open),
    section: sectionOf(quiz, open),
    passage: passageIn(quiz, open),
  }))
})

/** As typed: the settings' own rules say what is wrong with a number, all of it at once. */
const number = z.string().max(60)
const numberOf = (typed: string) => (typed.trim() === '' ? Number.NaN : Number(typed))
const numberOrNone = (typed: string) => (typed.trim() === '' ? null : Number(typed))

const aspectsOfForm = z
  .union([z.enum(aspects).transform((one) => [one]), z.array(z.enum(aspects)).max(aspects.length)])
  .default([])

const settingsFields = z.object({
  was: z.string().max(2_000).default(''),
  introduction: z.string().max(16_000).default(''),
  attemptsAllowed: number.default(''),
  passPercent: number,
  wrongPercent: number.default('0'),
  counts: z.enum(countings),
  timeLimitMinutes: number.default(''),
  graceSeconds: number.default('30'),
  opensAt: z.string().max(30).default(''),
  closesAt: z.string().max(30).default(''),
  delayMinutes: number.default('0'),
  accessCode: z.string().max(mostCode).default(''),
  networks: z.string().max(3_200).default(''),
  tries: number.default('1'),
  tryPercent: number.default('25'),
  pages: z.enum(['one', 'question', 'section']).default('question'),
  navigation: z.enum(navigations).default('free'),
  shuffleSections: z.string().max(20).optional(),
  shuffleQuestions: z.string().max(20).optional(),
  shuffleOptions: z.string().max(20).optional(),
  answers: z.enum(['pass', 'attempt', 'practice', 'adaptive', 'exam', 'never', 'own']),
  'shows-during': aspectsOfForm,
  'shows-after': aspectsOfForm,
  'shows-later': aspectsOfForm,
  'shows-closed': aspectsOfForm,
  waitsForPass: z.string().max(20).optional(),
  closesTogether: z.string().max(20).optional(),
  atCompletion: z.string().max(20).optional(),
})

const settingsView: FormView = (c, state) => quizPage(c, () => ({ open: null, settings: state }))

quizEditor.put('/quizzes/:id', form(settingsFields, settingsView), async (c) => {
  const id = c.req.param('id')
  const { tenant, actor } = c.var
  const fields = c.req.valid('form')
  const { quiz, zone } = await findQuizToEdit(tenant, actor, id)
  const stale = await refuseStale(c, settingsView, fields, settingsOf(quiz, zone))
  if (stale) return stale
  const { refused } = await orForm(c, settingsView, fields, async () => {
    const settings = {
      introduction: fields.introduction,
      attemptsAllowed: numberOrNone(fields.attemptsAllowed),
      counts: fields.counts,
      timeLimitMinutes: numberOrNone(fields.timeLimitMinutes),
      graceSeconds: numberOf(fields.graceSeconds),
      delayMinutes: numberOf(fields.delayMinutes),
      accessCode: fields.accessCode,
      networks: fields.networks.split(/[\s,;]+/),
      passPercent: Math.round(numberOf(fields.passPercent)),
      wrongPercent: fields.wrongPercent.trim() === '' ? 0 : Number(fields.wrongPercent),
      ...triesOf(fields),
      onePage: fields.pages === 'one',
      sectionPages: fields.pages === 'section',
      navigation: fields.navigation,
      shuffleSections: fields.shuffleSections !== undefined,
      shuffleQuestions: fields.shuffleQuestions !== undefined,
      shuffleOptions: fields.shuffleOptions !== undefined,
      closesTogether: fields.closesTogether !== undefined,
      survey: quiz.survey,
      atCompletion: fields.atCompletion !== undefined,
      ...showsIn(fields),
    }
    const times: { opensAt: number | null; closesAt: number | null } = { opensAt: null, closesAt: null }
    readAll(
      () => {
        times.opensAt = momentOr(quiz.opensAt, 'opensAt', fields.opensAt, zone)
      },
      () => {
        times.closesAt = momentOr(quiz.closesAt, 'closesAt', fields.closesAt, zone)
      },
      () => checkedSettings({ ...settings, ...times }),
    )
    await changeSettings(tenant, actor, id, { ...settings, ...times })
  })
  return refused ?? goTo(c, urls.quizEdit(id), 'quizzes.notice.settings' satisfies MessageKey)
})

/** A field that was left as it is keeps its moment to the second, and in the hour that clocks show twice. */
const momentOr = (before: number | null, field: string, value: string, zone: string) =>
  before !== null && value === localDateTime(before, zone) ? before : localMoment(field, value, zone)

const questionView: FormView = (c, { values, errors }) =>
  quizPage(c, () => ({
    open: { questionId: c.req.param('question') ?? null, values, errors },
  }))

quizEditor.post('/quizzes/:id/questions', form(questionFields, questionView), async (c) => {
  const id = c.req.param('id')
  const fields = c.req.valid('form')
  if (fields.more) return questionView(c, { values: typed(fields), errors: {} })
  const { done, refused } = await orForm(c, questionView, fields, () =>
    addQuestion(c.var.tenant, c.var.actor, id, {
      question: typedQuestion(fields.kind, typed(fields)),
      points: pointsOf(fields.points),
      rubricId: fields.rubricId === undefined ? undefined : fields.rubricId || null,
      id: fields.id || undefined,
    }),
  )
  return refused ?? goTo(c, `${urls.quizEdit(id)}#${done.id}`, 'quizzes.notice.question' satisfies MessageKey)
})

quizEditor.put('/quizzes/:id/questions/:question', form(questionFields, questionView), async (c) => {
  const { id, question } = c.req.param()
  const fields = c.req.valid('form')
  if (fields.more) return questionView(c, { values: typed(fields), errors: {} })
  const { refused } = await orForm(c, questionView, fields, () =>
    changeQuestion(c.var.tenant, c.var.actor, id, question, {
      question: typedQuestion(fields.kind, typed(fields)),
      points: pointsOf(fields.points),
      rubricId: fields.rubricId === undefined ? undefined : fields.rubricId || null,
    }),
  )
  return refused ?? goTo(c, `${urls.quizEdit(id)}#${question}`, 'quizzes.notice.question' satisfies MessageKey)
})

quizEditor.put('/quizzes/:id/questions/:question/position', async (c) => {
  const { id, question } = c.req.param()
  const { move, focus } = moveIn(await c.req.parseBody(), question)
  await moveQuestion(c.var.tenant, c.var.actor, id, question, move)
  return goTo(c, `${urls.quizEdit(id)}${focus}#${question}`)
})

const passageView: FormView = (c, { values, errors }) =>
  quizPage(c, () => ({
    open: null,
    passage: { questionId: c.req.param('question') ?? '', values, errors },
    problem: errors[''],
  }))

quizEditor.put('/quizzes/:id/questions/:question/passage', form(passageFields, passageView), async (c) => {
  const { id, question } = c.req.param()
  const fields = c.req.valid('form')
  const { refused } = await orForm(c, passageView, fields, () =>
    changePassage(c.var.tenant, c.var.actor, id, question, fields.text),
  )
  return refused ?? goTo(c, `${urls.quizEdit(id)}#${question}`, 'quizzes.notice.passage' satisfies MessageKey)
})

quizEditor.post('/quizzes/:id/questions/:question/removal', async (c) => {
  const { id, question } = c.req.param()
  const refusedView: FormView = (c, { errors }) => quizPage(c, () => ({ open: null, problem: errors[''] }))
  const { done, refused } = await orForm(c, refusedView, {}, async () => ({
    actId: await removeQuestion(c.var.tenant, c.var.actor, id, question),
  }))
  return refused ?? goToWithUndo(c, urls.quizEdit(id), 'quizzes.notice.removed' satisfies MessageKey, done!.actId)
})

quizEditor.delete('/quizzes/:id/questions/:question/removal', async (c) => {
  const { id, question } = c.req.param()
  await restoreQuestion(c.var.tenant, c.var.actor, id, question)
  return goTo(c, `${urls.quizEdit(id)}#${question}`, 'quizzes.notice.putBack' satisfies MessageKey)
})

function newForm(kind: QuestionKindName): Shown['open'] {
  return { questionId: null, values: emptyValues(kind, newId()), errors: {} }
}

function formOf({ questions }: QuizToEdit, questionId: string): Shown['open'] {
  const row = questions.find((one) => one.questionId === questionId)
  if (!row) return null
  return { questionId, values: valuesOf(row.question, row.points, '', row.rubricId), errors: {} }
}

function passageIn({ questions }: QuizToEdit, open: string): Shown['passage'] {
  const row = questions.find(({ questionId }) => open === `text-${questionId}`)
  return row ? { questionId: row.questionId, values: { text: row.question.body.passage ?? '' }, errors: {} } : null
}

function sectionOf({ sections }: QuizToEdit, sectionId: string): Shown['section'] {
  const section = sections.find(({ id }) => id === sectionId)
  if (!section) return null
  const { title, introduction, shuffle } = section
  return { sectionId, values: { title, introduction, ...flag('shuffle', shuffle) }, errors: {} }
}

/** Several tries are for quizzes that are answered with hints, or where the author says all of it. */
function triesOf({ answers, tries, tryPercent }: z.infer<typeof settingsFields>) {
  const isAsked = answers === 'adaptive' || answers === 'own'
  return { tries: isAsked ? numberOf(tries) : 1, tryPercent: numberOf(tryPercent) }
}

/** One of the usual showings, or the author's own. */
function showsIn(fields: z.infer<typeof settingsFields>): Pick<Quiz, 'shows' | 'showAnswers' | 'answersAfter'> {
  const { answers } = fields
  if (answers === 'own') {
    const shows = checkedShows({
      during: fields['shows-during'],
      after: fields['shows-after'],
      later: fields['shows-later'],
      closed: fields['shows-closed'],
    })
    return { shows, showAnswers: true, answersAfter: fields.waitsForPass === undefined ? 'attempt' : 'pass' }
  }
  const isOld = answers === 'pass' || answers === 'attempt' || answers === 'never'
  return {
    shows: isOld ? null : showings[answers === 'adaptive' ? 'practice' : answers],
    showAnswers: answers !== 'never',
    answersAfter: answers === 'pass' || answers === 'never' ? 'pass' : 'attempt',
  }
}

function answersOf(quiz: Quiz): z.infer<typeof settingsFields>['answers'] {
  const showing = showingOf(quiz)
  if (showing === 'never' || showing === 'exam') return showing
  if (showing === 'attempt') return quiz.answersAfter
  if (showing === 'practice' && quiz.tries > 1) return quiz.answersAfter === 'attempt' ? 'adaptive' : 'own'
  return quiz.answersAfter === 'attempt' ? (showing ?? 'own') : 'own'
}

const flag = (name: string, is: boolean) => (is ? { [name]: 'on' } : {})

const local = (at: number | null, zone: string) => (at === null ? '' : localDateTime(at, zone))

const settingsOf = (quiz: Quiz, zone: string): FormState['values'] => ({
  introduction: quiz.introduction,
  attemptsAllowed: quiz.attemptsAllowed === null ? '' : String(quiz.attemptsAllowed),
  passPercent: String(quiz.passPercent),
  wrongPercent: String(quiz.wrongPercent),
  counts: quiz.counts,
  timeLimitMinutes: quiz.timeLimitMinutes === null ? '' : String(quiz.timeLimitMinutes),
  graceSeconds: String(quiz.graceSeconds),
  opensAt: local(quiz.opensAt, zone),
  closesAt: local(quiz.closesAt, zone),
  delayMinutes: String(quiz.delayMinutes),
  accessCode: quiz.accessCode,
  networks: quiz.networks.join('\n'),
  tries: String(answersOf(quiz) === 'own' ? quiz.tries : Math.max(quiz.tries, 2)),
  tryPercent: String(quiz.tryPercent),
  pages: quiz.sectionPages ? 'section' : quiz.onePage ? 'one' : 'question',
  navigation: quiz.navigation,
  ...flag('shuffleSections', quiz.shuffleSections),
  ...flag('shuffleQuestions', quiz.shuffleQuestions),
  ...flag('shuffleOptions', quiz.shuffleOptions),
  answers: answersOf(quiz),
  ...Object.fromEntries(moments.map((moment) => [`shows-${moment}`, showsOf(quiz)[moment]])),
  ...flag('waitsForPass', quiz.answersAfter === 'pass'),
  ...flag('closesTogether', quiz.closesTogether),
  ...flag('atCompletion', quiz.atCompletion),
})
