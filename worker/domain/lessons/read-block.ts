import { Invalid } from '../../errors'
import { readChapters } from '../../lib/chapters'
import { htmlToMarkdown } from '../../lib/html-to-markdown'
import type { Block, BlockOf, CheckOption, Picture } from './blocks'
import { blocksFromMarkdown, blocksToMarkdown, revealRoles, tones } from './blocks'
import { readGrid, writeGrid } from './table-grid'

/** A form's fields as they came: what stands there twice is a list. */
export type Fields = Record<string, string | string[] | undefined>

/** The block as its form says it; what the form does not name stays as it was. */
export function readBlock(block: Block, fields: Fields): Block {
  const text = (name: string, old = '') => one(fields[name]) ?? old
  switch (block.kind) {
    case 'text':
      return { ...block, markdown: readText(fields, block.markdown) }
    case 'image':
      return { ...block, ...readPicture(block, fields, '') }
    case 'gallery':
      return readGallery(block, fields)
    case 'video':
    case 'audio':
      return { ...readTitled(block, fields), chapters: readMarks(fields) ?? block.chapters }
    case 'document':
    case 'file':
      return readTitled(block, fields)
    case 'embed':
      return { ...block, url: text('url', block.url), title: text('title', block.title) }
    case 'callout': {
      const tone = tones.find((name) => name === fields.tone) ?? block.tone
      return { ...block, tone, title: text('title', block.title), blocks: readInside(block, fields) }
    }
    case 'reveal': {
      const role = revealRoles.find((name) => name === fields.role) ?? block.role
      return { ...block, role, title: text('title', block.title), blocks: readInside(block, fields) }
    }
    case 'table':
      return { ...block, caption: text('caption', block.caption), markdown: readTable(block, fields) }
    case 'quote':
      return { ...block, markdown: readText(fields, block.markdown), cite: text('cite', block.cite) }
    case 'code':
      return {
        ...block,
        language: text('language', block.language),
        code: text('code', block.code),
        caption: text('caption', block.caption),
      }
    case 'maths':
      return { ...block, tex: text('tex', block.tex) }
    case 'check':
      return readCheck(block, fields)
    default:
      return block
  }
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
const many = (value: string | string[] | undefined) => (value === undefined ? [] : [value].flat())

/** The editor sends HTML; the plain form sends Markdown. */
function readText(fields: Fields, old: string): string {
  const html = one(fields.html)
  return html === undefined ? (one(fields.markdown) ?? old) : readHtml(html)
}

/** What the editor or a paste says in HTML, as Markdown. */
export const readHtml = (html: string) => inOwnWords(htmlToMarkdown(html))

/** Our own pages' addresses become references again, so that they hold in an export and a copy. */
const inOwnWords = (markdown: string) =>
  markdown
    .replace(/\]\(\/media\/([0-9a-f-]{36})\)/g, '](media:$1)')
    .replace(
      /\]\(\/items\/([0-9a-f-]{36})(#h-[^)\s]*)?\)/g,
      (_, id, fragment = '') => `](item:${id}${fragment.replace('#h-', '#')})`,
    )

const readTitled = <T extends { mediaId: string; title: string }>(block: T, fields: Fields): T => ({
  ...block,
  mediaId: one(fields.mediaId) ?? block.mediaId,
  title: one(fields.title) ?? block.title,
})

/** Chapters as they are typed, one a line. */
function readMarks(fields: Fields) {
  const typed = one(fields.chapters)
  if (typed === undefined) return undefined
  const { chapters, wrong } = readChapters(typed)
  if (wrong !== null) throw new Invalid('chapters', 'lessons.chapterLine', { line: wrong })
  return chapters
}

function readPicture(old: Picture, fields: Fields, suffix: string): Picture {
  const text = (name: string, value: string) => one(fields[name + suffix]) ?? value
  const isForm = fields[`alt${suffix}`] !== undefined
  return {
    mediaId: text('mediaId', old.mediaId),
    alt: text('alt', old.alt),
    caption: text('caption', old.caption),
    captionHtml: '',
    decorative: isForm ? fields[`decorative${suffix}`] !== undefined : old.decorative,
  }
}

function readGallery(block: BlockOf<'gallery'>, fields: Fields): Block {
  const removed = one(fields.remove)
  const images = block.images
    .map((image, i) => readPicture(image, fields, `-${i}`))
    .filter((_, i) => String(i) !== removed)
  const added = many(fields.addMediaId)
    .filter(Boolean)
    .map((mediaId): Picture => ({ mediaId, alt: '', caption: '', captionHtml: '', decorative: false }))
  return { ...block, images: [...images, ...added] }
}

/** Blocks inside keep their ids where they say the same as before, or stand at the same place and are of the same kind. */
function readInside(block: BlockOf<'callout' | 'reveal'>, fields: Fields): Block[] {
  const markdown = one(fields.markdown)
  if (markdown === undefined || markdown.trim() === blocksToMarkdown(block.blocks).trim()) return block.blocks
  return blocksFromMarkdown(markdown, 0, () => {}, 2).map((inner, i) => {
    const old = block.blocks[i]
    return old?.kind === inner.kind ? { ...inner, id: old.id } : inner
  })
}

function readTable(block: BlockOf<'table'>, fields: Fields): string {
  const grid = readGrid(block.markdown)
  const cells = many(fields.cell)
  const width = grid?.[0]?.length ?? 0
  if (!grid || cells.length === 0 || cells.length % width !== 0) return one(fields.markdown) ?? block.markdown
  const rows = Array.from({ length: cells.length / width }, (_, i) => cells.slice(i * width, (i + 1) * width))
  const act = one(fields.act)
  if (act === 'row') rows.push(Array(width).fill(''))
  if (act === 'column') for (const row of rows) row.push('')
  if (act === 'less-row' && rows.length > 2) rows.pop()
  if (act === 'less-column' && width > 1) for (const row of rows) row.pop()
  return writeGrid(rows)
}

function readCheck(block: BlockOf<'check'>, fields: Fields): Block {
  const removed = one(fields.remove)
  const right = new Set(many(fields.correct))
  const options = block.options
    .map(
      (option, i): CheckOption => ({
        text: one(fields[`option-${i}`]) ?? option.text,
        html: '',
        correct: fields.options === undefined ? option.correct : right.has(String(i)),
        feedback: one(fields[`feedback-${i}`]) ?? option.feedback,
        feedbackHtml: '',
      }),
    )
    .filter((_, i) => String(i) !== removed)
  if (one(fields.act) === 'option' && options.length < 12)
    options.push({ text: '', html: '', correct: false, feedback: '', feedbackHtml: '' })
  return {
    ...block,
    markdown: one(fields.markdown) ?? block.markdown,
    multiple: fields.options === undefined ? block.multiple : fields.multiple !== undefined,
    options,
    feedback: one(fields.feedback) ?? block.feedback,
  }
}
