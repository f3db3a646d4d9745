import type { Context } from 'hono'
import { courseFeedback } from '../../views/surveys/course-feedback'
import { isLocale, translator } from '../../views/translate'
import { findModuleToEdit } from '../domain/courses'
import { readOrganization } from '../domain/organization'
import { addSurvey } from '../domain/quizzes'
import type { AppEnv } from '../env'
import { surveys } from '../lib/survey'

/** What the adding menu offers besides the kinds of items. */
export const newSurveys = [...surveys, 'course-feedback'] as const
type NewSurvey = (typeof newSurveys)[number]

type Given = { title: string; id?: string | undefined; before?: string | undefined; index?: number | undefined }

/** A survey without questions, or the one about the course, in the course's language or the organization's. */
export async function makeSurvey(c: Context<AppEnv>, moduleId: string, what: NewSurvey, given: Given) {
  const { tenant, actor, view } = c.var
  if (what !== 'course-feedback') return addSurvey(tenant, actor, moduleId, { ...given, survey: what })
  const { course } = await findModuleToEdit(tenant, actor, moduleId)
  const locale = course.locale || (await readOrganization(tenant)).locale || view.locale
  const { title, ...rest } = courseFeedback(translator(isLocale(locale) ? locale : view.locale))
  return addSurvey(tenant, actor, moduleId, {
    ...given,
    ...rest,
    title: given.title.trim() || title,
    survey: 'anonymous',
    atCompletion: true,
  })
}
