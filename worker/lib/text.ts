import { remember } from './remember'

/**
 * Text as people may send it, made safe to keep: composed (NFC), without NUL and other controls, lone surrogates,
 * and the marks that turn the direction of what follows; lines end in \n. Cut at `max` characters.
 */
export function cleanText(text: string, max = 65_536): string {
  const clean = text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff\ufff9-\ufffb\ufffe\uffff]/g, '')
    .replace(/\ufffd/g, '')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .normalize('NFC')
    .trim()
  return clean.length <= max ? clean : [...clean].slice(0, max).join('').trimEnd()
}

/** The same in one line, for names and titles. */
export const cleanLine = (text: string, max = 300): string => cleanText(cleanText(text).replace(/\s+/g, ' '), max)

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const firstGrapheme = (word: string) => graphemes.segment(word)[Symbol.iterator]().next().value?.segment ?? ''

/** One or two letters for an avatar. Scripts whose letters join, and those that write whole words in one, give one. */
export const initials = remember((name: string): string => {
  const words = name
    .trim()
    .split(/[\s\u3000・·]+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u, ''))
    .filter(Boolean)
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : '']
  const one = firstGrapheme(first).toUpperCase()
  const standsAlone =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Thai}\p{Extended_Pictographic}]/u
  if (!last || standsAlone.test(first)) return firstGrapheme(one)
  return firstGrapheme(one) + firstGrapheme(firstGrapheme(last).toUpperCase())
})

/** The beginning of a text on one line, cut between words, with an ellipsis where something is missing. */
export function excerpt(text: string, max = 160): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const letters = Array.from(graphemes.segment(line.slice(0, max * 32)), (part) => part.segment)
  if (letters.length <= max) return letters.join('').length < line.length ? `${letters.join('')}…` : line
  const within = letters.slice(0, max).join('')
  const space = within.lastIndexOf(' ')
  const cut = space > within.length * 0.6 ? within.slice(0, space) : letters.slice(0, max - 1).join('')
  return `${cut.replace(/[\s,;:.–-]+$/u, '')}…`
}

const singles: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  þ: 'th',
  ŋ: 'n',
}

/** One form for searching and comparing: lower case, no accents, no Arabic or Hebrew vowel points, half-width. */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøđðłħıþŋ]/g, (letter) => singles[letter]!)
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
