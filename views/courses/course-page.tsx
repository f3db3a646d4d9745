import { can } from '../../worker/domain/policy'
import type { Clause } from '../../worker/domain/rules'
import type { Message } from '../../worker/lib/message'
import { urls } from '../../worker/urls'
import { Document } from '../layouts/document'
import { Mark } from '../layouts/mark'
import { Shell } from '../layouts/shell'
import { sayLock } from '../rules/say-rule'
import { sayMessage } from '../say-message'
import { Person } from '../ui/avatar'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { Notice } from '../ui/notice'
import { percent } from '../ui/numbers'
import { ProgressLine } from '../ui/progress'
import { Tag } from '../ui/tag'
import { date, humanAgo, humanTime, Time } from '../ui/time'
import type { View } from '../view'
import { CourseHead } from './course-head'
import { type Kind, kindIcon, kindKey, minutesOf, sayCompletion } from './words'

export type ShownItem = {
  id: string
  kind: Kind
  title: string
  number: number
  state: 'done' | 'current' | 'open' | 'locked' | 'draft'
  lock: Clause[]
  isStarted: boolean
  completedAt: number | null
  overrideReason: string | null
  completion: Parameters<typeof sayCompletion>[1]
  required: boolean
  expectedMinutes: number | null
  points: number | null
  maxPoints: number | null
  dueAt: number | null
}

export type CoursePageProps = {
  view: View
  outline: {
    course: {
      id: string
      title: string
      summary: string
      /** Under what terms it may be used by others; its authors are to be named. */
      licence: string
      pictureId: string | null
      expectedHours: number | null
      startsAt: number | null
      endsAt: number | null
      publishedAt: number | null
      archivedAt: number | null
      certificate: boolean
      inOrder: boolean
      tags: string[]
    }
    standing: { as: 'staff' | 'learner' | 'observer' | 'visitor'; closed: Message | null; isReadOnly: boolean }
    enrollment: { completedAt: number | null; dueAt: number | null } | null
    modules: { id: string; title: string; number: number; lock: Clause[]; items: ShownItem[] }[]
    items: ShownItem[]
    current: ShownItem | null
    done: number
    all: number
    percent: number
    minutesLeft: number
  }
  staff: { userId: string; role: string; name: string; photoId: string | null }[]
  category: { id: string; name: string } | null
  wayIn: 'open' | 'request' | 'code' | null
  hasAsked: boolean
  requests: { id: string; userId: string; name: string; photoId: string | null; message: string; createdAt: number }[]
  mayEdit: boolean
  mayLeave: boolean
  /** Staff who look as a learner would. */
  asLearner: boolean
}

export function CoursePage(props: CoursePageProps) {
  const { view, outline, asLearner } = props
  const { course, standing } = outline
  const body = (
    <>
      {standing.as === 'learner' && outline.all > 0 && (
        <progress
          class="line thin"
          max="100"
          value={outline.percent}
          aria-label={view.t('courses.progressIn', { course: course.title })}
        />
      )}
      {asLearner && <AsLearner view={view} courseId={course.id} />}
      {standing.as === 'staff' ? <StaffHead {...props} /> : <Head {...props} />}
      <div class="course-page">
        <div>
          <Requests {...props} />
          <Path {...props} />
        </div>
        <About {...props} />
      </div>
    </>
  )
  if (view.actor) {
    return (
      <Shell view={view} title={course.title}>
        {body}
      </Shell>
    )
  }
  return (
    <Document view={view} title={course.title} description={course.summary || course.title} class="open">
      <header class="top">
        <Mark organization={view.organization} href={urls.catalogue()} />
        <div class="top-end">
          <LinkButton small href={urls.signIn(urls.course(course.id))}>
            {view.t('courses.signIn')}
          </LinkButton>
        </div>
      </header>
      <div class="page">
        <main id="main" tabindex={-1}>
          {body}
        </main>
      </div>
    </Document>
  )
}

