import { z } from 'zod'
import { plainText } from '../../../lib/markdown'
import { shortId } from '../../../lib/short-id'
import type { BlockKind, BlockOf, CaptionsOf, Fault } from './block'
import { blockId, line, mediaId, oneLine, tidy } from './fields'
import { mediaAddress, mediaIdOf, titledMarkdown } from './media-markdown'

type TitledKind = 'video' | 'audio' | 'document' | 'file'

/** What video, audio, document and file have in common: one file and its title. */
export function mediaKind<Kind extends TitledKind>(
  kind: Kind,
  extensions: RegExp | null,
  faults: (block: BlockOf<TitledKind>, captionsOf: CaptionsOf) => Fault[],
) {
  const shape = z.object({ id: blockId, kind: z.literal(kind), mediaId, title: line(300).default('') })
  const made = {
    kind,
    schema: () => shape as unknown as z.ZodType<BlockOf<TitledKind>>,
    prepare: (block) => ({ ...block, mediaId: block.mediaId.trim(), title: oneLine(tidy(block.title)) }),
    fromMarkdown(piece) {
      if (piece.type !== 'media') return null
      const isNamed = piece.classes.includes(kind)
      const isOther = piece.classes.some((name) => ['video', 'audio', 'document', 'file', 'embed'].includes(name))
      if (!isNamed && (isOther || !extensions?.test(piece.address.replace(/[?#].*$/s, '')))) return null
      if (!isNamed && /^https?:/i.test(piece.address)) return null
      const title = piece.values.title ?? (plainText(piece.text) || piece.title)
      return { id: shortId(), kind, mediaId: mediaIdOf(piece.address), title }
    },
    toMarkdown: (block) => titledMarkdown(kind, block.title, mediaAddress(block.mediaId)),
    searchText: (block) => block.title,
    mediaIds: (block) => [block.mediaId].filter(Boolean),
    faults: (block, captionsOf) => [
      ...(block.mediaId ? [] : [{ kind: 'file-missing' as const, blockId: block.id, detail: block.title }]),
      ...(block.title ? [] : [{ kind: 'title' as const, blockId: block.id, detail: block.mediaId }]),
      ...faults(block, captionsOf),
    ],
  } satisfies BlockKind<TitledKind>
  return made as unknown as BlockKind<Kind>
}
