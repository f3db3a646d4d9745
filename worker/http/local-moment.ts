import { Invalid } from '../errors'
import { readLocalDateTime } from '../lib/zones'

/** What a `datetime-local` field says, in a zone; empty is none. */
export function localMoment(field: string, value: string, zone: string): number | null {
  if (!value) return null
  const at = readLocalDateTime(value, zone)
  if (at === null) throw new Invalid(field, 'courses.dateUnreadable')
  return at
}
