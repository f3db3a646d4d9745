import { urls } from '../../worker/urls'
import { sayLock } from '../rules/say-rule'
import { Chip } from '../ui/chip'
import { Icon } from '../ui/icon'
import { ProgressLine } from '../ui/progress'
import { Row, Rows } from '../ui/rows'
import { date, dueTime } from '../ui/time'
import type { View } from '../view'
import { Section } from './home-section'
import type { LearnerHomeProps, Learning } from './learner-home'

export const DAY = 86_400_000

type YourCoursesProps = { view: View; courses: Learning[]; more?: { href: string; label: string } }

export function YourCourses({ view, courses, more }: YourCoursesProps) {
  const { t } = view
  return (
    <Section heading={t('home.yourCourses')} more={more}>
      <Rows>
        {courses.map((course) => (
          <Row
            href={urls.course(course.courseId)}
            title={<bdi>{course.title}</bdi>}
            end={
              course.completedAt ? (
                <span class="cluster">
                  {course.certificateId && (
                    <a class="small" href={urls.certificate(course.certificateId)}>
                      <Icon name="certificate" /> {t('home.certificate')}
                      <span class="visually-hidden">
                        {' '}
                        <bdi>{course.title}</bdi>
                      </span>
                    </a>
                  )}
                  <Chip meaning="good">
                    {t('home.completed', { day: date(view, course.completedAt, { day: 'numeric', month: 'long' }) })}
                  </Chip>
                </span>
              ) : (
                <span class="small muted num">
                  {t('courses.doneOf', { done: course.itemsDone, all: course.itemsAll })}
                </span>
              )
            }
          >
            {!course.completedAt && (
              <ProgressLine value={course.percent / 100} label={t('courses.progressIn', { course: course.title })} />
            )}
          </Row>
        ))}
      </Rows>
    </Section>
  )
}

export function Due({ view, due }: Pick<LearnerHomeProps, 'view' | 'due'>) {
  const { t } = view
  return (
    <Section heading={t('home.due')}>
      {due.length === 0 ? (
        <p class="muted small">{t('home.nothingDueSoon')}</p>
      ) : (
        <Rows>
          {due.map(({ id, kind, title, course, dueAt, lock }) => (
            <Row
              href={kind === 'course' ? urls.course(id) : urls.itemOfKind(kind, id)}
              title={<bdi>{title}</bdi>}
              below={
                <>
                  {course === null ? view.t('home.wholeCourse') : <bdi>{course}</bdi>}
                  {lock.length > 0 && (
                    <span class="fact-line">
                      <Icon name="lock" />
                      {sayLock(view, lock)}
                    </span>
                  )}
                </>
              }
              end={
                <Chip
                  meaning={dueAt < view.now ? 'problem' : dueAt - view.now < 2 * DAY ? 'attention' : undefined}
                  icon="clock"
                >
                  {dueAt < view.now ? t('home.late', { when: dueTime(view, dueAt) }) : dueTime(view, dueAt)}
                </Chip>
              }
            />
          ))}
        </Rows>
      )}
    </Section>
  )
}

/** The work of others that waits for the reader's review. */
export function ReviewsToDo({ view, reviews }: Pick<LearnerHomeProps, 'view' | 'reviews'>) {
  if (!reviews.length) return null
  return (
    <Section heading={view.t('peers.toDo')}>
      <Rows>
        {reviews.map(({ id, title, course, count, endsAt }) => (
          <Row
            href={urls.assignment(id)}
            title={<bdi>{title}</bdi>}
            below={
              <>
                {view.t('peers.count', { n: count })} · <bdi>{course}</bdi>
              </>
            }
            end={
              <Chip meaning={endsAt - view.now < 2 * DAY ? 'attention' : undefined} icon="clock">
                {dueTime(view, endsAt)}
              </Chip>
            }
          />
        ))}
      </Rows>
    </Section>
  )
}

export function News({ view, news, marks }: Pick<LearnerHomeProps, 'view' | 'news' | 'marks'>) {
  const { t } = view
  if (!news.length && !marks.length) return null
  return (
    <Section heading={t('home.news')}>
      <Rows>
        {marks.map(({ id, kind, title, points, maxPoints, by }) => (
          <Row
            href={urls.itemOfKind(kind, id)}
            title={t('home.marked', { who: by ?? t('home.somebody'), title })}
            end={
              points !== null && (
                <span class="small muted num">{t('courses.pointsOf', { points, all: maxPoints })}</span>
              )
            }
          />
        ))}
        {news.map(({ id, kind, title, course }) => (
          <Row
            href={urls.itemOfKind(kind, id)}
            title={<bdi>{title}</bdi>}
            below={<bdi>{course}</bdi>}
            end={<span class="small muted">{t('home.new')}</span>}
          />
        ))}
      </Rows>
    </Section>
  )
}
