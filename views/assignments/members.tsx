import type { SubmissionPage } from '../../worker/domain/assignments'
import { urls } from '../../worker/urls'
import { Person } from '../ui/avatar'
import { number } from '../ui/numbers'
import type { View } from '../view'

type Props = { view: View; page: SubmissionPage }

/** Those with whom it was handed in, each with the grade; one's own grade is given where it is made. */
export function Members({ view, page: { members, item, course } }: Props) {
  return (
    <section class="mark-members" aria-labelledby="members-title">
      <h3 id="members-title">{view.t('marking.members')}</h3>
      <p class="small muted">{view.t('marking.membersHint')}</p>
      <ul class="rows" role="list">
        {members.map(({ userId, name, photoId, grade }) => (
          <li class="spread">
            <Person name={name} photo={photoId && urls.media(photoId)} card={urls.personCard(userId)} />
            <span class="cluster small">
              {grade?.final != null && (
                <span class="num">
                  {view.t('assignments.gradeOf', {
                    points: number(view, grade.final),
                    most: number(view, grade.maxPoints),
                  })}
                </span>
              )}
              <a href={`${urls.learnerGrades(course.id, userId)}#grade-${item.id}`}>
                {view.t('marking.ownGrade', { name })}
              </a>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
