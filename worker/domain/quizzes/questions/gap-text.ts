import { oneLine } from './question'

/** What stands in double brackets; `\\[[` is text, and a bracket more at the end belongs to what is inside. */
const written = /(?<!\\)\[\[((?:(?!\]\](?!\]))[^\n])+)\]\](?!\])/g
const numbered = /(?<!\\)\[\[(\d{1,2})\]\]/g
const SEPARATOR = '[[]]'

/** `The [[cat]] sat` as `The [[1]] sat` and what stood in the brackets. */
export function takeGaps(text: string): { text: string; contents: string[] } {
  const contents: string[] = []
  const bare = text.replace(written, (_, content: string) => `[[${contents.push(content.trim())}]]`)
  return { text: bare, contents }
}

/** The same brackets, filled again. */
export const fillGaps = (text: string, contents: string[]): string =>
  text.replace(/(?<!\\)\[\[(\d{1,2})\]\](\]?)/g, (whole, number: string, after: string) => {
    const content = contents[Number(number) - 1]
    return content === undefined ? whole : `[[${content}]]${after && '\\]'}`
  })

/** The numbers of the gaps as they come in the text. */
export const gapsIn = (text: string): number[] => [...text.matchAll(numbered)].map(([, number]) => Number(number))

/** Every gap stands in the text once, in order. */
export const hasGaps = (text: string, count: number): boolean =>
  gapsIn(text).join() === Array.from({ length: count }, (_, i) => i + 1).join()

/** What is asked stands before the first paragraph with a gap, or before a line `[[]]`. */
export function splitPromptAndGaps(markdown: string): { prompt: string; text: string } | null {
  const lines = markdown.split('\n')
  const separator = lines.findIndex((line) => line.trim() === SEPARATOR)
  if (separator >= 0) return halves(lines, separator, separator + 1)
  const gap = lines.findIndex((line) => takeGaps(line).contents.length > 0)
  if (gap < 0) return null
  const start = lines.slice(0, gap).findLastIndex((line) => !line.trim()) + 1
  return halves(lines, start, start)
}

export function joinPromptAndGaps(prompt: string, text: string): string {
  const plain = [prompt, text].filter(Boolean).join('\n\n')
  const read = splitPromptAndGaps(plain)
  return read?.prompt === prompt && read.text === text ? plain : [prompt, SEPARATOR, text].filter(Boolean).join('\n\n')
}

const halves = (lines: string[], end: number, start: number) => ({
  prompt: lines.slice(0, end).join('\n').trim(),
  text: lines
    .slice(start)
    .join('\n')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd(),
})

/** Parts between bars; `\\|` is a bar. */
export const splitBars = (text: string): string[] =>
  text
    .split(/(?<!\\)\|/)
    .map((part) => part.trim().replace(/\\(\\*\|)/g, '$1'))
    .filter(Boolean)

export const joinBars = (parts: string[]): string =>
  parts.map((part) => oneLine(part).replace(/\\*\|/g, '\\$&')).join(' | ')
