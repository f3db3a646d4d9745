import type { Child } from 'hono/jsx'
import type { View } from '../view'

type BreadcrumbsProps = { view: View; trail: { href?: string; label: Child }[] }

/** Where this page stands; the page itself is its heading and not part of the trail. */
export function Breadcrumbs({ view, trail }: BreadcrumbsProps) {
  return (
    <nav class="crumbs" aria-label={view.t('ui.youAreIn')}>
      <ol role="list">
        {trail.map(({ href, label }) => (
          <li>{href ? <a href={href}>{label}</a> : <span>{label}</span>}</li>
        ))}
      </ol>
    </nav>
  )
}
