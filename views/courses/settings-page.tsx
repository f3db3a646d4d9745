import { spellCode } from '../../worker/lib/ids'
import { listZones, localDateTime } from '../../worker/lib/zones'
import { urls } from '../../worker/urls'
import { languages } from '../languages'
import { Shell } from '../layouts/shell'
import { Person } from '../ui/avatar'
import { Button, LinkButton } from '../ui/button'
import { Check, Choices } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import type { View } from '../view'
import { CourseHead } from './course-head'

type CourseCompletion = { kind: 'all' } | { kind: 'count'; n: number } | { kind: 'average'; percent: number }

type SettingsPageProps = {
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
    everyone: boolean
    completion: CourseCompletion
    certificate: boolean
    archivedAt: number | null
  }
  /** IANA zone in which the course says its dates. */
  zone: string
  categories: { id: string; name: string }[]
  category: string
  staff: { userId: string; role: string; name: string; photoId: string | null }[]
  mayGiveToEveryone: boolean
  publicCatalogue: boolean
  /** Of the settings. */
  values?: Record<string, string | string[]>
  errors?: Record<string, string>
  /** Of the staff's form. */
  staffForm?: { who: string; error: string }
}

export function CourseSettingsPage(props: SettingsPageProps) {
  const { view, course } = props
  const { t } = view
  return (
    <Shell view={view} title={t('courses.settingsTitle', { course: course.title })} main="editor">
      <CourseHead view={view} course={course} current={urls.courseSettings(course.id)} mayEdit />
      <Settings {...props} />
      <Staff {...props} />
      <Code {...props} />
      <WholeCourse {...props} />
    </Shell>
  )
}

