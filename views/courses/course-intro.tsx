import { urls } from '../../worker/urls'
import { SeeAsLearner } from '../organization/see-as-learner'
import { sayMessage } from '../say-message'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { date, dueTime, wasDue } from '../ui/time'
import { CourseHead } from './course-head'
import type { CoursePageProps } from './course-page'

export function StaffHead(props: CoursePageProps) {
  const { view, outline, mayEdit } = props
  const { t } = view
  return (
    <>
      <CourseHead view={view} course={outline.course} current={urls.course(outline.course.id)} mayEdit={mayEdit}>
        <SeeAsLearner view={view} href={urls.courseAsLearner(outline.course.id)} icon="eye">
          {t('courses.viewAsLearner')}
        </SeeAsLearner>
        {mayEdit && (
          <LinkButton kind="primary" href={urls.outline(outline.course.id)} icon="edit">
            {t('courses.edit')}
          </LinkButton>
        )}
      </CourseHead>
      <Lead {...props} />
    </>
  )
}

export function Head(props: CoursePageProps) {
  const { view, outline } = props
  const { course, standing, enrollment, current } = outline
  const { t } = view
  const isVisitor = standing.as === 'visitor'
  const trail =
    isVisitor || !view.actor
      ? { href: urls.catalogue(), label: t('catalogue.title') }
      : { href: urls.home(), label: t('shell.home') }
  return (
    <header class="course-intro">
      <Breadcrumbs view={view} trail={[trail]} />
      <h1 dir="auto">{course.title}</h1>
      {standing.closed && (
        <Notice meaning="info">
          <p>{sayMessage(view, standing.closed)}</p>
        </Notice>
      )}
      {!standing.closed && standing.isReadOnly && standing.as === 'learner' && !props.asLearner && (
        <Notice meaning="info">
          <p>{t('courses.readOnly')}</p>
        </Notice>
      )}
      {props.finish ? null : enrollment?.completedAt ? (
        <p>
          <Chip meaning="good" icon="check-circle">
            {t('courses.completedOn', {
              day: date(view, enrollment.completedAt, { day: 'numeric', month: 'long', year: 'numeric' }),
            })}
          </Chip>
        </p>
      ) : (
        enrollment?.dueAt && (
          <p>
            <Chip meaning={enrollment.dueAt < view.now ? 'problem' : 'attention'} icon="clock">
              {wasDue(view, enrollment.dueAt, outline.zone) ??
                t('courses.due', { when: dueTime(view, enrollment.dueAt, outline.zone) })}
            </Chip>
          </p>
        )
      )}
      <div class="buttons">
        {current && (
          <LinkButton kind="primary" href={urls.itemOfKind(current.kind, current.id)} iconAfter="arrow-right">
            {outline.done > 0 || current.isStarted
              ? t('courses.continue', { title: current.title })
              : t('courses.start')}
          </LinkButton>
        )}
        <Join {...props} />
      </div>
      {!props.finish && <Lead {...props} />}
    </header>
  )
}

/** What the course is about and under what terms others may use it. */
export function Lead({ view, outline: { course } }: CoursePageProps) {
  if (!course.summary && !course.licence) return null
  return (
    <div class="course-lead">
      {course.summary && (
        <p class="lead-in" dir="auto">
          {course.summary}
        </p>
      )}
      {course.licence && (
        <p class="small muted">
          <bdi>{view.t('courses.licence', { name: course.licence })}</bdi>
        </p>
      )}
    </div>
  )
}

function Join({ view, outline, wayIn, hasAsked }: CoursePageProps) {
  const { t } = view
  const { id } = outline.course
  if (outline.standing.as !== 'visitor') return null
  if (!wayIn) return <p class="muted">{t('courses.byStaff')}</p>
  if (!view.actor) {
    return (
      <LinkButton kind="primary" href={urls.signIn(urls.course(id))} iconAfter="arrow-right">
        {t('courses.signInToJoin')}
      </LinkButton>
    )
  }
  if (wayIn === 'code') {
    return (
      <LinkButton kind="primary" href={urls.join()} icon="key">
        {t('courses.joinByCode')}
      </LinkButton>
    )
  }
  if (wayIn === 'open') {
    return (
      <Form action={urls.courseMembership(id)}>
        <Button kind="primary">{t('courses.join')}</Button>
      </Form>
    )
  }
  if (hasAsked) {
    return (
      <Form action={urls.courseRequest(id)} method="delete" class="buttons">
        <Chip meaning="info">{t('courses.asked')}</Chip>
        <Button kind="quiet">{t('courses.askNoMore')}</Button>
      </Form>
    )
  }
  return (
    <Form action={urls.courseRequest(id)} class="ask">
      <textarea
        name="message"
        class="input"
        rows={2}
        maxlength={1000}
        dir="auto"
        placeholder={t('courses.askMessage')}
        aria-label={t('courses.askMessage')}
      />
      <Button kind="primary">{t('courses.ask')}</Button>
    </Form>
  )
}
