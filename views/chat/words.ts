import { isolate } from '../../worker/lib/isolate'
import type { View } from '../view'

/** How a room is called: as its course or group, as staff called it, or by the others who are in it. */
export function roomName(view: View, room: { kind: string; title: string }, people: { id: string; name: string }[]) {
  if (room.kind !== 'direct') return room.title
  const others = people.filter(({ id }) => id !== view.actor?.id).map(({ name }) => isolate(name, view.dir))
  if (others.length === 0) return view.t('chat.nobodyElse')
  return new Intl.ListFormat(view.locale, { type: 'conjunction' }).format(others)
}
