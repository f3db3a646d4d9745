import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import type { View } from '../view'

type NoteFormProps = { view: View; itemId: string; note: string; form?: FormState }

/** One's own words beside the lesson. reading.ts keeps them while one types; the button does where there is no script. */
export function NoteForm({ view, itemId, note, form }: NoteFormProps) {
  const { t } = view
  const error = form?.errors.text ?? null
  const text = String(form?.values.text ?? note)
  return (
    <details class="notes" open={note !== '' || error !== null} id="notes">
      <summary>
        <Icon name="notes" />
        {t('lessons.notes')}
        <span class="small muted">{t('lessons.notesOnlyYou')}</span>
      </summary>
      <Form
        action={urls.lessonNote(itemId)}
        method="put"
        data-note
        data-saving={t('lessons.saving')}
        data-saved={t('lessons.saved')}
        data-unsaved={t('lessons.notSaved')}
      >
        <textarea
          class="input"
          name="text"
          rows={4}
          maxlength={20000}
          dir="auto"
          aria-label={t('lessons.notes')}
          aria-invalid={error ? 'true' : undefined}
        >
          {text}
        </textarea>
        {error && <p class="hint problem">{error}</p>}
        <div class="spread">
          <span class="small muted" role="status" data-state />
          <Button small data-save>
            {t('lessons.keepNote')}
          </Button>
        </div>
      </Form>
    </details>
  )
}
