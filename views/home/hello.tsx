import { clockAt } from '../../worker/lib/zones'
import type { View } from '../view'

type HelloProps = {
  view: View
  /** What there is to know today; where it leads somewhere, a link. */
  sentences?: { text: string; href?: string }[]
}

/** By the reader's own clock. */
export function Hello({ view, sentences = [] }: HelloProps) {
  const { hour } = clockAt(view.now, view.zone)
  const time = hour < 5 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
  const name = firstName(view.actor?.name ?? '')
  return (
    <div class="hello">
      <h1>{view.t(`home.hello.${time}`, { name })}</h1>
      {sentences.length > 0 && (
        <p>
          {sentences.map(({ text, href }) => (
            <>{href ? <a href={href}>{text}</a> : text} </>
          ))}
        </p>
      )}
    </div>
  )
}

/** What friends would say; names without spaces are said whole. */
const firstName = (name: string) => name.trim().split(/\s+/)[0] ?? name
