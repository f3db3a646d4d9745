import { writeAttributes } from '../../../lib/attributes'
import { plainText } from '../../../lib/markdown'
import { writeAddress } from '../../../lib/markdown-links'
import { mediaReference, pathReference, readReference } from '../../../lib/references'
import type { Picture } from './block'

/** `media:<id>`, `path:<file>`, or `media:` for a file that is missing. */
export const mediaAddress = (mediaId: string) =>
  mediaId.startsWith('path:') ? pathReference(mediaId.slice(5)) : mediaReference(mediaId)

/** The other way round. A web address stays as it is. */
export function mediaIdOf(address: string): string {
  const reference = readReference(address)
  if (!reference) return address
  return reference.kind === 'path' ? `path:${reference.id}` : reference.id
}

/** `![alt](file)`; with a caption `![caption](file){alt="…"}`, as The Carpentries write it. An empty alt says "decorative". */
export function pictureMarkdown(image: Picture, address: string): string {
  const target = writeAddress(address)
  const isPlain = image.alt !== '' && !image.caption && !image.decorative && /^[\p{L}\p{N} ,.;()?]+$/u.test(image.alt)
  if (isPlain) return `![${image.alt}](${target})`
  const alt = image.decorative ? { alt: '' } : image.alt ? { alt: image.alt } : {}
  const inBrackets = 'alt' in alt && isBracketed(image.caption)
  const caption = inBrackets || !image.caption ? {} : { caption: image.caption }
  return `![${inBrackets ? image.caption : ''}](${target})${writeAttributes([], { ...alt, ...caption })}`
}

/** The picture of `![…](…){…}`. */
export function readPicture(piece: {
  address: string
  text: string
  title: string
  values: Record<string, string>
}): Picture {
  const { alt, caption } = piece.values
  return {
    mediaId: mediaIdOf(piece.address),
    alt: alt ?? plainText(piece.text),
    caption: caption ?? (alt === undefined ? piece.title : piece.text),
    captionHtml: '',
    decorative: alt === '',
  }
}

function isBracketed(caption: string) {
  if (/[\\`]/.test(caption)) return false
  let depth = 0
  for (const sign of caption) {
    if (sign === '[') depth += 1
    if (sign === ']' && --depth < 0) return false
  }
  return depth === 0
}

/** `![](file){.video title="…"}`: the class says which block it is, so that the file's name need not. */
export function titledMarkdown(kind: string, values: Record<string, string>, address: string) {
  const said = Object.fromEntries(Object.entries(values).filter(([, value]) => value))
  return `![](${writeAddress(address)})${writeAttributes([kind], said)}`
}
