import type { AnnouncementLine } from '../../worker/domain/announcements'
import type { Clause } from '../../worker/domain/rules'
import { urls } from '../../worker/urls'
import { UnreadAnnouncement } from '../announcements/unread'
import type { Kind } from '../courses/words'
import { Shell } from '../layouts/shell'
import { LinkButton } from '../ui/button'
import { Empty } from '../ui/empty'
import { Notice } from '../ui/notice'
import type { View } from '../view'
import { Continue } from './continue-card'
import { Following, type Observed } from './following'
import { Hello } from './hello'
import { DAY, Due, News, ReviewsToDo, YourCourses } from './learner-lists'
import { type Managed, ManagedGroups } from './managed-groups'

export type Learning = {
  courseId: string
  title: string
  state: string
  percent: number
  itemsDone: number
  itemsAll: number
  completedAt: number | null
  certificateId: string | null
  /** A survey that asks who has completed it, and that they have not answered. */
  feedbackId: string | null
  dueAt: number | null
  itemId: string | null
  itemKind: Kind | null
  itemTitle: string | null
  itemMinutes: number | null
  itemSeconds: number | null
}

export type LearnerHomeProps = {
  view: View
  courses: Learning[]
  /** Where to go on; null where everything is done or locked. */
  going: {
    course: { id: string; title: string }
    percent: number
    item: { id: string; kind: Kind; title: string; expectedMinutes: number | null; isStarted: boolean }
  } | null
  due: { id: string; kind: Kind | 'course'; title: string; course: string | null; dueAt: number; lock: Clause[] }[]
  news: { id: string; kind: Kind; title: string; course: string; at: number | null }[]
  marks: {
    id: string
    kind: Kind
    title: string
    points: number | null
    maxPoints: number
    by: string | null
  }[]
  /** Assignments for which the reader is to review the work of others. */
  reviews: { id: string; title: string; course: string; count: number; endsAt: number }[]
  /** What is announced and not read. */
  announced: AnnouncementLine[]
  observed: Observed[]
  managed: Managed[]
}

export function LearnerHome(props: LearnerHomeProps) {
  const { view, courses, going, due, news, marks, reviews, observed, managed, announced } = props
  const { t } = view
  const soon = [...due.map(({ dueAt }) => dueAt), ...reviews.map(({ endsAt }) => endsAt)].filter(
    (at) => at - view.now < 7 * DAY,
  )
  const follows = observed.length > 0 && courses.length === 0
  const sentence = follows
    ? t('home.following', { n: observed.length, name: observed[0]!.name })
    : soon.length
      ? t('home.dueSentence', { n: soon.length })
      : due.length
        ? t('home.nothingDue')
        : undefined
  return (
    <Shell view={view} title={t('shell.home')} styles={['css/home.css']}>
      <Hello view={view} sentences={sentence ? [{ text: sentence }] : []} />
      <UnreadAnnouncement view={view} unread={announced} all={urls.announcements()} />
      {follows ? (
        <Following view={view} observed={observed} alone />
      ) : courses.length === 0 ? (
        <Empty drawing="path" heading={t('home.noCourses')} sentence={t('home.noCoursesSentence')}>
          <LinkButton kind="primary" href={urls.catalogue()}>
            {t('home.findCourse')}
          </LinkButton>
        </Empty>
      ) : (
        <div class="columns">
          <div>
            {going && (
              <Continue view={view} going={going} line={courses.find(({ courseId }) => courseId === going.course.id)} />
            )}
            <Feedback view={view} courses={courses} />
            <YourCourses view={view} courses={courses} more={{ href: urls.catalogue(), label: t('home.allCourses') }} />
          </div>
          <aside>
            <Due view={view} due={due} />
            <ReviewsToDo view={view} reviews={reviews} />
            <News view={view} news={news} marks={marks} />
            <Following view={view} observed={observed} />
            <ManagedGroups view={view} managed={managed} />
          </aside>
        </div>
      )}
      {courses.length === 0 && <ManagedGroups view={view} managed={managed} />}
    </Shell>
  )
}

const A_MONTH = 30 * DAY

/** What the course was like is asked once, of the one that was completed last, and not for ever. */
function Feedback({ view, courses }: Pick<LearnerHomeProps, 'view' | 'courses'>) {
  const [asked] = courses
    .filter(({ feedbackId, completedAt }) => feedbackId && completedAt !== null && view.now - completedAt < A_MONTH)
    .sort((a, b) => b.completedAt! - a.completedAt!)
  if (!asked?.feedbackId) return null
  return (
    <Notice meaning="info">
      <p>
        {view.t('surveys.inviteHome', { course: asked.title })}{' '}
        <a href={urls.quiz(asked.feedbackId)}>{view.t('surveys.inviteLink')}</a>
      </p>
    </Notice>
  )
}
