import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import type { BankPageProps } from './bank-page'

/** What the bank is called and for, and its way into the bin. */
export function BankAbout({ view, bank, form }: BankPageProps) {
  const { t } = view
  const { values, errors } = form.of === 'about' ? form : { values: bank, errors: {} as Record<string, string> }
  return (
    <section class="section far-above" id="about">
      <h2>{t('banks.about')}</h2>
      <Form action={urls.bank(bank.id)} method="put" class="form">
        <ErrorSummary view={view} errors={errors} />
        <Field
          name="title"
          label={t('banks.name')}
          value={String(values.title ?? '')}
          error={errors.title}
          maxlength={120}
          dir="auto"
        />
        <TextArea
          name="description"
          label={t('banks.description')}
          optional={t('ui.optional')}
          value={String(values.description ?? '')}
          error={errors.description}
          maxlength={2_000}
          rows={2}
        />
        <div class="buttons">
          <Button>{t('common.save')}</Button>
        </div>
      </Form>
      <Form action={urls.bank(bank.id)} method="delete" class="above">
        <Button kind="quiet" icon="trash">
          {t('banks.toBin')}
        </Button>
      </Form>
    </section>
  )
}