function Settings({
  view,
  course,
  zone,
  categories,
  category,
  mayGiveToEveryone,
  publicCatalogue,
  values,
  errors = {},
}: SettingsPageProps) {
  const { t } = view
  const typed = (name: string, own: string | number | null | undefined) => String(values?.[name] ?? own ?? '')
  const ticked = (name: string, own: boolean) => (values ? values[name] === 'on' : own)
  const local = (at: number | null) => (at === null ? '' : localDateTime(at, zone))
  const option = (group: 'visibility' | 'joining' | 'afterEnd' | 'rule', value: string) => ({
    value,
    label: t(`courses.${group}.${value}` as 'courses.visibility.enrolled'),
    sentence: t(`courses.${group}Sentence.${value}` as 'courses.visibilitySentence.enrolled'),
  })
  const { completion } = course
  return (
    <Form action={urls.courseSettings(course.id)} method="put" class="form wide-form" files guard>
      <ErrorSummary view={view} errors={errors} />
      <section>
        <h2>{t('courses.aboutIt')}</h2>
        <Field
          name="title"
          label={t('courses.titleField')}
          value={typed('title', course.title)}
          maxlength={200}
          dir="auto"
          error={errors.title}
        />
        <TextArea
          name="summary"
          label={t('courses.summary')}
          hint={t('courses.summaryHint')}
          value={typed('summary', course.summary)}
          maxlength={2000}
          error={errors.summary}
        />
        <Field
          name="picture"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          label={t('courses.picture')}
          hint={t('courses.pictureHint')}
          error={errors.picture}
        />
        {course.pictureId && (
          <>
            <img class="picture-now" src={urls.media(course.pictureId)} alt="" width={270} height={152} />
            <Check name="noPicture" label={t('courses.noPicture')} />
          </>
        )}
        <div class="fields">
          <Field
            name="category"
            label={t('courses.category')}
            list="categories"
            value={typed('category', category)}
            maxlength={80}
            dir="auto"
            hint={t('courses.categoryHint')}
            error={errors.category}
          />
          <datalist id="categories">
            {categories.map(({ name }) => (
              <option value={name} />
            ))}
          </datalist>
          <Field
            name="tags"
            label={t('courses.tags')}
            value={typed('tags', course.tags.join(', '))}
            maxlength={600}
            dir="auto"
            hint={t('courses.tagsHint')}
            error={errors.tags}
          />
          <Field
            name="expectedHours"
            type="number"
            min="1"
            max="2000"
            inputmode="numeric"
            label={t('courses.expectedHours')}
            value={typed('expectedHours', course.expectedHours)}
            error={errors.expectedHours}
          />
          <SelectField
            name="locale"
            label={t('courses.language')}
            empty={t('courses.asOrganization')}
            value={typed('locale', course.locale)}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
            error={errors.locale}
          />
        </div>
      </section>
      <section>
        <h2>{t('courses.timeAndOrder')}</h2>
        <div class="fields">
          <Field
            name="startsAt"
            type="datetime-local"
            label={t('courses.startsAt')}
            value={typed('startsAt', local(course.startsAt))}
            error={errors.startsAt}
          />
          <Field
            name="endsAt"
            type="datetime-local"
            label={t('courses.endsAt')}
            value={typed('endsAt', local(course.endsAt))}
            error={errors.endsAt}
          />
          <SelectField
            name="zone"
            label={t('courses.zone')}
            empty={t('courses.asOrganization')}
            value={typed('zone', course.zone)}
            options={listZones().map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            error={errors.zone}
          />
        </div>
        <Choices
          name="afterEnd"
          legend={t('courses.afterEndLegend')}
          value={typed('afterEnd', course.afterEnd)}
          options={['none', 'read', 'full'].map((value) => option('afterEnd', value))}
          error={errors.afterEnd}
        />
        <Check
          name="inOrder"
          label={t('courses.inOrder')}
          sentence={t('courses.inOrderSentence')}
          checked={ticked('inOrder', course.inOrder)}
        />
      </section>
      <section>
        <h2>{t('courses.whoAndHow')}</h2>
        <Choices
          name="visibility"
          legend={t('courses.visibilityLegend')}
          value={typed('visibility', course.visibility)}
          options={['enrolled', 'organization', 'public'].map((value) => option('visibility', value))}
          hint={publicCatalogue ? undefined : t('courses.publicOff')}
          error={errors.visibility}
        />
        <Choices
          name="joining"
          legend={t('courses.joiningLegend')}
          value={typed('joining', course.joining)}
          options={['staff', 'code', 'open', 'request'].map((value) => option('joining', value))}
          error={errors.joining}
        />
        {mayGiveToEveryone && (
          <Check
            name="everyone"
            label={t('courses.everyone')}
            sentence={t('courses.everyoneSentence')}
            checked={ticked('everyone', course.everyone)}
          />
        )}
      </section>
      <section>
        <h2>{t('courses.whenComplete')}</h2>
        <Choices
          name="rule"
          legend={t('courses.ruleLegend')}
          value={typed('rule', completion.kind)}
          options={['all', 'count', 'average'].map((value) => option('rule', value))}
          error={errors.rule}
        />
        <div class="fields">
          <Field
            name="count"
            type="number"
            min="1"
            max="300"
            inputmode="numeric"
            label={t('courses.countField')}
            value={typed('count', completion.kind === 'count' ? completion.n : '')}
            error={errors.count}
          />
          <Field
            name="percent"
            type="number"
            min="1"
            max="100"
            inputmode="numeric"
            label={t('courses.averageField')}
            after="%"
            value={typed('percent', completion.kind === 'average' ? completion.percent : '')}
            error={errors.percent}
          />
        </div>
        <Check
          name="certificate"
          label={t('courses.certificate')}
          sentence={t('courses.certificateSentence')}
          checked={ticked('certificate', course.certificate)}
        />
      </section>
      <div class="buttons form-end sticky-end">
        <Button kind="primary">{t('courses.saveSettings')}</Button>
      </div>
    </Form>
  )
}

const roles = ['learner', 'instructor', 'assistant', 'observer'] as const

function Staff({ view, course, staff, staffForm }: SettingsPageProps) {
  const { t } = view
  return (
    <section class="section" id="staff" aria-labelledby="staff-title">
      <h2 id="staff-title">{t('courses.staff')}</h2>
      <ul class="rows" role="list">
        {staff.map(({ userId, role, name, photoId }) => (
          <li>
            <Person name={name} photo={photoId && urls.media(photoId)} card={urls.personCard(userId)} />
            <div class="buttons">
              <span class="small muted">{t(`courses.role.${role as 'instructor'}`)}</span>
              <Form action={urls.courseStaffMember(course.id, userId)} method="delete">
                <Button small kind="quiet" aria-label={t('courses.removeStaff', { name })}>
                  {t('courses.remove')}
                </Button>
              </Form>
            </div>
          </li>
        ))}
      </ul>
      <Form action={urls.courseStaff(course.id)} class="form">
        <TextArea
          name="who"
          label={t('courses.addStaff')}
          hint={t('courses.addStaffHint')}
          value={staffForm?.who}
          rows={2}
          autocomplete="off"
          error={staffForm?.error || undefined}
        />
        <Choices
          name="role"
          legend={t('courses.roleLegend')}
          value="learner"
          options={roles.map((role) => ({
            value: role,
            label: t(`courses.role.${role}`),
            sentence: t(`courses.roleSentence.${role}`),
          }))}
        />
        <Field name="dueOn" type="date" label={t('courses.dueOn')} hint={t('courses.dueOnHint')} />
        <div class="buttons form-end">
          <Button>{t('courses.addStaffButton')}</Button>
        </div>
      </Form>
    </section>
  )
}

function Code({ view, course }: SettingsPageProps) {
  const { t } = view
  if (course.joining !== 'code' || !course.joinCode) return null
  return (
    <section class="section" id="code" aria-labelledby="code-title">
      <h2 id="code-title">{t('courses.joinCode')}</h2>
      <p>{t('courses.joinCodeSentence')}</p>
      <p class="join-code" dir="ltr">
        {spellCode(course.joinCode)}
      </p>
      <Form action={urls.courseJoinCode(course.id)}>
        <Button small icon="refresh">
          {t('courses.renewCode')}
        </Button>
      </Form>
    </section>
  )
}

function WholeCourse({ view, course }: SettingsPageProps) {
  const { t } = view
  return (
    <section class="section" aria-labelledby="whole-title">
      <h2 id="whole-title">{t('courses.wholeCourse')}</h2>
      <Form action={urls.courseCopies(course.id)} once={view.once} class="form">
        <Field
          name="title"
          id="copy-title"
          label={t('courses.copyTitle')}
          value={t('courses.copyOf', { title: course.title })}
          maxlength={200}
          dir="auto"
        />
        <Field
          name="days"
          id="copy-days"
          type="number"
          min="-3650"
          max="3650"
          label={t('courses.shiftDays')}
          hint={t('courses.shiftDaysHint')}
          value="0"
        />
        <div class="buttons form-end">
          <Button icon="copy">{t('courses.duplicateCourse')}</Button>
        </div>
      </Form>
      <div class="buttons form-end">
        <LinkButton href={urls.courseExport(course.id)} icon="download" download="">
          {t('imports.export')}
        </LinkButton>
        <LinkButton href={urls.courseImport(course.id)} icon="upload">
          {t('imports.againTitle')}
        </LinkButton>
      </div>
      <div class="buttons form-end">
        <Form action={urls.courseArchive(course.id)} method={course.archivedAt ? 'delete' : 'post'}>
          <Button icon={course.archivedAt ? 'restore' : 'archive'}>
            {t(course.archivedAt ? 'courses.bringBack' : 'courses.archiveCourse')}
          </Button>
        </Form>
        <Form action={urls.course(course.id)} method="delete">
          <Button kind="danger" icon="trash">
            {t('courses.toBin')}
          </Button>
        </Form>
      </div>
    </section>
  )
}
