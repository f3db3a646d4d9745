import type { Child } from 'hono/jsx'
import type { ChecklistState } from '../../worker/domain/organization'
import type { Clause } from '../../worker/domain/rules'
import { clockAt } from '../../worker/lib/zones'
import { urls } from '../../worker/urls'
import { RequestRow } from '../courses/join-requests'
import { type Kind, minutesOf } from '../courses/words'
import { Shell } from '../layouts/shell'
import { OwnerChecklist } from '../organization/checklist'
import { sayLock } from '../rules/say-rule'
import type { MessageKey } from '../translate'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { Icon } from '../ui/icon'
import { number } from '../ui/numbers'
import { ProgressArc, ProgressLine } from '../ui/progress'
import { Row, Rows } from '../ui/rows'
import { date, humanTime } from '../ui/time'
import type { View } from '../view'

type Learning = {
  courseId: string
  title: string
  state: string
  percent: number
  itemsDone: number
  itemsAll: number
  completedAt: number | null
  dueAt: number | null
  itemId: string | null
  itemKind: Kind | null
  itemTitle: string | null
  itemMinutes: number | null
  itemSeconds: number | null
}

type LearnerHomeProps = {
  view: View
  courses: Learning[]
  /** Where to go on; null where everything is done or locked. */
  going: {
    course: { id: string; title: string }
    percent: number
    item: { id: string; kind: Kind; title: string; expectedMinutes: number | null; isStarted: boolean }
  } | null
  due: { id: string; kind: Kind; title: string; course: string; dueAt: number; lock: Clause[] }[]
  news: { id: string; kind: Kind; title: string; course: string; at: number | null }[]
  marks: {
    id: string
    kind: Kind
    title: string
    points: number | null
    maxPoints: number
    by: string | null
  }[]
  isObserver: boolean
}

const DAY = 86_400_000

export function LearnerHome(props: LearnerHomeProps) {
  const { view, courses, going, due, news, marks, isObserver } = props
  const { t } = view
  const soon = due.filter(({ dueAt }) => dueAt - view.now < 7 * DAY)
  return (
    <Shell view={view} title={t('shell.home')}>
      <Hello view={view} sentence={soon.length ? t('home.dueSentence', { n: soon.length }) : t('home.nothingDue')} />
      {courses.length === 0 ? (
        <Empty drawing="path" heading={t('home.noCourses')} sentence={t('home.noCoursesSentence')}>
          <LinkButton kind="primary" href={urls.catalogue()}>
            {t('home.findCourse')}
          </LinkButton>
          {isObserver && <LinkButton href={urls.observed()}>{t('home.observed')}</LinkButton>}
        </Empty>
      ) : (
        <div class="columns">
          <div>
            {going && (
              <Continue view={view} going={going} line={courses.find(({ courseId }) => courseId === going.course.id)} />
            )}
            <YourCourses view={view} courses={courses} />
          </div>
          <aside>
            <Due view={view} due={due} />
            <News view={view} news={news} marks={marks} />
            {isObserver && (
              <p class="section">
                <a href={urls.observed()}>{t('home.observed')}</a>
              </p>
            )}
          </aside>
        </div>
      )}
    </Shell>
  )
}

/** By the reader's own clock. */
function Hello({ view, sentence }: { view: View; sentence?: string }) {
  const { hour } = clockAt(view.now, view.zone)
  const time = hour < 5 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
  const name = firstName(view.actor?.name ?? '')
  return (
    <div class="hello">
      <h1>{view.t(`home.hello.${time}`, { name })}</h1>
      {sentence && <p>{sentence}</p>}
    </div>
  )
}

/** What friends would say; names without spaces are said whole. */
const firstName = (name: string) => name.trim().split(/\s+/)[0] ?? name

type ContinueProps = { view: View; going: NonNullable<LearnerHomeProps['going']>; line: Learning | undefined }

function Continue({ view, going: { course, percent, item }, line }: ContinueProps) {
  const { t } = view
  const time = timeFor(view, item.expectedMinutes, line?.itemId === item.id ? (line.itemSeconds ?? 0) : 0)
  const label = t('courses.progressIn', { course: course.title })
  return (
    <article class="continue">
      <ProgressArc view={view} value={percent / 100} label={label} />
      <div>
        <a class="small muted" href={urls.course(course.id)}>
          <bdi>{course.title}</bdi>
        </a>
        <h2>
          <bdi>{item.title}</bdi>
        </h2>
        {time && <Chip icon="clock">{time}</Chip>}
      </div>
      <LinkButton kind="primary" href={urls.itemOfKind(item.kind, item.id)} iconAfter="arrow-right">
        {t(percent > 0 || item.isStarted ? 'home.continue' : 'home.start')}
      </LinkButton>
    </article>
  )
}

/** What an item takes, or what is left of it; nothing once its time is as good as spent, for nobody knows then. */
function timeFor(view: View, expected: number | null, spentSeconds: number): string | null {
  if (expected === null) return null
  const spent = Math.floor(spentSeconds / 60)
  if (spent === 0) return view.t('home.minutes', { time: minutesOf(view, expected) })
  return expected - spent > 1 ? view.t('home.minutesLeft', { time: minutesOf(view, expected - spent) }) : null
}

