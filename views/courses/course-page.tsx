import type { AnnouncementLine } from '../../worker/domain/announcements'
import type { Clause } from '../../worker/domain/rules'
import type { Message } from '../../worker/lib/message'
import { urls } from '../../worker/urls'
import { UnreadAnnouncement } from '../announcements/unread'
import { Document } from '../layouts/document'
import { LanguageChoice } from '../layouts/language-choice'
import { Mark } from '../layouts/mark'
import { Shell } from '../layouts/shell'
import { Button, LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import type { View } from '../view'
import { About } from './course-about'
import { Head, Lead, StaffHead } from './course-intro'
import { type OwnReviews, Path, type ShownItem } from './course-path'
import { FinishedCard } from './finished-card'
import { Requests } from './join-requests'

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
      visibility: string
      archivedAt: number | null
      certificate: boolean
      chat: boolean
      inOrder: boolean
      tags: string[]
    }
    /** IANA zone in which the course says its dates. */
    zone: string
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
  /** What a learner who has completed it brought home, and the course to go on with. */
  finish: {
    certificateId: string | null
    /** Under which strangers look it up. */
    code: string | null
    isRevoked: number
    /** The survey that asks what they thought of it, until they have answered. */
    feedbackId: string | null
    nextId: string | null
    nextTitle: string | null
  } | null
  wayIn: 'open' | 'request' | 'code' | null
  reviews: OwnReviews[]
  hasAsked: boolean
  requests: { id: string; userId: string; name: string; photoId: string | null; message: string; createdAt: number }[]
  /** What is announced here and the reader has not read. */
  announced: AnnouncementLine[]
  mayEdit: boolean
  mayLeave: boolean
  /** Staff who look as a learner would. */
  asLearner: boolean
}

export function CoursePage(props: CoursePageProps) {
  const { view, outline, asLearner, finish } = props
  const { course, standing } = outline
  const body = (
    <>
      {standing.as === 'learner' && outline.all > 0 && !(finish && outline.done >= outline.all) && (
        <progress
          class="line thin"
          max="100"
          value={outline.percent}
          aria-label={view.t('courses.progressIn', { course: course.title })}
        />
      )}
      {asLearner && <AsLearner view={view} courseId={course.id} />}
      {standing.as === 'staff' ? <StaffHead {...props} /> : <Head {...props} />}
      <UnreadAnnouncement view={view} unread={props.announced} all={urls.courseAnnouncements(course.id)} />
      <FinishedCard {...props} />
      {finish && <Lead {...props} />}
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
      <Shell
        view={view}
        title={course.title}
        styles={[
          'css/course.css',
          ...(standing.as === 'staff' ? (['css/staff.css'] as const) : []),
          ...(props.announced.length > 0 ? (['css/home.css'] as const) : []),
        ]}
      >
        {body}
      </Shell>
    )
  }
  return (
    <Document
      view={view}
      title={course.title}
      description={course.summary || course.title}
      class="open"
      styles={['css/course.css']}
    >
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
          <LanguageChoice view={view} />
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
      {view.previewAwaited && (
        <Form action={urls.checklistStep('preview')} method="put">
          <Button small>{view.t('courses.asLearnerSeen')}</Button>
        </Form>
      )}
    </Notice>
  )
}
