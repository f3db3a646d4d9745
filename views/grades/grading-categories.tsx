import type { GradeCategory } from '../../worker/db/schema'
import type { FormState } from '../../worker/http/form'
import { Icon } from '../ui/icon'
import type { View } from '../view'
import type { GradingProps } from './grading-page'

const MOST = 20
const EMPTY_ROWS = 2

type Row = { id: string; title: string; weight: string; dropLowest: string; keepHighest: string }

/** Groups of what is graded: what each weighs and which of its grades do not count. Two rows are empty, for more. */
export function Categories({ view, found: { grading }, state }: GradingProps) {
  const { t } = view
  const rows = rowsOf(grading.categories, state)
  return (
    <section aria-labelledby="categories-title" id="categories">
      <h3 id="categories-title">{t('grading.categories')}</h3>
      <p class="hint">{t('grading.categoriesHint')}</p>
      <ol class="grade-categories" role="list">
        {rows.map((row, place) => (
          <CategoryRow view={view} row={row} place={place} error={state.errors[`category-${place}`]} />
        ))}
      </ol>
    </section>
  )
}

type CategoryRowProps = { view: View; row: Row; place: number; error?: string }

function CategoryRow({ view, row, place, error }: CategoryRowProps) {
  const { t } = view
  const id = `category-${place}`
  const legend = row.title || t('grading.newCategory')
  return (
    <li>
      <fieldset>
        <legend class="visually-hidden">{legend}</legend>
        <input type="hidden" name="categoryId" value={row.id} />
        <label>
          <span>{t('grading.categoryTitle')}</span>
          <input
            class="input"
            id={id}
            name="categoryTitle"
            value={row.title}
            maxlength={80}
            dir="auto"
            placeholder={row.id ? undefined : t('grading.newCategory')}
            aria-invalid={error ? 'true' : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
          />
        </label>
        <Amount name="weight" label={t('grading.weight')} value={row.weight} />
        <Amount name="dropLowest" label={t('grading.dropLowest')} value={row.dropLowest} />
        <Amount name="keepHighest" label={t('grading.keepHighest')} value={row.keepHighest} />
      </fieldset>
      {error && (
        <p class="hint problem" id={`${id}-error`}>
          <Icon name="problem" />
          {error}
        </p>
      )}
    </li>
  )
}

const Amount = ({ name, label, value }: { name: string; label: string; value: string }) => (
  <label>
    <span>{label}</span>
    <input class="input num" name={name} value={value} inputmode="decimal" autocomplete="off" maxlength={8} />
  </label>
)

/** As they were sent, without those that were left empty, or else as the course has them; with empty ones for more. */
function rowsOf(categories: GradeCategory[], { values }: FormState): Row[] {
  const sent = values.categoryTitle === undefined ? null : sentRows(values)
  const rows = sent ?? categories.map(rowOf)
  const more = Math.min(EMPTY_ROWS, MOST - rows.length)
  return [...rows, ...Array.from({ length: Math.max(0, more) }, () => ({ ...nothing }))]
}

const nothing: Row = { id: '', title: '', weight: '', dropLowest: '', keepHighest: '' }

const rowOf = ({ id, title, weight, dropLowest, keepHighest }: GradeCategory): Row => ({
  id,
  title,
  weight: weight === null ? '' : String(weight),
  dropLowest: dropLowest ? String(dropLowest) : '',
  keepHighest: keepHighest === null ? '' : String(keepHighest),
})

function sentRows(values: FormState['values']): Row[] {
  const list = (name: string) => [values[name] ?? []].flat()
  const [ids, weights, drops, keeps] = ['categoryId', 'weight', 'dropLowest', 'keepHighest'].map(list)
  return list('categoryTitle').flatMap((title, place) => {
    const at = (all: string[] = []) => all[place] ?? ''
    return title.trim()
      ? { id: at(ids), title, weight: at(weights), dropLowest: at(drops), keepHighest: at(keeps) }
      : []
  })
}
