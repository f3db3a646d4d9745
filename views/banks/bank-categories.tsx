import { newId } from '../../worker/lib/ids'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import type { BankPageProps } from './bank-page'

/** The tree, each with its name in a field. */
export function BankCategories({ view, bank, form }: BankPageProps) {
  const { t } = view
  const { values, errors } =
    form.of === 'category' ? form : { values: {} as Record<string, string>, errors: {} as Record<string, string> }
  return (
    <section class="section far-above" id="categories">
      <h2>{t('banks.categories')}</h2>
      {bank.categories.length > 0 && (
        <ul class="rows bank-categories" role="list">
          {bank.categories.map(({ id, title, path, depth, all }) => (
            <li class={`depth-${depth}`}>
              <Form action={urls.bankCategory(bank.id, id)} method="put" class="one-line">
                <input
                  class="input"
                  name="title"
                  value={title}
                  maxlength={100}
                  dir="auto"
                  aria-label={t('banks.categoryName', { name: path })}
                />
                <Button small>{t('common.save')}</Button>
              </Form>
              <div class="cluster">
                <a class="small" href={`${urls.bank(bank.id)}?category=${id}`}>
                  {t('banks.questions', { n: all })}
                </a>
                <Form action={urls.bankCategory(bank.id, id)} method="delete">
                  <Button small kind="quiet" icon="trash" aria-label={t('banks.removeCategory', { name: path })}>
                    {t('courses.remove')}
                  </Button>
                </Form>
              </div>
            </li>
          ))}
        </ul>
      )}
      <Form action={urls.bankCategories(bank.id)} once={view.once} class="form above">
        <ErrorSummary view={view} errors={errors} ids={{ title: 'new-category' }} />
        <input type="hidden" name="id" value={newId()} />
        <div class="fields">
          <Field
            name="title"
            id="new-category"
            label={t('banks.newCategory')}
            value={String(values.title ?? '')}
            error={errors.title}
            maxlength={100}
            autocomplete="off"
            dir="auto"
          />
          {bank.categories.length > 0 && (
            <SelectField
              name="parentId"
              label={t('banks.below')}
              value={String(values.parentId ?? '')}
              error={errors.parentId}
              empty={t('banks.atTop')}
              options={bank.categories
                .filter(({ depth }) => depth < 2)
                .map(({ id, path }) => ({ value: id, label: path }))}
            />
          )}
        </div>
        <div class="buttons">
          <Button icon="plus">{t('banks.addCategory')}</Button>
        </div>
      </Form>
    </section>
  )
}
