import { mediaKind } from './media-kind'

/** Without captions in any language it is lost on those who cannot hear it. */
export const video = mediaKind('video', /\.(?:mp4|m4v|webm|mov|ogv)$/i, (block, captionsOf) =>
  captionsOf(block.mediaId)?.length === 0 ? [{ kind: 'captions', blockId: block.id, detail: block.title }] : [],
)
