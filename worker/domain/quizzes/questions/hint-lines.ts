/** Hints in Markdown: at the very end, each a paragraph of lines that begin with `?>`. */

const line = /^\?>(?: |$)/

/** The hints that stand at the end of a question, and the question without them. */
export function readHints(markdown: string): { text: string; hints: string[] } {
  const rows = markdown.trimEnd().split('\n')
  let start = rows.length
  while (start > 0 && (line.test(rows[start - 1]!) || (rows[start - 1] === '' && line.test(rows[start - 2] ?? ''))))
    start -= 1
  const hints = rows
    .slice(start)
    .join('\n')
    .split(/\n{2,}/)
    .map((hint) => hint.replace(/^\?> ?/gm, '').trim())
    .filter(Boolean)
  const text = rows.slice(0, start).join('\n')
  return { text: text.replace(/^\\(?=\\*\?>)/gm, ''), hints }
}

/** The same form again; a line of the question that looks like one is kept apart by a backslash. */
export const writeHints = (text: string, hints: string[]): string =>
  [
    text.replace(/^(?=\\*\?>)/gm, '\\'),
    ...hints.map((hint) => hint.trim().replace(/^/gm, '?> ').replace(/ +$/gm, '')),
  ].join('\n\n')
