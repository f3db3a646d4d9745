import type { Token } from 'markdown-it'
import { readAttributes } from '../../../lib/attributes'
import { embedAddress } from '../../../lib/embeds'
import { parseMarkdown } from '../../../lib/markdown'
import { linkAt } from '../../../lib/markdown-links'
import type { Piece } from './block'
import { readDivs } from './divs'

/** What could not be kept as it was, for the report of an import. `line` counts from 0. */
export type Remark = {
  kind: 'div-unknown' | 'div-unclosed' | 'div-stray' | 'comment' | 'instructor-notes' | 'too-deep'
  line: number
  detail: string
}

/** Cuts a Markdown source into what may become blocks. `line` is where it begins in its file. */
export function readPieces(markdown: string, line = 0, remark: (remark: Remark) => void = () => {}): Piece[] {
  return readDivs(markdown, line, remark).flatMap((part) =>
    part.type === 'div' ? [part] : readRun(part.markdown, part.line),
  )
}

/** Markdown without divs: every table, code, picture, quote … at its top level stands alone, the text between stays together. */
function readRun(markdown: string, firstLine: number): Piece[] {
  const lines = markdown.split('\n')
  const pieces: Piece[] = []
  let from = 0
  const textUntil = (end: number) => {
    const text = lines.slice(from, end)
    const blank = text.findIndex((line) => line.trim())
    if (blank !== -1) pieces.push({ type: 'text', markdown: flush(text.slice(blank)), line: firstLine + from + blank })
  }
  const tokens = parseMarkdown(markdown)
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'footnote_block_open') break
    if (token.level !== 0 || !token.map || token.nesting < 0 || token.map[0] < from) continue
    const source = lines.slice(...token.map)
    const found = readBlock(token, tokens[index + 1], source, firstLine + token.map[0])
    if (!found) continue
    textUntil(token.map[0])
    pieces.push(...found)
    from = token.map[1]
  }
  textUntil(lines.length)
  return withCaptions(pieces)
}

/** A text that stands one to three spaces in, as after a list that code interrupted, moves to the edge. */
function flush(lines: string[]) {
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length))
  return (indent < 4 ? lines.map((line) => line.slice(indent)) : lines).join('\n').trimEnd()
}

function readBlock(token: Token, next: Token | undefined, source: string[], line: number): Piece[] | null {
  switch (token.type) {
    case 'table_open':
    case 'grid_table_open':
      return [{ type: 'table', markdown: source.join('\n').trimEnd(), caption: '', line }]
    case 'fence':
      return [{ type: 'fence', ...readInfo(token.info), code: token.content.replace(/\n$/, ''), line }]
    case 'code_block':
      return [{ type: 'fence', language: '', values: {}, code: token.content.trimEnd(), line }]
    case 'maths_block':
      return [{ type: 'maths', tex: token.content, line }]
    case 'hr':
      return [{ type: 'divider', line }]
    case 'blockquote_open':
      return [readQuote(source, line)]
    case 'paragraph_open':
      return next ? readParagraph(next.content, line) : null
    default:
      return null
  }
}

/** ```` ```python {caption="…"} ````, ```` ```{r, echo=FALSE} ````, ```` ``` {.python .numberLines} ````. */
function readInfo(info: string) {
  const open = info.indexOf('{')
  const read = open === -1 ? null : readAttributes(info, open)
  const bare =
    info
      .slice(0, open === -1 ? undefined : open)
      .trim()
      .split(/\s+/)[0] ?? ''
  const knitr = open === 0 && !read ? (/^\{\s*([\w+#-]+)/.exec(info)?.[1] ?? '') : ''
  return { language: bare || knitr || read?.attributes.classes[0] || '', values: read?.attributes.values ?? {} }
}

function readQuote(source: string[], line: number): Piece {
  const lines = unquote(source)
  const alert = /^\[!([\w-]+)\]([-+]?)\s*(.*)$/.exec(lines[0] ?? '')
  if (!alert) return { type: 'quote', markdown: lines.join('\n').trim(), line }
  const [, name = '', fold, title = ''] = alert
  const markdown = lines.slice(1).join('\n')
  const isFolded = fold === '-'
  return {
    type: 'div',
    name: isFolded ? 'details' : name.toLowerCase(),
    classes: [],
    values: title || isFolded ? { title: title || name } : { title: '' },
    markdown,
    line: line + 1,
  }
}

/** Without the `>` of one level; lazy continuation lines have none. */
const unquote = (source: string[]) => source.map((line) => line.replace(/^ {0,3}> ?/, ''))

/** A paragraph that holds pictures, players or one known address and nothing else. */
function readParagraph(content: string, line: number): Piece[] | null {
  const address = /^<?(https?:\/\/[^\s<>]+)>?$/.exec(content.trim())?.[1]
  if (address && embedAddress(address))
    return [{ type: 'media', address, text: '', title: '', classes: ['embed'], values: {}, line }]
  const pieces = content.split('\n').map((part, index) => readMediaLine(part, line + index))
  if (pieces.every((piece) => piece !== null)) return pieces as Piece[]
  const whole = readMediaLine(content, line) // a long alt text may run over several lines
  return whole && [whole]
}

/** `![text](address "title"){.class key="value"}` and nothing else. */
export function readMediaLine(source: string, line: number): Extract<Piece, { type: 'media' }> | null {
  const trimmed = source.trim()
  const link = trimmed.startsWith('![') ? linkAt(trimmed, 0) : null
  if (!link) return null
  const read = readAttributes(trimmed, link.end)
  if ((read?.end ?? link.end) !== trimmed.length) return null
  const { classes = [], values = {} } = read?.attributes ?? {}
  return {
    type: 'media',
    address: link.address,
    text: link.text.replace(/\s+/g, ' '),
    title: link.title,
    classes,
    values,
    line,
  }
}

/** Pandoc's `Table: caption` (or `: caption`) after a table belongs to it. */
function withCaptions(pieces: Piece[]): Piece[] {
  return pieces.flatMap((piece, index) => {
    const after = pieces[index + 1]
    const before = pieces[index - 1]
    if (piece.type === 'table' && after?.type === 'text') {
      const caption = /^(?:Table)?: +(.+?)(?:\n\n|$)/s.exec(after.markdown)?.[1]
      return caption ? [{ ...piece, caption: caption.replace(/\s+/g, ' ') }] : [piece]
    }
    if (piece.type === 'text' && before?.type === 'table') {
      const rest = piece.markdown.replace(/^(?:Table)?: +(.+?)(?:\n\n|$)/s, '')
      return rest.trim() ? [{ ...piece, markdown: rest }] : []
    }
    return [piece]
  })
}
