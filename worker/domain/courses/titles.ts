import { Invalid, refuseWrong } from '../../errors'
import { cleanLine } from '../../lib/text'

export const TITLE = 200

/** A title in one line; empty and too long are refused beside `field`. */
export function requireTitle(typed: string, field = 'title'): string {
  refuseWrong(wrongTitle(typed, field))
  return cleanLine(typed, 65_536)
}

/** What is wrong with a title, to be said together with the rest of its form. */
export function wrongTitle(typed: string, field = 'title'): Invalid | null {
  const title = cleanLine(typed, 65_536)
  if (!title) return new Invalid(field, 'courses.titleMissing')
  return title.length > TITLE ? new Invalid(field, 'courses.titleTooLong', { most: TITLE }) : null
}
