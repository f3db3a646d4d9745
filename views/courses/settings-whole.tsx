import { spellCode } from '../../worker/lib/ids'
import { withoutIsolates } from '../../worker/lib/isolate'
import { urls } from '../../worker/urls'
import { Button, LinkButton } from '../ui/button'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Time } from '../ui/time'
import type { SettingsPageProps } from './settings-page'

export const hasCode = ({ joining, joinCode }: SettingsPageProps['course']) => joining === 'code' && joinCode !== null

export function Code({ view, course }: SettingsPageProps) {
  const { t } = view
  if (!hasCode(course)) return null
  return (
    <section class="section" id="code" aria-labelledby="code-title">
      <h2 id="code-title">{t('courses.joinCode')}</h2>
      <p>{t('courses.joinCodeSentence')}</p>
      <p class="join-code" dir="ltr">
        {spellCode(course.joinCode!)}
      </p>
      <p class="small muted">
        {t('joinLinks.uses', { n: course.joinUses, most: course.joinMost ?? 0 })}
        {' · '}
        {course.joinEndsAt === null ? (
          t('joinLinks.noEnd')
        ) : (
          <>
            {t('joinLinks.until')} <Time view={view} at={course.joinEndsAt} as="day" />
          </>
        )}
      </p>
      <Form action={urls.courseJoinCode(course.id)}>
        <Button small icon="refresh">
          {t('courses.renewCode')}
        </Button>
      </Form>
    </section>
  )
}

export function WholeCourse({ view, course, copyForm }: SettingsPageProps) {
  const { t } = view
  const { values = {}, errors = {} } = copyForm ?? {}
  return (
    <section class="section" id="whole" aria-labelledby="whole-title">
      <h2 id="whole-title">{t('courses.wholeCourse')}</h2>
      <Form action={urls.courseCopies(course.id)} once={view.once} class="form">
        <Field
          name="title"
          id="copy-title"
          label={t('courses.copyTitle')}
          value={String(values.title ?? withoutIsolates(t('courses.copyOf', { title: course.title })))}
          error={errors.title ?? errors['']}
          autofocus={Boolean(errors.title)}
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
          value={String(values.days ?? 0)}
          error={errors.days}
          autofocus={Boolean(errors.days)}
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
