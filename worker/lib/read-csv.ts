export type CsvRow = { cells: string[]; line: number }

const separators = [',', ';', '\t', '|'] as const

/** Rows of a CSV file (RFC 4180), whatever separates its cells; empty rows are passed over. `line` counts from 1. */
export function readCsv(text: string): CsvRow[] {
  const separator = separatorOf(text)
  const rows: CsvRow[] = []
  let [cell, isQuoted, line, firstLine] = ['', false, 1, 1]
  let cells: string[] = []
  const endRow = () => {
    cells.push(cell.trim())
    if (cells.some(Boolean)) rows.push({ cells, line: firstLine })
    ;[cells, cell] = [[], '']
  }
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!
    if (sign === '\n') line += 1
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (sign === '"' && cell.trim() === '') [isQuoted, cell] = [true, '']
    else if (sign === separator) {
      cells.push(cell.trim())
      cell = ''
    } else if (sign === '\n') {
      endRow()
      firstLine = line
    } else cell += sign
  }
  endRow()
  return rows
}

/** What the first line has most of, outside of quotes. */
function separatorOf(text: string): string {
  const head = (text.trimStart().split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '')
  const counted = separators.map((sign) => ({ sign, count: head.split(sign).length }))
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).sign
}
