import { localDateTime } from '../../worker/lib/zones'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import type { View } from '../view'

export type Scheduled = 'items' | 'modules'

type ScheduleFormProps = {
  view: View
  kind: Scheduled
  part: { id: string; publishAt: number | null }
  /** IANA zone in which the course says its dates. */
  zone: string
  /** What was typed and what was wrong. */
  typed?: string
  errors?: Record<string, string>
}

/** When a hidden item or module is shown by itself. */
export function ScheduleForm({ view, kind, part, zone, typed, errors = {} }: ScheduleFormProps) {
  const { t } = view
  const { id, publishAt } = part
  return (
    <Form
      action={urls.schedule(kind, id)}
      method="put"
      target={view.partial ? '#outline' : undefined}
      swap="outerMorph"
      class="form panel-form"
      guard
    >
      <ErrorSummary view={view} errors={errors} />
      <Field
        name="publishAt"
        id={`publish-at-${id}`}
        type="datetime-local"
        label={t('courses.publishAt')}
        hint={`${t('courses.inZone', { zone })}. ${t(kind === 'modules' ? 'courses.publishModuleHint' : 'courses.publishAtHint')}`}
        value={typed ?? (publishAt === null ? '' : localDateTime(publishAt, zone))}
        error={errors.publishAt}
      />
      <div class="buttons form-end">
        <Button kind="primary">{t('common.save')}</Button>
      </div>
    </Form>
  )
}