function AsLearner({ view, courseId }: { view: View; courseId: string }) {
  return (
    <Notice meaning="info">
      <p>
        {view.t('courses.asLearnerNotice')} <a href={urls.course(courseId)}>{view.t('courses.asLearnerBack')}</a>
      </p>
      {view.actor?.role === 'owner' && (
        <Form action={urls.checklistStep('preview')} method="put">
          <Button small>{view.t('courses.asLearnerSeen')}</Button>
        </Form>
      )}
    </Notice>
  )
}

function StaffHead({ view, outline, mayEdit }: CoursePageProps) {
  const { t } = view
  return (
    <CourseHead view={view} course={outline.course} current={urls.course(outline.course.id)} mayEdit={mayEdit}>
      <LinkButton href={urls.courseAsLearner(outline.course.id)} icon="eye">
        {t('courses.viewAsLearner')}
      </LinkButton>
      {mayEdit && (
        <LinkButton kind="primary" href={urls.outline(outline.course.id)} icon="edit">
          {t('courses.edit')}
        </LinkButton>
      )}
    </CourseHead>
  )
}

function Head(props: CoursePageProps) {
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
      <h1>
        <bdi>{course.title}</bdi>
      </h1>
      {course.summary && (
        <p class="lead-in" dir="auto">
          {course.summary}
        </p>
      )}
      {course.licence && (
        <p class="small muted">
          <bdi>{t('courses.licence', { name: course.licence })}</bdi>
        </p>
      )}
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
      {enrollment?.completedAt ? (
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
              {t('courses.due', { when: humanTime(view, enrollment.dueAt) })}
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
    </header>
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

function Requests({ view, requests }: CoursePageProps) {
  const { t } = view
  if (!requests.length) return null
  return (
    <section class="section" aria-labelledby="requests">
      <h2 id="requests">{t('courses.requests', { n: requests.length })}</h2>
      <ul class="rows" role="list">
        {requests.map((request) => (
          <RequestRow view={view} request={request} />
        ))}
      </ul>
    </section>
  )
}

type RequestRowProps = {
  view: View
  request: { id: string; userId: string; name: string; photoId: string | null; message: string; createdAt: number }
  course?: string
}

/** Somebody who asks to be let in: answered in one click. */
export function RequestRow({ view, request, course }: RequestRowProps) {
  const { t } = view
  return (
    <li>
      <Person
        name={request.name}
        photo={request.photoId && urls.media(request.photoId)}
        card={can(view.actor, 'person.list') ? urls.personCard(request.userId) : undefined}
      />
      <span class="buttons">
        <Form action={urls.requestApproval(request.id)}>
          <Button small kind="primary" aria-label={t('courses.approveWho', { name: request.name })}>
            {t('courses.approve')}
          </Button>
        </Form>
        <Form action={urls.requestRefusal(request.id)}>
          <Button small aria-label={t('courses.declineWho', { name: request.name })}>
            {t('courses.decline')}
          </Button>
        </Form>
      </span>
      <span class="below" dir="auto">
        {[course, humanAgo(view, request.createdAt), request.message].filter(Boolean).join(' · ')}
      </span>
    </li>
  )
}

function Path({ view, outline, mayEdit }: CoursePageProps) {
  const { t } = view
  if (!outline.items.length) {
    return <p class="muted">{t(mayEdit ? 'courses.emptyForStaff' : 'courses.emptyForLearners')}</p>
  }
  const opens = outline.standing.as !== 'visitor'
  return (
    <section class="path large" aria-label={t('courses.path')}>
      {outline.modules
        .filter((module) => module.items.length > 0)
        .map((module) => (
          <>
            <h2>
              <span class="num">{module.number} · </span>
              <bdi>{module.title}</bdi>
            </h2>
            {module.lock.length > 0 && <p class="fact-line">{sayLock(view, module.lock)}</p>}
            <ol role="list" start={module.items[0]?.number}>
              {module.items.map((item) => (
                <PathItem view={view} item={item} opens={opens} />
              ))}
            </ol>
          </>
        ))}
    </section>
  )
}

const stateClass = { done: 'done', current: 'now', open: '', locked: 'locked', draft: 'locked' } as const

function PathItem({ view, item, opens }: { view: View; item: ShownItem; opens: boolean }) {
  const { t } = view
  const isOpen = opens && item.state !== 'locked'
  const isLate = item.dueAt !== null && item.dueAt < view.now && item.state !== 'done'
  const facts = [
    t(kindKey[item.kind]),
    item.expectedMinutes ? minutesOf(view, item.expectedMinutes) : null,
    item.required ? null : t('courses.optional'),
    item.state === 'done' || !opens ? null : sayCompletion(view, item.completion),
  ].filter(Boolean)
  return (
    <li class={stateClass[item.state] || undefined} aria-current={item.state === 'current' ? 'step' : undefined}>
      {isOpen ? (
        <a href={urls.itemOfKind(item.kind, item.id)}>
          <bdi>{item.title}</bdi>
        </a>
      ) : (
        <span>
          <bdi>{item.title}</bdi>
        </span>
      )}
      <span class="visually-hidden">{opens ? t(`courses.state.${item.state}`) : ''}</span>
      <span class="end">
        {item.points !== null && item.maxPoints !== null && (
          <span class="num small">{t('courses.pointsOf', { points: item.points, all: item.maxPoints })}</span>
        )}
        {item.state === 'done' ? (
          <Chip meaning="good" icon="check">
            {t('courses.state.done')}
          </Chip>
        ) : item.state === 'draft' ? (
          <Tag>{t('courses.draft')}</Tag>
        ) : (
          item.dueAt !== null && (
            <Chip
              meaning={isLate ? 'problem' : item.dueAt - view.now < 3 * 86_400_000 ? 'attention' : undefined}
              icon="clock"
            >
              <Time view={view} at={item.dueAt} />
            </Chip>
          )
        )}
      </span>
      <span class="fact-line">
        <Icon name={kindIcon[item.kind]} />
        {facts.join(' · ')}
      </span>
      {item.lock.length > 0 && opens && (
        <span class="fact-line">
          <Icon name="lock" />
          {sayLock(view, item.lock)}
        </span>
      )}
      {item.overrideReason && <span class="fact-line">{t('courses.byHand', { reason: item.overrideReason })}</span>}
    </li>
  )
}

function About({ view, outline, staff, category, mayLeave }: CoursePageProps) {
  const { t } = view
  const { course, standing } = outline
  const teachers = staff.filter(({ role }) => role === 'instructor')
  const isPeer = outline.standing.as !== 'visitor' && outline.standing.as !== 'observer'
  return (
    <aside class="about">
      {course.pictureId && <img class="picture" src={urls.media(course.pictureId)} alt="" width={540} height={304} />}
      {standing.as === 'learner' && outline.all > 0 && (
        <div class="about-progress">
          <p class="num">
            <b>{percent(view, outline.percent / 100)}</b>{' '}
            <span class="muted small">{t('courses.doneOf', { done: outline.done, all: outline.all })}</span>
          </p>
          <ProgressLine value={outline.percent / 100} label={t('courses.progressIn', { course: course.title })} />
          {outline.minutesLeft > 0 && (
            <p class="small muted">{t('courses.left', { time: minutesOf(view, outline.minutesLeft) })}</p>
          )}
          {view.actor && outline.enrollment && !view.actor.courseRoles[course.id] && (
            <p class="small">
              <a href={urls.learner(course.id, view.actor.id)}>{t('courses.myWork')}</a>
            </p>
          )}
        </div>
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
              <a href={urls.catalogue(category.id)}>{category.name}</a>
            </dd>
          </div>
        )}
        {course.certificate && (
          <div>
            <dt>{t('courses.atTheEnd')}</dt>
            <dd>
              <Chip icon="certificate">{t('courses.aCertificate')}</Chip>
            </dd>
            {outline.enrollment?.completedAt != null && (
              <dd>
                <a href={urls.certificates()}>{t('courses.myCertificate')}</a>
              </dd>
            )}
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
