import { can } from '../../worker/domain/policy'
import type { listRubrics, RubricLine } from '../../worker/domain/rubrics'
import { isGuide, mostPoints } from '../../worker/lib/rubric'
import { urls } from '../../worker/urls'
import { CourseHead } from '../courses/course-head'
import { Shell } from '../layouts/shell'
import { LinkButton } from '../ui/button'
import { Empty } from '../ui/empty'
import { number } from '../ui/numbers'
import { Row, Rows } from '../ui/rows'
import { Tag } from '../ui/tag'
import type { View } from '../view'

type Props = { view: View } & Awaited<ReturnType<typeof listRubrics>>

/** By what a course marks: its own rubrics and those of the organization. */
export function RubricsPage({ view, course, rubrics }: Props) {
  const { t } = view
  const mayMake = can(view.actor, 'rubric.edit', { courseId: course.id })
  return (
    <Shell view={view} title={t('rubrics.titleOf', { course: course.title })} width="wide" styles={['css/staff.css']}>
      <CourseHead
        view={view}
        course={course}
        current={urls.marking(course.id)}
        mayEdit={can(view.actor, 'course.edit', { courseId: course.id })}
      />
      <h2>{t('rubrics.title')}</h2>
      <p class="muted measure">{t('rubrics.intro')}</p>
      {mayMake && (
        <p class="buttons above-small">
          <LinkButton href={urls.newRubric(course.id)} kind="primary" icon="plus">
            {t('rubrics.new')}
          </LinkButton>
          <LinkButton href={urls.newRubric(course.id, 'guide')} icon="plus">
            {t('rubrics.newGuide')}
          </LinkButton>
        </p>
      )}
      {rubrics.length ? (
        <div class="above">
          <Rows label={t('rubrics.title')}>
            {rubrics.map((rubric) => (
              <Row
                href={urls.rubric(rubric.id)}
                title={<bdi>{rubric.title}</bdi>}
                end={
                  <span class="cluster">
                    {isGuide(rubric.body) && <Tag>{t('rubrics.guide')}</Tag>}
                    {rubric.courseId === null && <Tag>{t('rubrics.ofOrganization')}</Tag>}
                  </span>
                }
                below={aboutOf(view, rubric)}
              />
            ))}
          </Rows>
        </div>
      ) : (
        <Empty drawing="done" sentence={t('rubrics.none')} small />
      )}
    </Shell>
  )
}

const aboutOf = (view: View, { body, uses }: RubricLine) =>
  [
    view.t('rubrics.criteriaCount', { n: body.criteria.length }),
    body.scored
      ? view.t('rubrics.pointsCount', { n: number(view, mostPoints(body)) })
      : view.t('rubrics.withoutPoints'),
    view.t('rubrics.usedBy', { n: uses }),
  ].join(' · ')
