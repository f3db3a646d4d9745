import type { ReadLesson } from '../../worker/domain/lessons'
import { can } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { SeeAsLearner } from '../organization/see-as-learner'
import { LinkButton } from '../ui/button'
import type { View } from '../view'
import { standingKey } from './standing-key'

type StaffBarProps = { view: View; page: ReadLesson; asLearner: boolean; draft: boolean }

/** For its authors, above the lesson: who sees it now, and the way to change it. */
export function StaffBar({ view, page, asLearner, draft }: StaffBarProps) {
  const { t } = view
  const { item } = page.access
  return (
    <div class="staff-bar no-print" role="group" aria-label={t('lessons.staff')}>
      <span class="small">
        {draft ? t('lessons.draftShown') : asLearner ? t('lessons.asLearner') : t(standingKey(page.access))}
        {!draft && page.hasDraft && ` ${t('lessons.changesWait')}`}
      </span>
      <span class="cluster">
        {asLearner ? (
          <LinkButton small kind="quiet" icon="eye-off" href={urls.lesson(item.id)}>
            {t('lessons.asStaff')}
          </LinkButton>
        ) : (
          <SeeAsLearner view={view} small kind="quiet" icon="eye" href={`${urls.lesson(item.id)}?as=learner`}>
            {t('courses.viewAsLearner')}
          </SeeAsLearner>
        )}
        {can(view.actor, 'course.edit', { courseId: page.access.course.id }) && (
          <LinkButton small icon="edit" href={urls.lessonEdit(item.id)}>
            {t('lessons.edit')}
          </LinkButton>
        )}
      </span>
    </div>
  )
}
