import { mediaKind } from './media-kind'

/** Captions of an audio file are its transcript. */
export const audio = mediaKind('audio', /\.(?:mp3|m4a|aac|ogg|oga|opus|wav|flac)$/i, (block, captionsOf) =>
  captionsOf(block.mediaId)?.length === 0 ? [{ kind: 'transcript', blockId: block.id, detail: block.title }] : [],
)
