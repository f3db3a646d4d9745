import { Invalid } from '../../errors'
import { cleanLine } from '../../lib/text'

export const TITLE = 200

/** A title in one line; empty and too long are refused beside `field`. */
export function requireTitle(typed: string, field = 'title'): string {
  const title = cleanLine(typed, 65_536)
  if (!title) throw new Invalid(field, 'courses.titleMissing')
  if (title.length > TITLE) throw new Invalid(field, 'courses.titleTooLong', { most: TITLE })
  return title
}
