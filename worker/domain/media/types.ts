import { Invalid } from '../../errors'
import { type FileFacts, inspectFile } from '../../lib/inspect-file'
import type { Source } from '../../lib/mp4'
import type { Purpose } from './purposes'

export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'file'
export const mediaKinds: readonly MediaKind[] = ['image', 'video', 'audio', 'document', 'file']

/** What a file is in a lesson. */
export function kindOfType(type: string): MediaKind {
  if (type.startsWith('image/')) return 'image'
  if (type.startsWith('video/')) return 'video'
  if (type.startsWith('audio/')) return 'audio'
  return type === 'application/pdf' ? 'document' : 'file'
}

/** What a file is by its bytes; what is on no list is kept as a download only. Refuses, with advice, what no browser plays. */
export async function inspect(source: Source, name: string, purpose?: Purpose) {
  const facts = await inspectFile(source, name)
  if (facts.problem && !isTaken(facts, purpose)) refuse(facts.problem)
  return {
    type: facts.file?.type ?? 'application/octet-stream',
    width: facts.width,
    height: facts.height,
    seconds: facts.duration === null ? null : Math.ceil(facts.duration),
  }
}

/** The same for the first part of a file: what only its end can tell is left for then. */
export async function inspectStart(bytes: Uint8Array, name: string, purpose?: Purpose): Promise<void> {
  const facts = await inspectFile(sourceOf(bytes), name)
  const { problem } = facts
  if (problem && problem.key !== 'files.broken' && !isTaken(facts, purpose)) refuse(problem)
}

/** A photo of an iPhone is handed in as it is where its browser could not turn it into a JPEG: whoever marks it can save it. */
const isTaken = ({ file }: FileFacts, purpose?: Purpose) => purpose === 'submission' && file?.type === 'image/heic'

export const sourceOf = (bytes: Uint8Array): Source => ({
  size: bytes.length,
  read: async (offset, length) => bytes.subarray(offset, offset + length),
})

function refuse({ key, values = {} }: NonNullable<FileFacts['problem']>): never {
  throw new Invalid('file', key, values as Record<string, string>)
}
