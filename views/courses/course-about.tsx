import { urls } from '../../worker/urls'
import { Person } from '../ui/avatar'
import { Button, LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Form } from '../ui/form'
import { percent } from '../ui/numbers'
import { ProgressLine } from '../ui/progress'
import { Tag } from '../ui/tag'
import { duration, Time } from '../ui/time'
import type { CoursePageProps } from './course-page'

/** What stands beside the path: how far one is, who teaches, how long it takes, what comes at the end. */
export function About({ view, outline, staff, category, finish, mayLeave }: CoursePageProps) {
  const { t } = view
  const { course, standing } = outline
  const teachers = staff.filter(({ role }) => role === 'instructor')
  const isPeer = outline.standing.as !== 'visitor' && outline.standing.as !== 'observer'
  return (
    <aside class="about">
      {course.pictureId && <img class="picture" src={urls.media(course.pictureId)} alt="" width={540} height={304} />}
      {standing.as === 'learner' && outline.all > 0 && (
        <div class="about-progress">
          {!(finish && outline.done >= outline.all) && (
            <>
              <p class="num">
                <b>{percent(view, outline.percent / 100)}</b>{' '}
                <span class="muted small">{t('courses.doneOf', { done: outline.done, all: outline.all })}</span>
              </p>
              <ProgressLine value={outline.percent / 100} label={t('courses.progressIn', { course: course.title })} />
            </>
          )}
          {outline.minutesLeft > 0 && (
            <p class="small muted">{t('courses.left', { time: duration(view, outline.minutesLeft * 60) })}</p>
          )}
          {view.actor && outline.enrollment && !view.actor.courseRoles[course.id] && (
            <p class="small">
              <a href={urls.learner(course.id, view.actor.id)}>{t('courses.myWork')}</a>
              {outline.items.some(({ maxPoints }) => maxPoints !== null) && (
                <>
                  {' · '}
                  <a href={urls.learnerGrades(course.id, view.actor.id)}>{t('grades.mine')}</a>
                </>
              )}
            </p>
          )}
        </div>
      )}
      {course.chat && view.actor && isPeer && (
        <p>
          <LinkButton href={urls.chat(course.id)} icon="chat" block>
            {t('courses.chat')}
          </LinkButton>
        </p>
      )}
      <dl class="facts">
        {teachers.length > 0 && (
          <div>
            <dt>{t('courses.taughtBy')}</dt>
            {teachers.map(({ userId, name, photoId }) => (
              <dd>
                <Person
                  name={name}
                  photo={photoId && urls.media(photoId)}
                  card={isPeer ? urls.personCard(userId) : undefined}
                />
              </dd>
            ))}
          </div>
        )}
        {course.expectedHours && (
          <div>
            <dt>{t('courses.howLong')}</dt>
            <dd>{t('courses.aboutHours', { hours: course.expectedHours })}</dd>
          </div>
        )}
        {(course.startsAt || course.endsAt) && (
          <div>
            <dt>{t('courses.when')}</dt>
            {course.startsAt && (
              <dd>
                {t('courses.starts')} <Time view={view} at={course.startsAt} as="day" />
              </dd>
            )}
            {course.endsAt && (
              <dd>
                {t('courses.ends')} <Time view={view} at={course.endsAt} as="day" />
              </dd>
            )}
          </div>
        )}
        {category && (
          <div>
            <dt>{t('courses.category')}</dt>
            <dd>
              {course.visibility === 'enrolled' || !course.publishedAt ? (
                category.name
              ) : (
                <a href={urls.catalogue(category.id)}>{category.name}</a>
              )}
            </dd>
          </div>
        )}
        {course.certificate && (
          <div>
            <dt>{t('courses.atTheEnd')}</dt>
            <dd>
              <Chip icon="certificate">{t('courses.aCertificate')}</Chip>
            </dd>
          </div>
        )}
      </dl>
      {course.tags.length > 0 && (
        <p class="tags">
          {course.tags.map((tag) => (
            <Tag>{tag}</Tag>
          ))}
        </p>
      )}
      {view.actor && (standing.as === 'learner' || standing.as === 'observer') && (
        <p class="small">
          <a href={urls.courseCalendar(course.id)}>{t('calendar.title')}</a>
          {' · '}
          <a href={urls.courseAnnouncements(course.id)}>{t('announcements.title')}</a>
        </p>
      )}
      {mayLeave && (
        <Form action={urls.courseMembership(course.id)} method="delete">
          <Button small kind="quiet">
            {t('courses.leave')}
          </Button>
        </Form>
      )}
    </aside>
  )
}
