import { z } from 'zod'
import { shortId } from '../../../lib/short-id'
import { audio } from './audio'
import {
  type Block,
  type BlockKind,
  type BlockKindName,
  type CaptionsOf,
  type Fault,
  type LessonContent,
  maxBlocks,
  maxDepth,
} from './block'
import { callout } from './callout'
import { check } from './check'
import { code } from './code'
import { divider } from './divider'
import { document } from './document'
import { embed } from './embed'
import { headingLevels } from './fields'
import { file } from './file'
import { gallery } from './gallery'
import { image } from './image'
import { maths } from './maths'
import { quote } from './quote'
import { reveal } from './reveal'
import { table } from './table'
import { text } from './text'
import { video } from './video'

export type * from './block'
export { maxBlocks, maxDepth, maxTextBytes } from './block'
export { type Tone, tones } from './callout'
export { mediaInText } from './fields'
export { blocksFromMarkdown, blocksToMarkdown, coalesce } from './markdown'
export type { Remark } from './pieces'
export { relinkContent } from './relink'
export { type RevealRole, revealRoles } from './reveal'

/** Every kind of block. A new kind is a file beside this one and a line here. The first that takes a piece of Markdown has it. */
export const blockKinds: { [Kind in BlockKindName]: BlockKind<Kind> } = {
  text,
  video,
  audio,
  document,
  file,
  embed,
  image,
  gallery,
  reveal,
  callout,
  table,
  quote,
  code,
  maths,
  check,
  divider,
}

export const blockKindNames = Object.keys(blockKinds) as BlockKindName[]

type AnyKind = BlockKind<BlockKindName>
export const kindOf = (name: BlockKindName) => blockKinds[name] as unknown as AnyKind

const blocksSchema = (depth: number): z.ZodType<Block[]> => {
  const nested = z.lazy(() => (depth < maxDepth ? blocksSchema(depth + 1) : z.array(z.never())))
  const kinds = blockKindNames.map((name) => kindOf(name).schema(nested as z.ZodType<Block[]>))
  return z.array(z.discriminatedUnion('kind', kinds as never)).max(maxBlocks) as unknown as z.ZodType<Block[]>
}

/** A lesson as it is stored: at most 300 blocks, nested ones included, every id once. */
export const contentSchema: z.ZodType<LessonContent> = z
  .object({ blocks: blocksSchema(1) })
  .refine(({ blocks }) => allBlocks(blocks).length <= maxBlocks, 'Too many blocks')
  .refine(({ blocks }) => {
    const ids = allBlocks(blocks).map((block) => block.id)
    return new Set(ids).size === ids.length
  }, 'Every block needs its own id')

export const emptyContent = (): LessonContent => ({ blocks: [] })

/** Every block, nested ones after the one that holds them. */
export const allBlocks = (blocks: Block[]): Block[] =>
  blocks.flatMap((block) => ('blocks' in block ? [block, ...allBlocks(block.blocks)] : [block]))

/**
 * Content as it may be stored: texts trimmed, every html derived from its Markdown and sanitized (whatever was sent is thrown away),
 * missing or doubled ids replaced.
 */
export function prepareContent(content: LessonContent): LessonContent {
  const slugs = new Set<string>()
  const ids = new Set<string>()
  const prepare = (block: Block): Block => {
    const id = /^[a-z0-9]{6,24}$/.test(block.id ?? '') && !ids.has(block.id) ? block.id : shortId()
    ids.add(id)
    const prepared = kindOf(block.kind).prepare({ ...block, id }, { slugs })
    return 'blocks' in prepared ? { ...prepared, blocks: prepared.blocks.map(prepare) } : prepared
  }
  return { blocks: content.blocks.map(prepare) }
}

/** What search finds a lesson by. */
export const searchTextOf = (content: LessonContent): string =>
  allBlocks(content.blocks)
    .map((block) => kindOf(block.kind).searchText(block))
    .filter(Boolean)
    .join('\n')

/** Files that the content shows or links to, each once. Addresses of an import that is not finished (`path:…`) are among them. */
export const mediaIdsOf = (content: LessonContent): string[] => [
  ...new Set(allBlocks(content.blocks).flatMap((block) => kindOf(block.kind).mediaIds(block))),
]

/** Accessibility faults, in reading order. `captionsOf` tells the languages of a file's captions; null: not known. */
export function faultsOf(content: LessonContent, captionsOf: CaptionsOf = () => null): Fault[] {
  const faults = allBlocks(content.blocks).flatMap((block) => kindOf(block.kind).faults(block, captionsOf))
  let level = 1 // the lesson's title
  for (const block of allBlocks(content.blocks)) {
    if (block.kind !== 'text' && block.kind !== 'quote') continue
    for (const next of headingLevels(block.markdown)) {
      if (next > level + 1) faults.push({ kind: 'heading-skipped', blockId: block.id, detail: `h${next}` })
      level = next
    }
  }
  return faults
}
