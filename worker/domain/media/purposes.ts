import { Invalid } from '../../errors'
import { isProgram } from '../../lib/file-kinds'
import { maxPlainBytes, maxUploadBytes } from './sizes'

/** `import` is an archive that waits to be read; nothing links to it, so it is swept after a day. */
export type Purpose = 'content' | 'photo' | 'logo' | 'submission' | 'feedback' | 'import'
export const purposes: readonly Purpose[] = ['content', 'photo', 'logo', 'submission', 'feedback', 'import']

const MB = 1_000_000

/** How large a file of each purpose may be, in bytes. */
const mostBytes: Record<Purpose, number> = {
  content: maxUploadBytes,
  photo: maxPlainBytes,
  logo: maxPlainBytes,
  submission: 500 * MB,
  feedback: 500 * MB,
  import: 500 * MB,
}

/** Refuses what is empty or too large for its purpose, before a byte of it is sent. */
export function checkSize(size: number, purpose: Purpose): void {
  if (!Number.isSafeInteger(size) || size < 1) throw new Invalid('file', 'media.empty')
  if (size > mostBytes[purpose])
    throw new Invalid('file', 'media.tooLarge', { megabytes: Math.floor(mostBytes[purpose] / MB) })
}

/** Nobody should have to open a program to mark what was handed in, or to read what came back. `head`: how the file begins, once it is here. */
export function checkProgram(name: string, purpose: Purpose, head?: Uint8Array): void {
  const goesToSomebody = purpose === 'submission' || purpose === 'feedback'
  if (goesToSomebody && isProgram(name, head)) throw new Invalid('file', 'media.isProgram', { name })
}

/** Pictures of people and of the organization are pictures. */
export function checkPurpose(type: string, purpose: Purpose): void {
  const isPicture = /^image\/(?:png|jpeg|webp|gif|avif)$/.test(type)
  if (purpose === 'photo' && !isPicture) throw new Invalid('file', 'media.notPicture')
  if (purpose === 'logo' && !isPicture && type !== 'image/svg+xml') throw new Invalid('file', 'media.notPicture')
}
