import type { Child } from 'hono/jsx'
import { LinkButton } from '../ui/button'
import type { View } from '../view'
import { Door } from './door'

type Props = {
  view: View
  title: string
  /** What happened to the link. */
  text: string
  /** Whom to ask, where that is known. */
  ask?: string
  /** Where to go from here. */
  way: { href: string; label: string }
  /** A form that mends it at once, in place of the way. */
  children?: Child
}

/** A link that opens nothing any more, and what to do instead. */
export function LinkOverPage({ view, title, text, ask, way, children }: Props) {
  return (
    <Door view={view} title={title}>
      <p>{text}</p>
      {ask && <p>{ask}</p>}
      {children ?? (
        <LinkButton kind="primary" href={way.href}>
          {way.label}
        </LinkButton>
      )}
    </Door>
  )
}
