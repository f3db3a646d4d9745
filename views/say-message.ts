import type { Message } from '../worker/lib/message'
import { sayMoment } from '../worker/lib/say-moment'
import type { MessageValues } from './translate'
import type { View } from './view'

/** A message of the ground or the domain in the reader's language, with its moments in the reader's zone. */
export function sayMessage(view: Pick<View, 't' | 'locale' | 'zone' | 'now'>, { key, values }: Message): string {
  if (!values) return view.t(key)
  const said: MessageValues = {}
  for (const [name, value] of Object.entries(values))
    said[name] = typeof value === 'object' ? sayMoment(value, view) : value
  return view.t(key, said)
}
