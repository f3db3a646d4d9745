import type { MyGrades } from '../../worker/domain/pages'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { ProgressLine } from '../ui/progress'
import { date, Time } from '../ui/time'
import type { View } from '../view'
import { share, total } from './grade-words'

/** How one stands in each of one's courses, how far it is to pass, and what to do for the next grade. */
export function MyGradesPage({ view, grades, actorId }: { view: View; grades: MyGrades; actorId: string }) {
  const { t } = view
  return (
    <Shell view={view} title={t('grades.title')}>
      <div class="page-head">
        <h1>{t('grades.title')}</h1>
      </div>
      {grades.length === 0 ? (
        <Empty drawing="page" sentence={t('grades.none')}>
          <LinkButton kind="primary" href={urls.home()}>
            {t('certificates.goOn')}
          </LinkButton>
        </Empty>
      ) : (
        <div class="cards">
          {grades.map((grade) => (
            <CourseGrade view={view} grade={grade} href={urls.learnerGrades(grade.courseId, actorId)} />
          ))}
        </div>
      )}
    </Shell>
  )
}

function CourseGrade({ view, grade, href }: { view: View; grade: MyGrades[number]; href: string }) {
  const { t } = view
  const { courseId, title, pictureId, percent, graded, all, completedAt, passPercent, next, isAwaited } = grade
  const hasPassed = passPercent !== null && percent !== null && percent >= passPercent
  return (
    <Card href={href} title={<bdi>{title}</bdi>} picture={pictureId && urls.media(pictureId)} seed={courseId}>
      <p>
        <b class="num grade-now">{total(view, grade.scheme, grade)}</b>{' '}
        <span class="small muted">{t('grades.countGiven', { n: graded, all })}</span>
      </p>
      <ProgressLine value={(percent ?? 0) / 100} label={t('grades.of', { course: title })} />
      {isAwaited && (
        <p>
          <Chip meaning="attention">{t('assignments.waits')}</Chip>
        </p>
      )}
      {passPercent !== null && (
        <p class="small">
          {hasPassed ? (
            <Chip meaning="good">{t('grades.enough', { percent: share(view, passPercent) })}</Chip>
          ) : (
            t('grades.toPass', { percent: share(view, passPercent) })
          )}
        </p>
      )}
      {completedAt ? (
        <p>
          <Chip meaning="good">
            {t('home.completed', { day: date(view, completedAt, { day: 'numeric', month: 'long' }) })}
          </Chip>
        </p>
      ) : (
        next && (
          <p class="small">
            {t('grades.next')}{' '}
            <a href={urls.itemOfKind(next.kind, next.itemId)}>
              <bdi>{next.title}</bdi>
            </a>{' '}
            {next.dueAt !== null && (
              <Chip meaning={next.isMissing ? 'problem' : undefined} icon="clock">
                <Time view={view} at={next.dueAt} as="due" />
              </Chip>
            )}
          </p>
        )
      )}
    </Card>
  )
}
