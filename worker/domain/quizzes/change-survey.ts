import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { insist, orInsisted } from '../../db/insist'
import { grades, type ItemCompletion, items, quizzes } from '../../db/schema'
import { Conflict } from '../../errors'
import { newId } from '../../lib/ids'
import { isSurveyKind, type Survey, surveySettings } from '../../lib/survey'
import { recordAudit } from '../audit'
import { addGradeRows } from '../courses'
import { quizPoints } from '../draws'
import type { Actor } from '../policy'
import { courseChanged, wakeToSettle } from '../progress'
import { keepWayBack, reversal } from '../undo'
import type { QuizSettings } from './create-quiz'
import { findQuizToEdit, type QuizToEdit } from './find-quiz-to-edit'

type Was = {
  survey: Survey | null
  atCompletion: boolean
  settings: Partial<QuizSettings>
  completion: ItemCompletion
  holdGrades: boolean
}
type Changed = { itemId: string; before: Was; after: Was }

const forced = Object.keys(surveySettings) as (keyof typeof surveySettings)[]

/** What a survey that is graded from now on begins with. */
const gradedSettings: Partial<QuizSettings> = {
  attemptsAllowed: null,
  passPercent: 60,
  showAnswers: true,
  answersAfter: 'pass',
  shows: null,
}

/**
 * Makes a survey of a quiz, or something graded of a survey, as long as nobody has begun it: what people answered under one promise
 * is never read under another. Its points and right answers stay where they are for the way back. Null where nothing changes.
 */
export async function changeSurvey(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  survey: Survey | null,
): Promise<string | null> {
  const page = await findQuizToEdit(tenant, actor, itemId)
  const { quiz, item } = page
  if (quiz.survey === survey) return null
  refuseChange(page, survey)
  const { atCompletion } = quiz
  const { completion, holdGrades } = item
  const settings = Object.fromEntries(forced.map((name) => [name, quiz[name]]))
  const before = { survey: quiz.survey, atCompletion, settings, completion, holdGrades }
  const after = {
    survey,
    atCompletion: survey !== null && atCompletion,
    settings: survey ? surveySettings : quiz.survey ? gradedSettings : settings,
    completion: survey && completion.kind === 'passed' ? ({ kind: 'submitted' } as const) : completion,
    holdGrades: survey === null && holdGrades,
  }
  const actId = newId()
  const at = tenant.now()
  await tenant.db
    .batch([
      keepWayBack(tenant, actor, { id: actId, kind: 'quiz.survey', before: { itemId, before, after }, at }),
      ...become(tenant, page, after),
      recordAudit(tenant, actor, 'quiz.survey', {
        kind: 'item',
        id: itemId,
        before: { survey: before.survey },
        after: { survey },
      }),
    ])
    .catch(orInsisted('surveys.hasAnswers'))
  await wakeToSettle(tenant)
  return actId
}

/** What a quiz was before, unless somebody has begun it or changed this once more since. */
export const surveyBack = reversal<Changed>({
  subject: ({ itemId }) => ({ kind: 'item', id: itemId }),
  async prepare(tenant, actor, { itemId, before, after }) {
    const page = await findQuizToEdit(tenant, actor, itemId)
    if (page.quiz.survey !== after.survey) throw new Conflict('people.undoTaken')
    refuseChange(page, before.survey)
    return become(tenant, page, before)
  },
  after: wakeToSettle,
})

function refuseChange({ attempts, questions, draws }: QuizToEdit, survey: Survey | null) {
  if (attempts > 0) throw new Conflict('surveys.hasAnswers')
  if (survey === null) return
  if (draws.length || questions.some(({ bank }) => bank)) throw new Conflict('surveys.noBanks')
  if (questions.some(({ kind }) => !isSurveyKind(kind))) throw new Conflict('surveys.kindNot')
}

/** Statements; they break the batch where somebody has begun it, or a grade was given by hand. */
function become(tenant: Tenant, { item, course }: QuizToEdit, was: Was) {
  const { survey, atCompletion, settings, completion, holdGrades } = was
  const { db } = tenant
  const isGiven = sql`(g.final is not null or g.override is not null or g.excused = 1 or g.comment <> '')`
  return [
    insist(
      db,
      sql`not exists (select 1 from attempts a where a.item_id = ${item.id})
        and not exists (select 1 from quiz_overrides o where o.item_id = ${item.id})
        and not exists (select 1 from grades g where g.item_id = ${item.id} and ${isGiven})`,
    ),
    db
      .update(quizzes)
      .set({ ...settings, survey, atCompletion })
      .where(eq(quizzes.itemId, item.id)),
    db
      .update(items)
      .set({ completion, holdGrades, maxPoints: quizPoints(item.id), updatedAt: tenant.now() })
      .where(eq(items.id, item.id)),
    db.delete(grades).where(and(eq(grades.itemId, item.id), sql`${survey} is not null`)),
    addGradeRows(db, course.id),
    ...courseChanged(tenant, course.id),
  ]
}
