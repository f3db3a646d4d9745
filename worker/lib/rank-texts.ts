export type RankedText = { title: string; summary: string; text: string }

const weights = { title: 6, summary: 3, text: 1 } as const
type Part = keyof typeof weights
const parts = Object.keys(weights) as Part[]

/** The texts that answer `words`, best first: rare words count more than common ones, a title more than a body. */
export function rankTexts<T extends RankedText>(words: string, texts: readonly T[], locale: string): T[] {
  const asked = [...new Set(wordsIn(words, locale))].slice(0, 20)
  const read = texts.map((one) => parts.map((part) => [...new Set(wordsIn(one[part], locale))]))
  const scores = texts.map(() => 0)
  for (const word of asked) {
    const likeness = read.map((lists) => lists.map((list) => likenessIn(word, list)))
    const known = likeness.filter((own) => own.some(Boolean)).length
    if (known === 0) continue
    const rarity = Math.log((texts.length + 1) / known)
    for (const [i, own] of likeness.entries())
      scores[i]! += rarity * parts.reduce((sum, part, p) => sum + weights[part] * own[p]!, 0)
  }
  const best = Math.max(0, ...scores)
  return texts
    .map((one, i) => ({ one, score: scores[i]! }))
    .filter(({ score }) => score > 0 && score >= best / 8)
    .sort((a, b) => b.score - a.score)
    .map(({ one }) => one)
}

/** 1 for the word itself, less for its beginning or another form of it ("invite", "inviting"). */
function likenessIn(word: string, list: string[]): number {
  let best = 0
  for (const other of list) {
    if (other === word) return 1
    if (word.length > 1 && other.startsWith(word)) best = Math.max(best, 0.8)
    else if (sharedStart(word, other) >= Math.max(4, 0.6 * Math.max(word.length, other.length)))
      best = Math.max(best, 0.5)
  }
  return best
}

function sharedStart(one: string, other: string) {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return length
}

/** Words as the language cuts them (Japanese and Chinese have no spaces), without capitals and accents. */
function wordsIn(text: string, locale: string): string[] {
  return [...segmenterOf(locale).segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(arabicArticle, ''))
    .filter(Boolean)
}

/** "The", written as one with its word, and what may stand before it. */
const arabicArticle = /^(?:[وفبك]?ال|لل)(?=\p{L}{3})/u

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(locale: string) {
  const kept = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' })
  segmenters.set(locale, kept)
  return kept
}
