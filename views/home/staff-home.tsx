import type { AnnouncementLine } from '../../worker/domain/announcements'
import type { ChecklistState } from '../../worker/domain/organization'
import { urls } from '../../worker/urls'
import { UnreadAnnouncement } from '../announcements/unread'
import { RequestRow } from '../courses/join-requests'
import { Shell } from '../layouts/shell'
import { OwnerChecklist } from '../organization/checklist'
import type { MessageKey } from '../translate'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { Notice } from '../ui/notice'
import { percent } from '../ui/numbers'
import { ProgressLine } from '../ui/progress'
import { Row, Rows } from '../ui/rows'
import type { View } from '../view'
import { Hello } from './hello'
import { Section } from './home-section'
import type { Learning } from './learner-home'
import { type Managed, ManagedGroups } from './managed-groups'
import { type Reported, ReportedLessons, reportedAt } from './reported-lessons'

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
  managed: Managed[]
  reported: Reported[]
  /** What is announced and not read. */
  announced: AnnouncementLine[]
  /** Questions about grades that wait for an answer, by course. */
  inquiries: { courseId: string; n: number }[]
  /** How much could not be done, for those who may try it again. */
  deadLetters: number
  mayCreate: boolean
  checklist: ChecklistState | null
}

export function StaffHome(props: StaffHomeProps) {
  const { view, courses, requests, learning, managed, reported, inquiries, mayCreate, checklist, deadLetters } = props
  const { t } = view
  const toMark = courses.reduce((sum, course) => sum + course.toMark, 0)
  const waiting = courses.find((course) => course.toMark > 0)
  const going = learning.find(({ itemId, completedAt }) => itemId && completedAt === null)
  const problems = reported[0]?.total ?? 0
  const waits = [
    waiting && { text: t('home.awaitsMarks', { n: toMark }), href: urls.marking(waiting.id) },
    inquiries[0] && {
      text: t('home.awaitsInquiries', { n: inquiries.reduce((sum, { n }) => sum + n, 0) }),
      href: urls.inquiries(inquiries[0].courseId),
    },
    reported[0] && { text: t('home.awaitsProblems', { n: problems }), href: reportedAt(reported[0]) },
    requests.length > 0 && { text: t('home.awaitsRequests', { n: requests.length }), href: '#requests' },
  ].filter((one) => typeof one === 'object')
  const sentences = waits.length ? waits : [{ text: t('home.allDone') }]
  const first = courses[0]
  return (
    <Shell view={view} title={t('shell.home')} styles={['css/home.css', 'css/staff.css']}>
      <Hello view={view} sentences={courses.length ? sentences : []} />
      <UnreadAnnouncement view={view} unread={props.announced} all={urls.announcements()} />
      {deadLetters > 0 && (
        <Notice meaning="attention">
          {t('deadLetters.notice', { n: deadLetters })} <a href={urls.deadLetters()}>{t('deadLetters.look')}</a>
        </Notice>
      )}
      {checklist && (
        <OwnerChecklist
          view={view}
          state={checklist}
          links={{
            brand: `${urls.organization()}#logo-panel`,
            course: `${urls.courses()}#title`,
            people: `${urls.invitations()}#emails`,
            owner: `${urls.people()}?add=owner#add-person`,
            ...(first ? { preview: urls.courseAsLearner(first.id) } : {}),
          }}
        />
      )}
      <div class={requests.length || reported.length || going || managed.length ? 'columns' : undefined}>
        <div>
          <Section heading={t('home.yourCourses')} more={{ href: urls.courses(), label: t('home.allCourses') }}>
            {courses.length === 0 ? (
              <Empty drawing="books" small sentence={t('home.noCoursesOfStaff')}>
                {mayCreate && (
                  <LinkButton kind={checklist ? undefined : 'primary'} href={`${urls.courses()}#title`}>
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
            <Section id="requests" heading={t('home.requests')}>
              <Rows>
                {requests.map((request) => (
                  <RequestRow view={view} request={request} course={request.course} />
                ))}
              </Rows>
            </Section>
          )}
          <ReportedLessons view={view} reported={reported} />
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
          <ManagedGroups view={view} managed={managed} />
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
          <a href={urls.marking(course.id)}>
            <Chip meaning="attention" icon="assignment">
              {t('courses.toMark', { n: course.toMark })}
            </Chip>
          </a>
        ) : (
          course.learners > 0 && (
            <span class="small muted num">
              {t('home.doneOnAverage', { percent: percent(view, (course.percent ?? 0) / 100) })}
            </span>
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