function YourCourses({ view, courses }: { view: View; courses: Learning[] }) {
  const { t } = view
  return (
    <Section heading={t('home.yourCourses')} more={{ href: urls.catalogue(), label: t('home.allCourses') }}>
      <Rows>
        {courses.map((course) => (
          <Row
            href={urls.course(course.courseId)}
            title={<bdi>{course.title}</bdi>}
            end={
              course.completedAt ? (
                <Chip meaning="good">
                  {t('home.completed', { day: date(view, course.completedAt, { day: 'numeric', month: 'long' }) })}
                </Chip>
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

function Due({ view, due }: Pick<LearnerHomeProps, 'view' | 'due'>) {
  const { t } = view
  return (
    <Section heading={t('home.due')}>
      {due.length === 0 ? (
        <p class="muted small">{t('home.nothingDueSoon')}</p>
      ) : (
        <Rows>
          {due.map(({ id, kind, title, course, dueAt, lock }) => (
            <Row
              href={urls.itemOfKind(kind, id)}
              title={<bdi>{title}</bdi>}
              below={
                <>
                  <bdi>{course}</bdi>
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
                  {dueAt < view.now ? t('home.late', { when: humanTime(view, dueAt) }) : humanTime(view, dueAt)}
                </Chip>
              }
            />
          ))}
        </Rows>
      )}
    </Section>
  )
}

function News({ view, news, marks }: Pick<LearnerHomeProps, 'view' | 'news' | 'marks'>) {
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

type StaffHomeProps = {
  view: View
  courses: {
    id: string
    title: string
    publishedAt: number | null
    learners: number
    active: number
    percent: number | null
    toMark: number
  }[]
  requests: {
    id: string
    userId: string
    name: string
    photoId: string | null
    message: string
    course: string
    createdAt: number
  }[]
  learning: Learning[]
  mayCreate: boolean
  checklist: ChecklistState | null
}

export function StaffHome({ view, courses, requests, learning, mayCreate, checklist }: StaffHomeProps) {
  const { t } = view
  const toMark = courses.reduce((sum, course) => sum + course.toMark, 0)
  const going = learning.find(({ itemId, completedAt }) => itemId && completedAt === null)
  const sentence =
    toMark + requests.length > 0 ? t('home.awaits', { marks: toMark, requests: requests.length }) : t('home.allDone')
  const first = courses[0]
  return (
    <Shell view={view} title={t('shell.home')}>
      <Hello view={view} sentence={courses.length ? sentence : undefined} />
      {checklist && (
        <OwnerChecklist
          view={view}
          state={checklist}
          links={{
            brand: urls.organization(),
            owner: urls.people(),
            people: urls.people(),
            course: urls.courses(),
            ...(first ? { preview: urls.courseAsLearner(first.id) } : {}),
          }}
        />
      )}
      <div class={requests.length || going ? 'columns' : undefined}>
        <div>
          <Section heading={t('home.yourCourses')} more={{ href: urls.courses(), label: t('home.allCourses') }}>
            {courses.length === 0 ? (
              <Empty drawing="books" small sentence={t('home.noCoursesOfStaff')}>
                {mayCreate && (
                  <LinkButton kind="primary" href={urls.courses()}>
                    {t('courses.create')}
                  </LinkButton>
                )}
              </Empty>
            ) : (
              <Rows>
                {courses.map((course) => (
                  <StaffCourse view={view} course={course} />
                ))}
              </Rows>
            )}
          </Section>
        </div>
        <aside>
          {requests.length > 0 && (
            <Section heading={t('home.requests')}>
              <Rows>
                {requests.map((request) => (
                  <RequestRow view={view} request={request} course={request.course} />
                ))}
              </Rows>
            </Section>
          )}
          {going && (
            <Section heading={t('home.learning')}>
              <Rows>
                <Row
                  href={urls.itemOfKind(going.itemKind!, going.itemId!)}
                  title={<bdi>{going.itemTitle}</bdi>}
                  below={<bdi>{going.title}</bdi>}
                >
                  <ProgressLine value={going.percent / 100} label={t('courses.progressIn', { course: going.title })} />
                </Row>
              </Rows>
            </Section>
          )}
        </aside>
      </div>
    </Shell>
  )
}

function StaffCourse({ view, course }: { view: View; course: StaffHomeProps['courses'][number] }) {
  const { t } = view
  const facts = course.publishedAt
    ? t('home.learnersActive', { learners: course.learners, active: course.active })
    : t('courses.draft')
  return (
    <Row
      href={urls.course(course.id)}
      title={<bdi>{course.title}</bdi>}
      below={facts}
      end={
        course.toMark > 0 ? (
          <Chip meaning="attention" icon="assignment">
            {t('courses.toMark', { n: course.toMark })}
          </Chip>
        ) : (
          course.learners > 0 && (
            <span class="small muted num">{number(view, (course.percent ?? 0) / 100, { style: 'percent' })}</span>
          )
        )
      }
    >
      {course.learners > 0 && (
        <ProgressLine
          value={(course.percent ?? 0) / 100}
          label={t('courses.progressIn' as MessageKey, { course: course.title })}
        />
      )}
    </Row>
  )
}

type SectionProps = { heading: string; more?: { href: string; label: string }; children?: Child }

function Section({ heading, more, children }: SectionProps) {
  return (
    <section class="section">
      <div class="section-head">
        <h2>{heading}</h2>
        {more && <a href={more.href}>{more.label}</a>}
      </div>
      {children}
    </section>
  )
}
