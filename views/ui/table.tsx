import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { Icon } from './icon'

export type Column<Line> = {
  head: string
  /** The first column is the row's heading and stays when one scrolls sideways. */
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
  pick?: { name: string; value: (line: Line) => string; label: (line: Line) => string; all: string }
  /** Scrolls both ways in its own box: wide tables as the gradebook. */
  both?: boolean
  id?: string
}

/** Rows are written with `html`, about six times faster than JSX: a course may have thousands of learners. */
export function Table<Line>({ label, columns, lines, idOf, pick, both, id }: TableProps<Line>) {
  return (
    <section class={both ? 'table-box both' : 'table-box'} aria-label={label} tabindex={0} id={id}>
      <table class="table">
        <thead>
          <tr>
            {pick && (
              <td class="tick">
                <input type="checkbox" data-pick-all aria-label={pick.all} hidden />
              </td>
            )}
            {columns.map((column) => (
              <Head column={column} />
            ))}
          </tr>
        </thead>
        <tbody>{lines.map((line) => tableRow({ line, columns, idOf, pick }))}</tbody>
      </table>
    </section>
  )
}

function Head<Line>({ column }: { column: Column<Line> }) {
  const { head, sort, align, hidden } = column
  return (
    <th scope="col" class={align} aria-sort={sort?.now ?? undefined}>
      {hidden && <span class="visually-hidden">{head}</span>}
      {!hidden && !sort && head}
      {!hidden && sort && (
        <a href={sort.href}>
          {head}
          {sort.now && <Icon name={sort.now === 'ascending' ? 'arrow-up' : 'arrow-down'} />}
        </a>
      )}
    </th>
  )
}

/** One row, for a swap or a live line as well. */
export function tableRow<Line>({
  line,
  columns,
  idOf,
  pick,
}: Pick<TableProps<Line>, 'columns' | 'idOf' | 'pick'> & { line: Line }) {
  const box = pick
    ? html`<td class="tick"><input type="checkbox" class="pick" name="${pick.name}" value="${pick.value(line)}" aria-label="${pick.label(line)}"></td>`
    : ''
  const cells = columns.map(({ cell, align, hidden }, i) =>
    i === 0
      ? html`<th scope="row">${cell(line)}</th>`
      : html`<td class="${hidden ? 'actions' : (align ?? '')}">${cell(line)}</td>`,
  )
  return idOf ? html`<tr id="${idOf(line)}">${box}${cells}</tr>` : html`<tr>${box}${cells}</tr>`
}
