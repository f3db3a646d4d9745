import { z } from 'zod'
import { parseMarkdown, renderInline } from '../../../lib/markdown'
import { rewriteLinks } from '../../../lib/markdown-links'
import { readMaths } from '../../../lib/maths'
import { readReference } from '../../../lib/references'
import type { Fault, Picture } from './block'
import { maxTextBytes } from './block'

const encoder = new TextEncoder()
const isSmall = (value: string) => value.length * 3 <= maxTextBytes || encoder.encode(value).length <= maxTextBytes

export const blockId = z.string().regex(/^[a-z0-9]{6,24}$/)
export const longText = z.string().refine(isSmall, 'Too long')
/** Made from the Markdown, so it may be larger than what was typed. */
export const derivedHtml = z.string().max(1_000_000).default('')
export const line = (max: number) => z.string().max(max)
export const mediaId = z.string().max(1_100)
export const picture = z.object({
  mediaId,
  alt: line(2_000).default(''),
  caption: line(2_000).default(''),
  captionHtml: derivedHtml,
  decorative: z.boolean().default(false),
})

/** Text on one line, without stray spaces. */
export const oneLine = (value: string) => value.replace(/\s+/g, ' ').trim()

/** Line ends as Unix has them, no NUL or lone surrogates, no blank edges; indentation of the first line is kept. */
export const tidy = (value: string) =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(/\0/g, '')
    .toWellFormed()
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd()

export const preparePicture = (image: Picture): Picture => {
  const caption = oneLine(tidy(image.caption))
  return {
    mediaId: image.mediaId.trim(),
    alt: image.decorative ? '' : oneLine(tidy(image.alt)),
    caption,
    captionHtml: caption && renderInline(caption),
    decorative: image.decorative,
  }
}

export const pictureFaults = (image: Picture, blockId: string): Fault[] => [
  ...(image.mediaId ? [] : [{ kind: 'file-missing' as const, blockId, detail: image.alt }]),
  ...(image.alt || image.decorative ? [] : [{ kind: 'image-alt' as const, blockId, detail: image.mediaId }]),
]

/** Files that a text shows or links to. */
export function mediaInText(markdown: string): string[] {
  const ids: string[] = []
  rewriteLinks(markdown, ({ address }) => {
    const reference = readReference(address)
    if (reference?.kind === 'media') ids.push(reference.id)
    if (reference?.kind === 'path') ids.push(`path:${reference.id}`)
    return null
  })
  return ids
}

/** Missing alt texts, bare addresses as link texts, tables without a head. */
export function textFaults(markdown: string, blockId: string): Fault[] {
  const faults: Fault[] = []
  const tokens = parseMarkdown(markdown)
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'maths_block') faults.push(...mathsFaults(token.content, blockId))
    if (token.type === 'table_open' || token.type === 'grid_table_open') {
      const end = tokens.findIndex((other, at) => at > index && /^(?:grid_)?table_close$/.test(other.type))
      const heads = tokens.slice(index, end).filter((_, at, list) => list[at - 1]?.type === 'th_open')
      if (!heads.some((head) => head.content.trim())) faults.push({ kind: 'table-header', blockId, detail: '' })
    }
    for (const [at, child] of (token.children ?? []).entries()) {
      if (child.type === 'maths_inline') faults.push(...mathsFaults(child.content, blockId))
      const values = (child.meta as { values?: Record<string, string> } | null)?.values
      if (child.type === 'image' && values?.alt === undefined && !child.content.trim())
        faults.push({ kind: 'image-alt', blockId, detail: String(child.attrGet('src') ?? '') })
      if (child.type === 'link_open' && /^https?:\/\//i.test(token.children?.[at + 1]?.content ?? ''))
        faults.push({ kind: 'link-bare', blockId, detail: String(child.attrGet('href') ?? '') })
    }
  }
  return faults
}

export const mathsFaults = (tex: string, blockId: string): Fault[] =>
  tex.trim() && readMaths(tex, false) === null ? [{ kind: 'maths', blockId, detail: tex.slice(0, 80) }] : []

/** Levels of the headings of a text, in order; a first-level one is shown as second. */
export const headingLevels = (markdown: string): number[] =>
  parseMarkdown(markdown)
    .filter((token) => token.type === 'heading_open')
    .map((token) => Math.max(2, Number(token.tag.slice(1))))
