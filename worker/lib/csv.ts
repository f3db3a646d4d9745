export type Cell = string | number | boolean | null | undefined

/** One line of CSV (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe in front. */
export const csvLine = (cells: Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`

/** A whole file: the heading, then the rows, with the mark that makes Excel read it as UTF-8. */
export const csvFile = (heading: string[], rows: Iterable<Cell[]>): string =>
  `\ufeff${[heading, ...rows].map(csvLine).join('')}`

/** The same as a stream, for lists that do not fit in memory. */
export function csvStream(heading: string[], rows: AsyncIterable<Cell[]>): ReadableStream<Uint8Array> {
  const iterator = rows[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    start: (out) => out.enqueue(encoder.encode(`\ufeff${csvLine(heading)}`)),
    async pull(out) {
      const { done, value } = await iterator.next()
      if (done) out.close()
      else out.enqueue(encoder.encode(csvLine(value)))
    },
    cancel: async () => void (await iterator.return?.()),
  })
}

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = neutralCell(cell)
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replace(/"/g, '""')}"` : safe
}

/** Text that no spreadsheet runs. Full-width signs count: some convert them. */
export const neutralCell = (text: string): string => (/^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text)
