import type { BankHead } from '../../worker/domain/banks'
import { Button, LinkButton } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import type { View } from '../view'

type Props = {
  view: View
  bank: BankHead
  rubrics: { id: string; title: string }[]
  action: string
  cancel: string
  /** Made with the form; null changes one that is there. */
  newId: string | null
  values: Record<string, string | string[]>
  errors: Record<string, string>
}

/** "3 questions from Hygiene with the tag basics, a point each." */
export function DrawForm({ view, bank, rubrics, action, cancel, newId, values, errors }: Props) {
  const { t } = view
  const said = (name: string) => String(values[name] ?? '')
  return (
    <Form action={action} method={newId ? 'post' : 'put'} once={view.once} class="form">
      <ErrorSummary view={view} errors={errors} />
      <input type="hidden" name="bank" value={bank.id} />
      {newId && <input type="hidden" name="id" value={newId} />}
      <div class="fields">
        <Field
          name="count"
          label={t('banks.count')}
          value={said('count')}
          error={errors.count}
          inputmode="numeric"
          maxlength={3}
          size={6}
        />
        {bank.categories.length > 0 && (
          <SelectField
            name="category"
            label={t('banks.category')}
            value={said('category')}
            error={errors.category}
            empty={t('banks.wholeBank')}
            options={bank.categories.map(({ id, path, all }) => ({
              value: id,
              label: `${path} (${all.toLocaleString(view.locale)})`,
            }))}
          />
        )}
        {bank.tags.length > 0 && (
          <SelectField
            name="tag"
            label={t('banks.tag')}
            value={said('tag')}
            error={errors.tag}
            empty={t('banks.filter.anyTag')}
            options={bank.tags.map(({ tag, questions }) => ({
              value: tag,
              label: `${tag} (${questions.toLocaleString(view.locale)})`,
            }))}
          />
        )}
        <Field
          name="points"
          label={t('banks.pointsEach')}
          value={said('points')}
          error={errors.points}
          inputmode="decimal"
          maxlength={8}
          size={6}
        />
        {bank.byHand > 0 && rubrics.length > 0 && (
          <SelectField
            name="rubric"
            label={t('rubrics.choose')}
            value={said('rubric')}
            error={errors.rubricId}
            empty={t('rubrics.noRubric')}
            options={rubrics.map(({ id, title }) => ({ value: id, label: title }))}
          />
        )}
      </div>
      <p class="hint">{t('banks.drawHint')}</p>
      <div class="buttons">
        <Button kind="primary">{t(newId ? 'banks.addDraw' : 'common.save')}</Button>
        {!newId && (
          <LinkButton href={cancel} kind="quiet">
            {t('common.cancel')}
          </LinkButton>
        )}
      </div>
    </Form>
  )
}
