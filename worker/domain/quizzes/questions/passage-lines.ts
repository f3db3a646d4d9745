/** The text that a question is about, in Markdown: before what it asks, in lines that begin with `|>`. */

const line = /^\|>(?: |$)/

/** The first such lines, and the question without them. */
export function readPassage(markdown: string): { passage: string; text: string } {
  const rows = markdown.split('\n')
  const start = rows.findIndex((row) => line.test(row))
  const length = start < 0 ? 0 : [...rows, ''].findIndex((row, i) => i >= start && !line.test(row)) - start
  const said = rows.splice(Math.max(0, start), length)
  return {
    passage: said
      .map((row) => row.slice(3))
      .join('\n')
      .trim(),
    text: rows
      .join('\n')
      .replace(/^\\(?=\\*\|>)/gm, '')
      .trim(),
  }
}

/** The same form again; a line of the question that looks like one is kept apart by a backslash. */
export function writePassage(text: string, passage: string): string {
  const kept = text.replace(/^(?=\\*\|>)/gm, '\\')
  const written = passage
    .trim()
    .replace(/^/gm, '|> ')
    .replace(/^\|> $/gm, '|>')
  return passage ? [written, kept].filter(Boolean).join('\n\n') : kept
}
