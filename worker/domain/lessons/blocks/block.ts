import type { ZodType } from 'zod'
import type { Chapter } from '../../../lib/chapters'
import type { Tone } from './callout'
import type { RevealRole } from './reveal'

/** What a lesson holds, stored as JSON. `html` fields are derived by `prepareContent` and never trusted from outside. */
export type LessonContent = { blocks: Block[] }

/**
 * `id` is short, unguessable and stays while the block is edited or moved: reports, notes and answers hang on it.
 * A `mediaId` is the id of a file, `path:<file>` while an import waits for its files, or '' where a file is still missing.
 * Callouts and reveals hold blocks themselves, three levels deep at most (a challenge, its solution, a hint in it).
 */
export type Block =
  | TextBlock
  | ImageBlock
  | GalleryBlock
  | VideoBlock
  | AudioBlock
  | DocumentBlock
  | FileBlock
  | EmbedBlock
  | CalloutBlock
  | RevealBlock
  | TableBlock
  | QuoteBlock
  | CodeBlock
  | MathsBlock
  | DividerBlock
  | CheckBlock

export type BlockKindName = Block['kind']
export type BlockOf<Kind extends BlockKindName> = Extract<Block, { kind: Kind }>

export type TextBlock = { id: string; kind: 'text'; markdown: string; html: string }
/** `caption` is one line of Markdown. A decorative picture has no alt text, on purpose. */
export type Picture = { mediaId: string; alt: string; caption: string; captionHtml: string; decorative: boolean }
export type ImageBlock = { id: string; kind: 'image' } & Picture
export type GalleryBlock = { id: string; kind: 'gallery'; images: Picture[] }
export type VideoBlock = { id: string; kind: 'video'; mediaId: string; title: string; chapters?: Chapter[] }
export type AudioBlock = { id: string; kind: 'audio'; mediaId: string; title: string; chapters?: Chapter[] }
export type DocumentBlock = { id: string; kind: 'document'; mediaId: string; title: string }
export type FileBlock = { id: string; kind: 'file'; mediaId: string; title: string }
/** `url` as a person would paste it; views turn it to the player's address. */
export type EmbedBlock = { id: string; kind: 'embed'; url: string; title: string }
export type CalloutBlock = { id: string; kind: 'callout'; tone: Tone; title: string; blocks: Block[] }
export type RevealBlock = { id: string; kind: 'reveal'; role: RevealRole; title: string; blocks: Block[] }
/** `markdown` is a pipe table or, with whole blocks in its cells, a pandoc grid table. */
export type TableBlock = { id: string; kind: 'table'; markdown: string; html: string; caption: string }
export type QuoteBlock = { id: string; kind: 'quote'; markdown: string; html: string; cite: string }
export type CodeBlock = { id: string; kind: 'code'; language: string; code: string; caption: string }
/** `html` is MathML. */
export type MathsBlock = { id: string; kind: 'maths'; tex: string; html: string }
export type DividerBlock = { id: string; kind: 'divider' }
/** One question that counts for nothing. With `multiple`, every right option and no wrong one must be chosen. */
export type CheckBlock = {
  id: string
  kind: 'check'
  markdown: string
  html: string
  multiple: boolean
  options: CheckOption[]
  feedback: string
  feedbackHtml: string
}
export type CheckOption = { text: string; html: string; correct: boolean; feedback: string; feedbackHtml: string }

/** What stands in the way of a reader who cannot see, hear or point: counted before publishing. */
export type FaultKind =
  | 'image-alt'
  | 'file-missing'
  | 'heading-skipped'
  | 'table-header'
  | 'link-bare'
  | 'captions'
  | 'transcript'
  | 'title'
  | 'maths'
export type Fault = { kind: FaultKind; blockId: string; detail: string }

/** What `prepare` shares between the blocks of one lesson. */
export type Preparing = { slugs: Set<string> }

/** What a kind may know about the files: the languages of their captions. Absent: not known, not asked. */
export type CaptionsOf = (mediaId: string) => string[] | null

/** A stretch of a Markdown file that may become a block. */
export type Piece =
  | { type: 'text'; markdown: string; line: number }
  | { type: 'div'; name: string; classes: string[]; values: Record<string, string>; markdown: string; line: number }
  | { type: 'fence'; language: string; code: string; values: Record<string, string>; line: number }
  | { type: 'table'; markdown: string; caption: string; line: number }
  | {
      type: 'media'
      address: string
      text: string
      title: string
      classes: string[]
      values: Record<string, string>
      line: number
    }
  | { type: 'quote'; markdown: string; line: number }
  | { type: 'maths'; tex: string; line: number }
  | { type: 'divider'; line: number }

/** Turns Markdown inside a div to blocks. */
export type ReadInside = (markdown: string, line: number) => Block[]

/** One kind of block, whole: its shape, its Markdown, what it says to search and what it lacks. */
export type BlockKind<Kind extends BlockKindName> = {
  kind: Kind
  schema: (nested: ZodType<Block[]>) => ZodType<BlockOf<Kind>>
  /** Trims, and derives every html anew. Nested blocks are prepared by the caller. */
  prepare: (block: BlockOf<Kind>, preparing: Preparing) => BlockOf<Kind>
  /** The block of a piece; null where the piece is another kind's. */
  fromMarkdown: (piece: Piece, inside: ReadInside) => BlockOf<Kind> | null
  /** `inside` is the Markdown of the nested blocks, `fence` the colons that a div around it needs. */
  toMarkdown: (block: BlockOf<Kind>, inside: string, fence: string) => string
  searchText: (block: BlockOf<Kind>) => string
  mediaIds: (block: BlockOf<Kind>) => string[]
  faults: (block: BlockOf<Kind>, captionsOf: CaptionsOf) => Fault[]
}

/** 64 KB a text, in UTF-8. */
export const maxTextBytes = 65_536
export const maxBlocks = 300
export const maxDepth = 3
