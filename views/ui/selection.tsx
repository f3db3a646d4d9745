import type { Child } from 'hono/jsx'
import type { View } from '../view'
import { number } from './numbers'

type SelectionBarProps = {
  view: View
  /** How many are picked in what the server rendered. */
  count?: number
  /** The acts: selects and buttons of the form around the table. */
  children?: Child
}

/** What can be done with the picked rows. Counted and hidden at none by the browser; always there without it. */
export function SelectionBar({ view, count = 0, children }: SelectionBarProps) {
  return (
    <div class="selection" role="group" aria-label={view.t('ui.selection')} data-selection>
      <span>
        {view.t('ui.selected')} <span class="count">{number(view, count)}</span>
      </span>
      {children}
    </div>
  )
}
