import { html } from 'hono/html'
import { urls } from '../../worker/urls'
import { Empty } from '../ui/empty'
import { Select } from '../ui/select'
import { type Column, Table } from '../ui/table'
import { points } from './grade-words'
import type { GradingProps } from './grading-page'

type Item = GradingProps['found']['items'][number]

/** In which category each graded item stands, and whether it only adds. */
export function GradedItems({ view, found: { course, grading, items }, state: { values } }: GradingProps) {
  const { t } = view
  const list = (name: string) => [values[name] ?? []].flat()
  const sent = new Map(list('itemId').map((id, place) => [id, list('itemCategory')[place] ?? '']))
  const extra = sent.size ? new Set(list('extraCredit')) : null
  const options = grading.categories.map(({ id, title }) => ({ value: id, label: title }))
  const columns: Column<Item>[] = [
    {
      head: t('grading.item'),
      cell: ({ id, title }) => html`<input type="hidden" name="itemId" value="${id}"><bdi>${title}</bdi>`,
    },
    { head: t('grading.worth'), align: 'end', cell: ({ maxPoints }) => points(view, maxPoints ?? 0) },
    {
      head: t('grading.category'),
      cell: ({ id, title, categoryId }) => (
        <Select
          name="itemCategory"
          label={t('grading.categoryOf', { title })}
          options={options}
          empty={t('grading.noCategory')}
          value={sent.get(id) ?? categoryId}
        />
      ),
    },
    {
      head: t('grading.extra'),
      cell: ({ id, title, extraCredit }) => (
        <input
          type="checkbox"
          name="extraCredit"
          value={id}
          checked={extra ? extra.has(id) : extraCredit}
          aria-label={t('grading.extraOf', { title })}
        />
      ),
    },
  ]
  return (
    <section aria-labelledby="items-title">
      <h3 id="items-title">{t('grading.items')}</h3>
      <p class="hint">{t(options.length ? 'grading.itemsHint' : 'grading.itemsHintFirst')}</p>
      {items.length === 0 ? (
        <Empty drawing="path" sentence={t('grades.nothingGraded')}>
          <a href={urls.outline(course.id)}>{t('grades.toOutline')}</a>
        </Empty>
      ) : (
        <Table label={t('grading.category')} columns={columns} lines={items} />
      )}
    </section>
  )
}
