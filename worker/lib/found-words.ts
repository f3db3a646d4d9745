import { foldForSearch } from './text'

export type Part = { text: string; isFound: boolean }

/** A text in pieces, those apart that are one of the words, whatever their case and accents. Together they are the text. */
export function markWords(text: string, words: string[]): Part[] {
  const parts: Part[] = []
  let done = 0
  for (const { from, to } of placesOf(text, words)) {
    if (from > done) parts.push({ text: text.slice(done, from), isFound: false })
    parts.push({ text: text.slice(from, to), isFound: true })
    done = to
  }
  if (done < text.length) parts.push({ text: text.slice(done), isFound: false })
  return parts
}

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' })
const wordsIn = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Fewer letters than this say little alone, such as a heading: what follows is read on. */
const TOO_SHORT = 60

/**
 * The sentence in which the first of the words stands, on one line; one that is longer than `most` letters is cut
 * between words. An ellipsis at either end of `text` says that it is cut out of a longer one.
 */
export function sentenceAround(text: string, words: string[], most = 220): string {
  const at = placesOf(text, words)[0]?.from ?? 0
  const all = [...sentences.segment(text)].map(({ index, segment }) => ({ from: index, to: index + segment.length }))
  const here = all.findIndex(({ to }) => to > at)
  if (here < 0) return ''
  const from = all[here]!.from
  const to = all.slice(here).find((one) => one.to - from >= TOO_SHORT)?.to ?? text.length
  const isWhole =
    to - from <= most && !(from === 0 && text.startsWith('…')) && !(to === text.length && text.endsWith('…'))
  return (isWhole ? text.slice(from, to) : cutBetweenWords(text, from, to, at, most)).replace(/\s+/g, ' ').trim()
}

function cutBetweenWords(text: string, from: number, to: number, at: number, most: number): string {
  const begin = Math.max(from, Math.min(at - Math.floor(most / 3), to - most))
  const end = Math.min(to, begin + most)
  const isCutBefore = begin > from || text[begin] === '…'
  const isCutAfter = end < to || text[end - 1] === '…'
  const whole = [...wordsIn.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => ({ from: index, to: index + segment.length }))
    .filter((word) => word.from >= begin + (isCutBefore ? 2 : 0) && word.to <= end - (isCutAfter ? 2 : 0))
  const first = isCutBefore ? (whole[0]?.from ?? begin) : begin
  const last = isCutAfter ? (whole.at(-1)?.to ?? end) : end
  return `${isCutBefore ? '…' : ''}${text.slice(first, last)}${isCutAfter ? '…' : ''}`
}

type Place = { from: number; to: number }

/** Where the words stand, in order; those that touch are one place. */
function placesOf(text: string, words: string[]): Place[] {
  const { folded, origins } = foldByLetter(text)
  const places = words
    .map(foldForSearch)
    .filter(Boolean)
    .flatMap((word) => [...occurrences(folded, word)])
    .map(([from, to]) => ({ from: origins[from]!, to: endOf(origins, to) }))
    .sort((a, b) => a.from - b.from || b.to - a.to)
  const joined: Place[] = []
  for (const place of places) {
    const before = joined.at(-1)
    if (before && place.from <= before.to) before.to = Math.max(before.to, place.to)
    else joined.push(place)
  }
  return joined
}

function* occurrences(text: string, word: string): Generator<[number, number]> {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) yield [at, at + word.length]
}

/** Accents that stand alone behind a letter belong to it. */
function endOf(origins: number[], end: number): number {
  let next = end
  while (origins[next] === origins[end - 1]) next++
  return origins[next]!
}

/** The folded text, and for each of its letters where the letter that it came from begins. */
function foldByLetter(text: string): { folded: string; origins: number[] } {
  let folded = ''
  const origins: number[] = []
  let at = 0
  for (const letter of text) {
    const plain = /\s/.test(letter) ? ' ' : foldForSearch(letter)
    for (let i = 0; i < plain.length; i++) origins.push(at)
    folded += plain
    at += letter.length
  }
  origins.push(text.length)
  return { folded, origins }
}
