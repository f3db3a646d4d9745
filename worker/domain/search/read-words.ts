import { cleanLine, foldForSearch } from '../../lib/text'

/** What somebody looks for: an FTS5 expression for words of three letters and more, and the shorter ones, folded. */
export type Words = { match: string | null; short: string[]; typed: string }

const MOST_WORDS = 8

/** Trigrams need three letters; the shorter words (two Han characters are a name) are looked for in titles instead. */
export function readWords(typed: string): Words {
  const line = cleanLine(typed, 200)
  const words = line.split(' ').filter(Boolean).slice(0, MOST_WORDS)
  const long = words.filter((word) => [...word].length > 2)
  return {
    match: long.length ? long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' ') : null,
    short: words
      .filter((word) => [...word].length < 3)
      .map(foldForSearch)
      .filter(Boolean),
    typed: line,
  }
}
