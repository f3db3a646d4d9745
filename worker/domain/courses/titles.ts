import { Invalid } from '../../errors'
import { cleanLine } from '../../lib/text'

export const TITLE = 200

/** A title in one line; empty is refused beside `field`. */
export function requireTitle(typed: string, field = 'title'): string {
  const title = cleanLine(typed, TITLE)
  if (!title) throw new Invalid(field, 'courses.titleMissing')
  return title
}
