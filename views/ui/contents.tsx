import type { View } from '../view'
import { classes } from './classes'

type Props = {
  view: View
  /** The parts of the page, in order, by the ids that they have. */
  parts: { id: string; label: string }[]
  class?: string
  /** Where the parts are named in another language than the page. */
  spoken?: { lang: string; dir: string }
}

/** What a long page holds; stands beside it where there is room. */
export function Contents({ view, parts, class: extra, spoken }: Props) {
  return (
    <nav class={classes('contents', 'no-print', extra)} aria-labelledby="contents">
      <h2 id="contents">{view.t('ui.onThisPage')}</h2>
      <ul role="list" {...spoken}>
        {parts.map(({ id, label }) => (
          <li>
            <a href={`#${id}`}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
