import { z } from 'zod'
import { type Chapter, chaptersAttribute, chaptersOfAttribute, inOrder, maxChapters } from '../../../lib/chapters'
import { plainText } from '../../../lib/markdown'
import { shortId } from '../../../lib/short-id'
import type { BlockKind, BlockOf, CaptionsOf, Fault } from './block'
import { blockId, line, mediaId, oneLine, tidy } from './fields'
import { mediaAddress, mediaIdOf, titledMarkdown } from './media-markdown'

const chapter = z.object({ at: z.number().int().min(0).max(360_000), title: line(200) })

type Titled = BlockOf<TitledKind> & { chapters?: Chapter[] }
type TitledKind = 'video' | 'audio' | 'document' | 'file'

/** What video, audio, document and file have in common: one file and its title. What plays may have chapters. */
export function mediaKind<Kind extends TitledKind>(
  kind: Kind,
  extensions: RegExp | null,
  faults: (block: BlockOf<TitledKind>, captionsOf: CaptionsOf) => Fault[],
) {
  const plays = kind === 'video' || kind === 'audio'
  const plain = z.object({ id: blockId, kind: z.literal(kind), mediaId, title: line(300).default('') })
  const shape = plays ? plain.extend({ chapters: z.array(chapter).max(maxChapters).optional() }) : plain
  const made = {
    kind,
    schema: () => shape as unknown as z.ZodType<BlockOf<TitledKind>>,
    prepare: ({ chapters, ...block }: Titled) => ({
      ...block,
      mediaId: block.mediaId.trim(),
      title: oneLine(tidy(block.title)),
      ...(plays && chapters?.length && { chapters: inOrder(chapters) }),
    }),
    fromMarkdown(piece) {
      if (piece.type !== 'media') return null
      const isNamed = piece.classes.includes(kind)
      const isOther = piece.classes.some((name) => ['video', 'audio', 'document', 'file', 'embed'].includes(name))
      if (!isNamed && (isOther || !extensions?.test(piece.address.replace(/[?#].*$/s, '')))) return null
      if (!isNamed && /^https?:/i.test(piece.address)) return null
      const title = piece.values.title ?? (plainText(piece.text) || piece.title)
      const chapters = plays && piece.values.chapters ? chaptersOfAttribute(piece.values.chapters) : []
      return { id: shortId(), kind, mediaId: mediaIdOf(piece.address), title, ...(chapters.length && { chapters }) }
    },
    toMarkdown: ({ title, mediaId, chapters }: Titled) =>
      titledMarkdown(kind, { title, chapters: chaptersAttribute(chapters ?? []) }, mediaAddress(mediaId)),
    searchText: ({ title, chapters = [] }: Titled) => [title, ...chapters.map((one) => one.title)].join('\n'),
    mediaIds: (block) => [block.mediaId].filter(Boolean),
    faults: (block, captionsOf) => [
      ...(block.mediaId ? [] : [{ kind: 'file-missing' as const, blockId: block.id, detail: block.title }]),
      ...(block.title ? [] : [{ kind: 'title' as const, blockId: block.id, detail: block.mediaId }]),
      ...faults(block, captionsOf),
    ],
  } satisfies BlockKind<TitledKind>
  return made as unknown as BlockKind<Kind>
}
