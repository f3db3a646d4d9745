import type { View } from '../view'
import { LinkButton } from './button'

type PagerProps = {
  view: View
  /** Cursor pages: null where there is none. */
  previous?: string | null
  next?: string | null
  /** "60 people". */
  total?: string
}

export function Pager({ view, previous, next, total }: PagerProps) {
  if (!previous && !next && !total) return null
  return (
    <nav class="pager" aria-label={view.t('ui.pages')}>
      <span>{total}</span>
      <span class="buttons">
        {previous && (
          <LinkButton small href={previous} icon="arrow-left" rel="prev">
            {view.t('ui.previous')}
          </LinkButton>
        )}
        {next && (
          <LinkButton small href={next} iconAfter="arrow-right" rel="next">
            {view.t('ui.next')}
          </LinkButton>
        )}
      </span>
    </nav>
  )
}
