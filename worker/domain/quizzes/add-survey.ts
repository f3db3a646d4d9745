import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { quizzes } from '../../db/schema'
import { newId } from '../../lib/ids'
import { nextPositions } from '../../lib/position'
import { type Survey, surveySettings } from '../../lib/survey'
import { createItem, findModuleToEdit } from '../courses'
import type { Actor } from '../policy'
import { questionStatements } from './create-quiz'
import { checked, type Question } from './questions'
import { surveyQuestion } from './survey-question'

export type NewSurvey = {
  /** Made with the form, so that a second click adds nothing. */
  id?: string
  title: string
  survey: Survey
  /** Where it stands in the module; left out, at its end. */
  before?: string
  index?: number
  introduction?: string
  questions?: Question[]
  /** Learners are asked once they have completed the course; it is not required of anybody. */
  atCompletion?: boolean
}

/** A draft of a survey, with questions where there are some to begin with. */
export async function addSurvey(tenant: Tenant, actor: Actor, moduleId: string, given: NewSurvey) {
  const { db } = tenant
  const { survey, introduction = '', atCompletion = false, questions = [], title, id = newId(), before, index } = given
  const { module } = await findModuleToEdit(tenant, actor, moduleId)
  const clean = questions.map((one) => checked(surveyQuestion(one)))
  const positions = nextPositions(clean.length)
  return createItem(
    tenant,
    actor,
    moduleId,
    { kind: 'quiz', title, id, before, index },
    {
      set: {
        maxPoints: null,
        completion: { kind: 'submitted' },
        ...(atCompletion && { required: false }),
      },
      statements: (itemId, at) => [
        db
          .update(quizzes)
          .set({ ...surveySettings, survey, introduction, atCompletion })
          .where(eq(quizzes.itemId, itemId)),
        ...clean.flatMap(({ kind, body }, i) =>
          questionStatements(db, {
            ...{ kind, body, itemId, courseId: module.courseId, createdBy: actor.id, at, points: 0 },
            questionId: newId(),
            position: positions[i]!,
          }),
        ),
      ],
    },
  )
}
