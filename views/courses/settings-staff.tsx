import { urls } from '../../worker/urls'
import { Person } from '../ui/avatar'
import { Button } from '../ui/button'
import { Choices } from '../ui/choices'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import type { SettingsPageProps } from './settings-page'

const roles = ['learner', 'instructor', 'assistant', 'observer'] as const

export function Staff({ view, course, zone, staff, staffForm }: SettingsPageProps) {
  const { t } = view
  const instructors = staff.filter(({ role }) => role === 'instructor').length
  const removal = staffForm && !staffForm.who ? staffForm.error : ''
  return (
    <section class="section" id="staff" aria-labelledby="staff-title">
      <h2 id="staff-title">{t('courses.staff')}</h2>
      {removal && <Notice meaning="problem">{removal}</Notice>}
      <ul class="rows" role="list">
        {staff.map(({ userId, role, name, photoId }) => (
          <li>
            <Person name={name} photo={photoId && urls.media(photoId)} card={urls.personCard(userId)} />
            <div class="buttons">
              <span class="small muted">{t(`courses.role.${role as 'instructor'}`)}</span>
              {role === 'instructor' && instructors === 1 ? (
                <span class="small muted">{t('enrollments.lastInstructor')}</span>
              ) : (
                <Form action={urls.courseStaffMember(course.id, userId)} method="delete">
                  <Button small kind="quiet" aria-label={t('courses.removeStaff', { name })}>
                    {t('courses.remove')}
                  </Button>
                </Form>
              )}
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
          value={staffForm?.role || 'learner'}
          options={roles.map((role) => ({
            value: role,
            label: t(`courses.role.${role}`),
            sentence: t(`courses.roleSentence.${role}`),
          }))}
        />
        <Field
          name="dueOn"
          type="date"
          value={staffForm?.dueOn}
          label={t('courses.dueOn')}
          hint={`${t('courses.dueOnHint')} ${t('courses.dayInZone', { zone })}`}
        />
        <div class="buttons form-end">
          <Button>{t('courses.addStaffButton')}</Button>
        </div>
      </Form>
    </section>
  )
}
