import type { Child } from 'hono/jsx'
import { urls } from '../../worker/urls'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Tabs } from '../ui/tabs'
import type { View } from '../view'

type CourseHeadProps = {
  view: View
  course: { id: string; title: string }
  /** Href of the tab that this page is. */
  current: string
  /** Whether the reader may change the course, or only look after its learners. */
  mayEdit: boolean
  /** Buttons beside the title. */
  children?: Child
}

/** The top of every page by which staff run a course: where it is, what it is called, and its other pages. */
export function CourseHead({ view, course, current, mayEdit, children }: CourseHeadProps) {
  return (
    <header class="course-head">
      <Breadcrumbs view={view} trail={[{ href: urls.courses(), label: view.t('courses.title') }]} />
      <div class="head-line">
        <h1>
          <bdi>{course.title}</bdi>
        </h1>
        {children && <div class="buttons">{children}</div>}
      </div>
      <Tabs label={view.t('courses.pages')} current={current} tabs={courseTabs(view, course.id, mayEdit)} />
    </header>
  )
}

/** Only what works: a tab is added by whoever builds the page behind it. */
function courseTabs({ t }: View, courseId: string, mayEdit: boolean) {
  return [
    ...(mayEdit ? [{ href: urls.outline(courseId), label: t('courses.outline') }] : []),
    { href: urls.course(courseId), label: t('courses.asSeen') },
    { href: urls.roster(courseId), label: t('courses.learners') },
    ...(mayEdit ? [{ href: urls.courseGroups(courseId), label: t('groups.title') }] : []),
    { href: urls.courseAnnouncements(courseId), label: t('announcements.title') },
    { href: urls.courseCalendar(courseId), label: t('calendar.title') },
    { href: urls.marking(courseId), label: t('marking.title') },
    { href: urls.gradebook(courseId), label: t('grades.title') },
    ...(mayEdit ? [{ href: urls.courseBanks(courseId), label: t('banks.title') }] : []),
    ...(mayEdit ? [{ href: urls.courseMedia(courseId), label: t('courses.files') }] : []),
    ...(mayEdit ? [{ href: urls.courseSettings(courseId), label: t('courses.settings') }] : []),
  ]
}
