import { writeQuoted } from '../../../lib/markdown-choices'
import { readWhy, writeWhy } from './tail-lines'

/** What stands behind a question that somebody marks: a model answer, and what markers are to look at. Markdown. */
export type HandTexts = { model: string; guide: string }

const line = /^[=?](?: (.*))?$/

/** Markdown that ends in lines of `= model answer` and `? for markers`, then perhaps `> why`. */
export function readHandLines(markdown: string): { prompt: string; explanation: string } & HandTexts {
  const { text, explanation } = readWhy(markdown)
  const rows = text.split('\n')
  let start = rows.length
  while (start > 0 && line.test(rows[start - 1]!)) start -= 1
  const found = rows.slice(start)
  const after = (mark: string) =>
    found
      .filter((row) => row.startsWith(mark))
      .map((row) => row.slice(2))
      .join('\n')
      .trim()
  return { prompt: rows.slice(0, start).join('\n').trim(), model: after('='), guide: after('?'), explanation }
}

/** An empty line for markers says that lines like these before it belong to the question. */
export function writeHandLines({ prompt, model, guide, explanation }: ReturnType<typeof readHandLines>): string {
  const block = (mark: string, text: string) =>
    text ? text.split('\n').map((row) => (row ? `${mark} ${row}` : mark)) : []
  const lines = [...block('=', model), ...block('?', guide)]
  const last = prompt.trimEnd().split('\n').at(-1) ?? ''
  if (!lines.length && line.test(last)) lines.push('?')
  if (!lines.length) return writeWhy(prompt, explanation)
  return [prompt, lines.join('\n'), writeQuoted(explanation)].filter(Boolean).join('\n\n')
}
