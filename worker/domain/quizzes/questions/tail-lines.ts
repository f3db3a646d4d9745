import { writeQuoted } from '../../../lib/markdown-choices'

/** Markdown that ends in lines of one form (`- Paris -> France`), then perhaps `> why`. */
export function readTail(markdown: string, line: RegExp) {
  const { text, explanation } = readWhy(markdown)
  const rows = text.split('\n')
  let start = rows.length
  while (start > 0 && line.test(rows[start - 1]!)) start -= 1
  const found = rows.slice(start).map((row) => line.exec(row)![1]!.trim())
  return { prompt: edges(rows.slice(0, start).join('\n')), lines: found, explanation }
}

/** What is quoted at the end is the explanation. */
export function readWhy(markdown: string) {
  const rows = markdown.trimEnd().split('\n')
  let start = rows.length
  while (start > 0 && /^>/.test(rows[start - 1]!)) start -= 1
  const quoted = rows.slice(start).map((row) => row.replace(/^> ?/, ''))
  return { text: edges(rows.slice(0, start).join('\n')), explanation: quoted.join('\n').trim() }
}

export const writeTail = (prompt: string, lines: string[], explanation: string): string =>
  [prompt, lines.join('\n'), writeQuoted(explanation)].filter(Boolean).join('\n\n')

/** An empty quotation at the end says that the one before it belongs to the text. */
export const writeWhy = (text: string, explanation: string): string =>
  [text, explanation ? writeQuoted(explanation) : /(?:^|\n)>[^\n]*$/.test(text) ? '>' : ''].filter(Boolean).join('\n\n')

const edges = (text: string) => text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd()
