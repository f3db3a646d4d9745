import type { MarkdownIt, StateBlock } from 'markdown-it'

/** Pandoc's grid tables: `+---+---+` borders, `+===+` under the head, cells that hold whole blocks. */
export function gridTablePlugin(md: MarkdownIt) {
  md.block.ruler.before('table', 'grid_table', gridTable, { alt: ['paragraph', 'reference'] })
}

/** Lines of the longest grid that is read, so that no text can make us slow. */
const longest = 1_000

type Row = { cells: string[][]; isHead: boolean }

function gridTable(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const lineAt = (line: number) =>
    state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]!).trimEnd()
  if (state.sCount[startLine]! - state.blkIndent >= 4 || !/^\+(?:[-=:]+\+)+$/.test(lineAt(startLine))) return false
  if (startLine + 1 >= endLine || !lineAt(startLine + 1).startsWith('|')) return false
  let next = startLine
  const lines: string[] = []
  while (next < Math.min(endLine, startLine + longest) && /^[+|].*[+|]$/.test(lineAt(next))) lines.push(lineAt(next++))
  const rows = readGrid(lines)
  if (!rows) return false
  if (silent) return true

  const open = state.push('grid_table_open', 'table', 1)
  open.map = [startLine, next]
  const head = rows.filter((row) => row.isHead)
  const body = rows.filter((row) => !row.isHead)
  if (head.length) pushRows(state, head, 'thead', 'th')
  if (body.length) pushRows(state, body, 'tbody', 'td')
  state.push('grid_table_close', 'table', -1)
  state.line = next
  return true
}

function pushRows(state: StateBlock, rows: Row[], group: string, tag: string) {
  state.push(`${group}_open`, group, 1)
  for (const row of rows) {
    state.push('tr_open', 'tr', 1)
    for (const cell of row.cells) {
      const open = state.push(`${tag}_open`, tag, 1)
      if (tag === 'th') open.attrSet('scope', 'col')
      const text = dedent(cell)
      if (isPlain(text)) {
        const inline = state.push('inline', '', 0)
        inline.content = text.trim()
        inline.children = []
      } else state.md.block.parse(text, state.md, state.env, state.tokens)
      state.push(`${tag}_close`, tag, -1)
    }
    state.push('tr_close', 'tr', -1)
  }
  state.push(`${group}_close`, group, -1)
}

/** Rows of cells of lines, or null where the columns do not hold together. Spans are not read. */
export function readGrid(lines: string[]): Row[] | null {
  const first = lines[0] ?? ''
  const edges = [...first].flatMap((sign, index) => (sign === '+' ? [index] : []))
  const rows: Row[] = []
  let open: string[][] | null = null
  for (const line of lines.slice(1)) {
    if (line.length !== first.length) return null
    if (line.startsWith('+')) {
      if (!/^\+(?:[-=:]+\+)+$/.test(line) || edges.some((edge) => line[edge] !== '+')) return null
      const isHeadEnd = line.includes('=')
      if (open) rows.push({ cells: open, isHead: false })
      if (isHeadEnd) for (const row of rows) row.isHead = true
      open = null
      continue
    }
    if (edges.some((edge) => line[edge] !== '|')) return null
    open ??= edges.slice(1).map(() => [])
    for (const [column, edge] of edges.slice(1).entries()) open[column]!.push(line.slice(edges[column]! + 1, edge))
  }
  return open || rows.length === 0 ? null : rows
}

const isPlain = (text: string) => !/\n\s*\n/.test(text.trim()) && !/^\s*(?:[-*+]|\d+[.)]|#|>|`{3}|~{3}|<)/m.test(text)

function dedent(lines: string[]) {
  const indents = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length)
  const indent = indents.length ? Math.min(...indents) : 0
  return lines
    .map((line) => line.slice(indent).trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '')
}
