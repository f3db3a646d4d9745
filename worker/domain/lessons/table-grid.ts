/**
 * The cells of a plain pipe table, its head first; null for anything else (grid tables, several tables, alignment that the
 * editor's fields could not say).
 */
export function readGrid(markdown: string): string[][] | null {
  const lines = markdown.trim().split('\n')
  if (lines.length < 2 || !/^\|?(?:\s*-+\s*\|?)+$/.test(lines[1]!)) return null
  const rows = lines.filter((_, i) => i !== 1).map(cellsOf)
  const width = rows[0]!.length
  return width > 0 && rows.every((row) => row.length <= width)
    ? rows.map((row) => [...row, ...Array(width - row.length).fill('')])
    : null
}

function cellsOf(line: string): string[] {
  const inside = line.trim().replace(/^\|/, '').replace(/\|$/, '')
  const cells: string[] = []
  let cell = ''
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] === '\\' && inside[i + 1] === '|') cell += inside[++i]
    else if (inside[i] === '|') {
      cells.push(cell.trim())
      cell = ''
    } else cell += inside[i]
  }
  return [...cells, cell.trim()]
}

export function writeGrid(rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(escaped).join(' | ')} |`
  const [head = [], ...body] = rows
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...body.map(line)].join('\n')
}

const escaped = (cell: string) =>
  cell
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<!\\)\|/g, '\\|')
