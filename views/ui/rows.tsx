import type { Child } from 'hono/jsx'

type RowsProps = { id?: string; label?: string; children?: Child }

/** A list with hairlines between its rows. */
export function Rows({ id, label, children }: RowsProps) {
  return (
    <ul class="rows" role="list" id={id} aria-label={label}>
      {children}
    </ul>
  )
}

type RowProps = {
  id?: string
  href?: string
  title: Child
  /** At the end of the line: a chip, a count. */
  end?: Child
  below?: Child
  /** A progress line, across the whole row. */
  children?: Child
}

export function Row({ id, href, title, end, below, children }: RowProps) {
  return (
    <li id={id}>
      {href ? <a href={href}>{title}</a> : <span>{title}</span>}
      {end && <div>{end}</div>}
      {below && <span class="below">{below}</span>}
      {children}
    </li>
  )
}
