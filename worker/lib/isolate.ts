/** Letters that are written from the right. */
const fromRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const fromLeft = new RegExp(`(?!${fromRight.source})\\p{L}`, 'u')

/**
 * A text to be put into a sentence that runs in `dir`, between the marks FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE
 * (UAX #9, 2.4) where it has letters that run the other way: then neither turns the other's punctuation round. They are
 * <bdi> for places where no element can stand: attributes, titles, mails. Addresses stay bare, as people copy them.
 */
export function isolate(text: string, dir: 'ltr' | 'rtl'): string {
  const opposite = dir === 'rtl' ? fromLeft : fromRight
  return opposite.test(text) && !/^https?:/.test(text) ? `\u2068${text}\u2069` : text
}

/** For mail headers, where such marks look like a forgery. */
export const withoutIsolates = (text: string) => text.replace(/[\u2066-\u2069]/g, '')
