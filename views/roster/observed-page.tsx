import type { ObservedLearner } from '../../worker/domain/pages'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Avatar, Person } from '../ui/avatar'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { percent } from '../ui/numbers'
import { ProgressLine } from '../ui/progress'
import { Row, Rows } from '../ui/rows'
import { humanAgo, humanDay, Time } from '../ui/time'
import type { View } from '../view'

type Linked = { id: string; name: string; photoId: string | null }

/** The learners whom one looks after. */
export function ObservedLearnersPage({ view, learners }: { view: View; learners: Linked[] }) {
  const { t } = view
  return (
    <Shell view={view} title={t('observed.title')} width="narrow" styles={['css/staff.css']}>
      <header class="page-head">
        <h1>{t('observed.title')}</h1>
      </header>
      {learners.length === 0 ? (
        <Empty drawing="people" sentence={t('observed.none')} />
      ) : (
        <Rows label={t('observed.title')}>
          {learners.map(({ id, name, photoId }) => (
            <Row
              href={urls.observedLearner(id)}
              title={<Person name={name} photo={photoId && urls.media(photoId)} />}
            />
          ))}
        </Rows>
      )}
    </Shell>
  )
}

/** How a learner is getting on: progress, due dates and grades of each course, and nothing that was written. */
export function ObservedLearnerPage({ view, learner }: { view: View; learner: ObservedLearner }) {
  const { t } = view
  const { person, courses } = learner
  const isOwn = view.actor?.id === person.id
  return (
    <Shell view={view} title={person.name} width="narrow" main="learner" styles={['css/staff.css']}>
      {!isOwn && <Breadcrumbs view={view} trail={[{ href: urls.observed(), label: t('observed.title') }]} />}
      <div class="learner-head">
        <Avatar name={person.name} photo={person.photoId && urls.media(person.photoId)} large />
        <div>
          <h1>
            <bdi>{person.name}</bdi>
          </h1>
          <p class="muted above-small">{t(isOwn ? 'observed.leadOwn' : 'observed.lead')}</p>
        </div>
      </div>
      {courses.length === 0 && <Empty drawing="books" sentence={t('observed.noCourses')} />}
      {courses.map((course) => (
        <ObservedCourse view={view} course={course} />
      ))}
    </Shell>
  )
}

function ObservedCourse({ view, course }: { view: View; course: ObservedLearner['courses'][number] }) {
  const { t } = view
  const isDone = course.completedAt !== null
  return (
    <section class="learner-module">
      <h2>
        <bdi>{course.title}</bdi>
      </h2>
      <p class="with-line">
        <ProgressLine value={course.percent / 100} label={t('observed.progress', { course: course.title })} />
        <span class="num">{percent(view, course.percent / 100)}</span>
      </p>
      <p class="small muted">
        {[
          t('learner.figures.progress', { done: course.itemsDone, all: course.itemsAll }),
          isDone && t('learner.completedOn', { day: humanDay(view, course.completedAt!) }),
          !isDone && course.lastSeenAt !== null && t('observed.seen', { when: humanAgo(view, course.lastSeenAt) }),
          !isDone && course.dueAt !== null && t('observed.courseDue', { day: humanDay(view, course.dueAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {!isDone && course.due.length > 0 && (
        <>
          <h3 class="above">{t('learner.due')}</h3>
          <Rows label={t('observed.dueIn', { course: course.title })}>
            {course.due.map(({ title, dueAt, isLate }) => (
              <Row
                title={<bdi>{title}</bdi>}
                end={isLate && <Chip meaning="attention">{t('learner.state.late')}</Chip>}
                below={<Time view={view} at={dueAt} as="due" />}
              />
            ))}
          </Rows>
        </>
      )}
      {course.grades.length > 0 && (
        <>
          <h3 class="above">{t('grades.title')}</h3>
          <Rows label={t('observed.gradesIn', { course: course.title })}>
            {course.grades.map(({ title, points, maxPoints }) => (
              <Row
                title={<bdi>{title}</bdi>}
                end={<span class="num">{t('courses.pointsOf', { points, all: maxPoints })}</span>}
              />
            ))}
          </Rows>
        </>
      )}
    </section>
  )
}
