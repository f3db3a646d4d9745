import { writeAttributes } from '../../../lib/attributes'
import type { Block, Piece } from './block'
import { maxDepth, maxTextBytes } from './block'
import { allBlocks, blockKindNames, kindOf } from './index'
import { type Remark, readPieces } from './pieces'

/**
 * Blocks of a Markdown source, not yet prepared. A div that no kind knows gives its content in its place; what could not be kept as it was
 * is remarked upon. `line` is where the source begins in its file, from 0.
 */
export function blocksFromMarkdown(
  markdown: string,
  line = 0,
  remark: (remark: Remark) => void = () => {},
  depth = 1,
): Block[] {
  return readPieces(markdown, line, remark).flatMap((piece) => {
    const inside = (source: string, at: number) => blocksFromMarkdown(source, at, remark, depth + 1)
    if (piece.type === 'div' && depth > maxNesting)
      return [take({ type: 'text', markdown: piece.markdown, line: piece.line }, inside)!]
    if (piece.type === 'text') return splitLong(piece).map((part) => take(part, inside)!)
    if (piece.type === 'div' && forTeachers.has(piece.name)) {
      remark({ kind: 'instructor-notes', line: piece.line, detail: piece.name })
      return []
    }
    const block = take(piece, inside)
    if (block && 'blocks' in block && depth >= maxDepth) {
      remark({ kind: 'too-deep', line: piece.line, detail: piece.type === 'div' ? piece.name : '' })
      return block.blocks
    }
    if (block) return [block]
    if (piece.type !== 'div') return [take({ type: 'text', markdown: sourceOf(piece), line: piece.line }, inside)!]
    remark({ kind: 'div-unknown', line: piece.line, detail: piece.name })
    return blocksFromMarkdown(piece.markdown, piece.line, remark, depth)
  })
}

/** The Markdown that reads back to the same blocks. What would read as something else is wrapped in `::: text`. */
export function blocksToMarkdown(blocks: Block[]): string {
  return blocks
    .map((block, index) => {
      const fence = colons(JSON.stringify(block), 2 + heightOf(block))
      const inside = 'blocks' in block ? blocksToMarkdown(block.blocks) : ''
      const written = kindOf(block.kind).toMarkdown(block, inside, fence)
      if (block.kind !== 'text') return written
      const isAfterText = blocks[index - 1]?.kind === 'text'
      const isAfterTable = blocks[index - 1]?.kind === 'table' && /^(?:Table)?: /.test(written)
      return isAfterText || isAfterTable || !readsAsText(written)
        ? `${colons(written)} text\n\n${written}\n\n${colons(written)}`
        : written
    })
    .join('\n\n')
}

/** Divs in divs beyond any sense are left as text. */
const maxNesting = 12

/** What learners are not meant to read. */
const forTeachers = new Set(['instructor', 'instructors', 'instructor-note', 'speaker-notes'])

function take(piece: Piece, inside: (source: string, line: number) => Block[]): Block | null {
  for (const name of blockKindNames) {
    const block = kindOf(name).fromMarkdown(piece, inside)
    if (block) return block
  }
  return null
}

function readsAsText(markdown: string) {
  const [piece, ...others] = readPieces(markdown)
  return others.length === 0 && piece?.type === 'text' && piece.markdown === markdown && splitLong(piece).length === 1
}

/** Colons of a div around its blocks: one more than the deepest inside. */
const heightOf = (block: Block): number => 1 + ('blocks' in block ? Math.max(0, ...block.blocks.map(heightOf)) : 0)

/** More colons than any run of them in the text. */
const colons = (text: string, least = 3) =>
  ':'.repeat(Math.max(least, ...(text.match(/:{3,}/g) ?? []).map((run) => run.length + 1)))

/** Texts over the bound are cut between paragraphs. */
function splitLong(piece: Extract<Piece, { type: 'text' }>): Extract<Piece, { type: 'text' }>[] {
  const limit = Math.floor(maxTextBytes / 4)
  if (piece.markdown.length <= limit) return [piece]
  const parts: Extract<Piece, { type: 'text' }>[] = []
  let line = piece.line
  let part = ''
  for (const paragraph of piece.markdown.split(/(?<=\n)(?=\s*\n)/)) {
    if (part && part.length + paragraph.length > limit) {
      parts.push({ ...piece, markdown: part.trimEnd(), line })
      line += part.split('\n').length - 1
      part = ''
    }
    part += paragraph
  }
  return [...parts, { ...piece, markdown: part.trimEnd(), line }]
}

/** What a piece that no kind takes was written as: a picture from a place we cannot fetch stays a text. */
function sourceOf(piece: Exclude<Piece, { type: 'text' } | { type: 'div' }>): string {
  if (piece.type === 'media')
    return `[${piece.text || piece.title || piece.address}](${piece.address})${writeAttributes([], {})}`
  if (piece.type === 'fence') return `\`\`\`${piece.language}\n${piece.code}\n\`\`\``
  return 'markdown' in piece ? piece.markdown : piece.type === 'maths' ? `$$\n${piece.tex}\n$$` : '***'
}

/**
 * The same lesson in fewer blocks: texts, tables, code, quotes, maths and lines next to each other become one text. For imports of more
 * than a lesson may hold.
 */
export function coalesce(blocks: Block[]): Block[] {
  const plain = new Set(['text', 'table', 'code', 'quote', 'maths', 'divider'])
  const merged: Block[] = []
  for (const block of blocks) {
    const last = merged.at(-1)
    const markdown = plain.has(block.kind) ? kindOf(block.kind).toMarkdown(block, '', ':::') : ''
    const isPlain = markdown !== '' && !markdown.startsWith(':::')
    if (isPlain && last?.kind === 'text' && last.markdown.length + markdown.length < maxTextBytes / 4)
      merged[merged.length - 1] = { ...last, markdown: `${last.markdown}\n\n${markdown}` }
    else if (isPlain) merged.push({ id: block.id, kind: 'text', markdown, html: '' })
    else merged.push('blocks' in block ? { ...block, blocks: coalesce(block.blocks) } : block)
  }
  return allBlocks(merged).length < allBlocks(blocks).length ? merged : blocks
}
