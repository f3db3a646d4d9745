import type { Child } from 'hono/jsx'
import type { View } from '../view'

type SelectionBarProps = {
  view: View
  /** The acts: selects and buttons of the form around the table. */
  children?: Child
}

/** What can be done with the picked rows. Counted, and shown while there are some, by the browser; always there without JavaScript. */
export function SelectionBar({ view, children }: SelectionBarProps) {
  return (
    <div class="selection" role="group" aria-label={view.t('ui.selection')} data-selection>
      <span class="uncounted">{view.t('ui.withSelected')}</span>
      <span class="counted">
        {view.t('ui.selected')} <span class="count" />
      </span>
      {children}
    </div>
  )
}
