import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { Icon } from './icon'

export type Column<Line> = {
  head: string
  /** A word for scripts of what the column holds. */
  kind?: string | undefined
  /** Beside the heading: a sign of what holds for the whole column. */
  mark?: Child
  /** The first column is the row's heading. */
  cell: (line: Line) => Child
  align?: 'end'
  /** Where the heading leads to sort by it, and how it is sorted now. */
  sort?: { href: string; now: 'ascending' | 'descending' | null }
  /** Only for those who cannot see it: the column of row actions. */
  hidden?: boolean
}

type TableProps<Line> = {
  /** What the table holds, read aloud. */
  label: string
  columns: Column<Line>[]
  lines: Line[]
  idOf?: (line: Line) => string
  /** A box before each row; the table then stands in the form of its SelectionBar. */
  pick?: {
    name: string
    value: (line: Line) => string
    label: (line: Line) => string
    all: string
    /** Values that are picked already. */
    picked?: readonly string[]
  }
  /** Scrolls both ways in its own box: wide tables as the gradebook. On a phone every row is a card. */
  both?: boolean
  id?: string
  /** Words and signs for a script, as `data-` attributes of the box. */
  data?: Record<`data-${string}`, string>
}

/** Rows are written with `html`, about six times faster than JSX: a course may have thousands of learners. */
export function Table<Line>({ label, columns, lines, idOf, pick, both, id, data }: TableProps<Line>) {
  return (
    <section class={both ? 'table-box both' : 'table-box'} aria-label={label} tabindex={0} id={id} {...data}>
      <table class="table cards-on-phone" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {pick && (
              <td class="tick" role="cell">
                <label>
                  <input type="checkbox" data-pick-all aria-label={pick.all} hidden />
                  <span class="phone-only small" aria-hidden="true">
                    {pick.all}
                  </span>
                </label>
              </td>
            )}
            {columns.map((column) => (
              <Head column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">{lines.map((line) => tableRow({ line, columns, idOf, pick }))}</tbody>
      </table>
    </section>
  )
}

function Head<Line>({ column }: { column: Column<Line> }) {
  const { head, kind, mark, sort, align, hidden } = column
  return (
    <th scope="col" role="columnheader" class={align} aria-sort={sort?.now ?? undefined} data-kind={kind}>
      {hidden && <span class="visually-hidden">{head}</span>}
      {!hidden && !sort && head}
      {mark}
      {!hidden && sort && (
        <a href={sort.href}>
          {head}
          {sort.now && <Icon name={sort.now === 'ascending' ? 'arrow-up' : 'arrow-down'} />}
        </a>
      )}
    </th>
  )
}

/** One row, for a swap or a live line as well. The roles stay when a phone shows it as a card, and each value then says its column. */
export function tableRow<Line>({
  line,
  columns,
  idOf,
  pick,
}: Pick<TableProps<Line>, 'columns' | 'idOf' | 'pick'> & { line: Line }) {
  const box = pick
    ? html`<td class="tick" role="cell"><input type="checkbox" class="pick" name="${pick.name}" value="${pick.value(line)}" aria-label="${pick.label(line)}"${pick.picked?.includes(pick.value(line)) ? ' checked' : ''}></td>`
    : ''
  const cells = columns.map(({ head, cell, align, hidden }, i) => {
    if (i === 0) return html`<th scope="row" role="rowheader">${cell(line)}</th>`
    if (hidden) return html`<td class="actions" role="cell">${cell(line)}</td>`
    return html`<td class="${align ?? ''}" role="cell" data-head="${head}">${cell(line)}</td>`
  })
  return idOf ? html`<tr id="${idOf(line)}" role="row">${box}${cells}</tr>` : html`<tr role="row">${box}${cells}</tr>`
}
