import type { ReadLesson } from '../../worker/domain/lessons'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { SelectField } from '../ui/select'
import type { View } from '../view'

type ReportFormProps = { view: View; itemId: string; version: number; parts: ReadLesson['parts']; form?: FormState }

/** Something is wrong or not understood: goes to the course's authors, with the part and the version that was read. */
export function ReportForm({ view, itemId, version, parts, form }: ReportFormProps) {
  const { t } = view
  return (
    <details class="report" open={form !== undefined} id="report">
      <summary>
        <Icon name="flag" />
        {t('lessons.report')}
      </summary>
      <Form action={urls.lessonReports(itemId)} once={view.once} target="#report">
        <input type="hidden" name="version" value={String(version)} />
        <SelectField
          name="block"
          label={t('lessons.reportWhere')}
          empty={t('lessons.reportWhole')}
          value={String(form?.values.block ?? '')}
          options={parts.map((part) => ({ value: part.id, label: labelOf(view, part) }))}
        />
        <TextArea
          name="text"
          id="report-text"
          label={t('lessons.reportWhat')}
          rows={3}
          maxlength={2000}
          value={String(form?.values.text ?? '')}
          error={form?.errors.text}
        />
        <Button small>{t('lessons.reportSend')}</Button>
      </Form>
    </details>
  )
}

export function ReportThanks({ view }: { view: View }) {
  return (
    <p class="report thanks" id="report" role="status">
      <Icon name="check" />
      {view.t('lessons.reportThanks')}
    </p>
  )
}

/** The kind, and the first words where there are some. */
export function labelOf(view: View, { kind, words }: Pick<ReadLesson['parts'][number], 'kind' | 'words'>): string {
  const name = view.t(`lessons.kind.${kind}`)
  return words ? `${name}: ${words}` : name
}
