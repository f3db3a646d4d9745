import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Contents } from '../ui/contents'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import { Shown } from '../ui/shown'
import type { View } from '../view'
import { CourseHead } from './course-head'
import { AboutIt } from './settings-about'
import { WhoAndHow } from './settings-access'
import { WhenComplete } from './settings-completion'
import { Staff } from './settings-staff'
import { TimeAndOrder } from './settings-times'
import { shownOf } from './settings-values'
import { Code, hasCode, WholeCourse } from './settings-whole'

type CourseCompletion = { kind: 'all' } | { kind: 'count'; n: number } | { kind: 'average'; percent: number }

/** Who was to be added, as it was typed, and what was wrong. */
export type StaffForm = { who: string; role: string; dueOn: string; error: string }

export type SettingsPageProps = {
  view: View
  course: {
    id: string
    title: string
    summary: string
    pictureId: string | null
    locale: string
    zone: string
    tags: string[]
    expectedHours: number | null
    startsAt: number | null
    endsAt: number | null
    afterEnd: string
    inOrder: boolean
    visibility: string
    joining: string
    joinCode: string | null
    joinEndsAt: number | null
    joinMost: number | null
    joinUses: number
    everyone: boolean
    completion: CourseCompletion
    certificate: boolean
    chat: boolean
    archivedAt: number | null
  }
  /** IANA zone in which the course says its dates. */
  zone: string
  categories: { id: string; name: string }[]
  category: string
  staff: { userId: string; role: string; name: string; photoId: string | null }[]
  /** How many have completed it and hold no certificate of it. */
  belated: number
  mayGiveToEveryone: boolean
  publicCatalogue: boolean
  /** Of the settings. */
  values?: Record<string, string | string[]>
  errors?: Record<string, string>
  /** What somebody else saved meanwhile, by field. */
  theirs?: Record<string, string>
  /** Of the staff's form. */
  staffForm?: StaffForm
  /** Of the form that duplicates the course. */
  copyForm?: { values: Record<string, string | string[]>; errors: Record<string, string> }
}

export function CourseSettingsPage(props: SettingsPageProps) {
  const { view, course } = props
  const { t } = view
  return (
    <Shell
      view={view}
      title={t('courses.settingsTitle', { course: course.title })}
      main="editor"
      styles={['css/staff.css']}
    >
      <CourseHead view={view} course={course} current={urls.courseSettings(course.id)} mayEdit />
      <div class="with-contents">
        <Contents view={view} parts={partsOf(props)} />
        <div>
          <Settings {...props} />
          <Staff {...props} />
          <Code {...props} />
          <WholeCourse {...props} />
        </div>
      </div>
    </Shell>
  )
}

const partsOf = ({ view: { t }, course }: SettingsPageProps) => [
  { id: 'about', label: t('courses.aboutIt') },
  { id: 'times', label: t('courses.timeAndOrder') },
  { id: 'access', label: t('courses.whoAndHow') },
  { id: 'completion', label: t('courses.whenComplete') },
  { id: 'staff', label: t('courses.staff') },
  ...(hasCode(course) ? [{ id: 'code', label: t('courses.joinCode') }] : []),
  { id: 'whole', label: t('courses.wholeCourse') },
]

function Settings(props: SettingsPageProps) {
  const { view, course, values, theirs, errors = {} } = props
  return (
    <Form action={urls.courseSettings(course.id)} method="put" class="form wide-form" files guard>
      <Shown view={view} values={values ?? shownOf(props)} theirs={theirs} href={urls.courseSettings(course.id)} />
      <ErrorSummary view={view} errors={errors} />
      <AboutIt {...props} />
      <TimeAndOrder {...props} />
      <WhoAndHow {...props} />
      <WhenComplete {...props} />
      <div class="buttons form-end sticky-end">
        <Button kind="primary">{view.t('courses.saveSettings')}</Button>
      </div>
    </Form>
  )
}
