import { audiences, mostAnnounced } from '../../worker/lib/announcement'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { Check } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import { Shown } from '../ui/shown'
import type { View } from '../view'

type State = {
  values: Record<string, string | string[]>
  errors: Record<string, string>
  theirs?: Record<string, string>
}

type FormPageProps = {
  view: View
  /** Null: a new one. */
  id: string | null
  place: { course: { id: string; title: string } | null; group: { id: string; name: string } | null }
  groups: { id: string; name: string }[]
  /** Its time has begun: that stays. */
  hasBegun: boolean
  zone: string
  state: State
}

/** What is said, to whom and from when to when. */
export function AnnouncementFormPage({ view, id, place, groups, hasBegun, zone, state }: FormPageProps) {
  const { t } = view
  const { values, errors, theirs } = state
  const said = (name: string) => String(values[name] ?? '')
  const heading = t(id ? 'announcements.edit' : 'announcements.new')
  const { course, group } = place
  const list = course ? urls.courseAnnouncements(course.id) : urls.announcements()
  return (
    <Shell view={view} title={heading} width="narrow" styles={['css/staff.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          ...(course ? [{ href: urls.course(course.id), label: <bdi>{course.title}</bdi> }] : []),
          { href: list, label: t('announcements.title') },
        ]}
      />
      <h1>{heading}</h1>
      <p class="muted">
        {course
          ? t('announcements.toCourse', { course: course.title })
          : group && !groups.length
            ? t('announcements.toGroup', { group: group.name })
            : t('announcements.toOrganization', { name: view.organization?.name ?? '' })}
      </p>
      <Form
        action={id ? urls.announcement(id) : urls.announcements()}
        method={id ? 'put' : 'post'}
        once={id ? undefined : view.once}
        class="form"
        guard
      >
        {id && <Shown view={view} values={values} theirs={theirs} href={urls.announcementEdit(id)} />}
        <ErrorSummary view={view} errors={errors} />
        {!id && <input type="hidden" name="courseId" value={course?.id ?? ''} />}
        <Field
          name="title"
          label={t('announcements.subject')}
          value={said('title')}
          error={errors.title}
          maxlength={mostAnnounced.title}
          required
          dir="auto"
        />
        <TextArea
          name="text"
          label={t('announcements.text')}
          hint={t('assignments.instructionsHint')}
          value={said('text')}
          error={errors.text}
          rows={8}
          maxlength={mostAnnounced.text}
          required
        />
        <div class="fields">
          <SelectField
            name="audience"
            label={t('announcements.to')}
            value={said('audience') || 'everyone'}
            error={errors.audience}
            options={audiences.map((value) => ({ value, label: t(`announcements.audience.${value}`) }))}
          />
          {groups.length > 0 ? (
            <SelectField
              name="groupId"
              label={t('announcements.group')}
              value={said('groupId')}
              error={errors.groupId}
              options={[
                { value: '', label: t('announcements.everyGroup') },
                ...groups.map(({ id: value, name: label }) => ({ value, label })),
              ]}
            />
          ) : (
            <input type="hidden" name="groupId" value={said('groupId') || (group?.id ?? '')} />
          )}
        </div>
        <div class="fields">
          {hasBegun ? (
            <input type="hidden" name="fromAt" value={said('fromAt')} />
          ) : (
            <Field
              name="fromAt"
              type="datetime-local"
              label={t('announcements.from')}
              optional={t('ui.optional')}
              hint={t('announcements.fromHint', { zone })}
              value={said('fromAt')}
              error={errors.fromAt}
            />
          )}
          <Field
            name="untilAt"
            type="datetime-local"
            label={t('announcements.untilLabel')}
            optional={t('ui.optional')}
            hint={t('courses.inZone', { zone })}
            value={said('untilAt')}
            error={errors.untilAt}
          />
        </div>
        <Check name="mustAcknowledge" label={t('announcements.must')} checked={values.mustAcknowledge !== undefined} />
        <p class="hint">{t('announcements.mustHint')}</p>
        <Check name="pinned" label={t('announcements.pin')} checked={values.pinned !== undefined} />
        <div class="buttons">
          <Button kind="primary">{t(id ? 'announcements.save' : 'announcements.announce')}</Button>
        </div>
      </Form>
    </Shell>
  )
}
