import { clockAt } from '../../worker/lib/zones'
import type { View } from '../view'

/** By the reader's own clock. */
export function Hello({ view, sentence, href }: { view: View; sentence?: string; href?: string }) {
  const { hour } = clockAt(view.now, view.zone)
  const time = hour < 5 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
  const name = firstName(view.actor?.name ?? '')
  return (
    <div class="hello">
      <h1>{view.t(`home.hello.${time}`, { name })}</h1>
      {sentence && <p>{href ? <a href={href}>{sentence}</a> : sentence}</p>}
    </div>
  )
}

/** What friends would say; names without spaces are said whole. */
const firstName = (name: string) => name.trim().split(/\s+/)[0] ?? name
