import { z } from 'zod'
import { plainLine } from '../../../lib/markdown'
import { shortId } from '../../../lib/short-id'
import type { BlockKind } from './block'
import { readTitle, writeDiv } from './div'
import { blockId, line, oneLine, tidy } from './fields'

export const tones = [
  'note',
  'tip',
  'important',
  'warning',
  'example',
  'objectives',
  'questions',
  'keypoints',
  'prerequisites',
  'challenge',
  'discussion',
  'checklist',
  'testimonial',
] as const
export type Tone = (typeof tones)[number]

/** What others call them: The Carpentries, GitHub, Quarto, MkDocs, Docusaurus, Obsidian. */
const names: Record<string, Tone> = {
  callout: 'note',
  info: 'note',
  abstract: 'note',
  summary: 'note',
  tldr: 'note',
  admonition: 'note',
  seealso: 'note',
  todo: 'note',
  hint: 'tip',
  success: 'tip',
  caution: 'warning',
  danger: 'warning',
  error: 'warning',
  attention: 'warning',
  failure: 'warning',
  bug: 'warning',
  objective: 'objectives',
  goals: 'objectives',
  question: 'questions',
  faq: 'questions',
  help: 'questions',
  keypoint: 'keypoints',
  takeaways: 'keypoints',
  prereq: 'prerequisites',
  prerequisite: 'prerequisites',
  exercise: 'challenge',
  activity: 'challenge',
  practice: 'challenge',
  discuss: 'discussion',
  quote: 'testimonial',
}

export const toneOf = (name: string): Tone | null =>
  (tones as readonly string[]).includes(name) ? (name as Tone) : (names[name] ?? null)

export const callout: BlockKind<'callout'> = {
  kind: 'callout',
  schema: (nested) =>
    z.object({
      id: blockId,
      kind: z.literal('callout'),
      tone: z.enum(tones),
      title: line(300).default(''),
      blocks: nested,
    }),
  prepare: (block) => ({ ...block, title: oneLine(tidy(block.title)) }),
  fromMarkdown(piece, inside) {
    const tone = piece.type === 'div' && piece.name !== 'hint' && piece.name !== 'quote' ? toneOf(piece.name) : null
    if (piece.type !== 'div' || !tone) return null
    const { title, markdown, line } = readTitle(piece)
    const said = piece.values.title === undefined ? plainLine(title) : title
    return { id: shortId(), kind: 'callout', tone, title: said, blocks: inside(markdown, line) }
  },
  toMarkdown: (block, inside, fence) =>
    writeDiv(fence, block.tone === 'note' ? 'callout' : block.tone, block.title, inside),
  searchText: (block) => block.title,
  mediaIds: () => [],
  faults: () => [],
}
