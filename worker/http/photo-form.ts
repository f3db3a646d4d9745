import { z } from 'zod'
import { Invalid } from '../errors'

export const photoSchema = z.object({ file: z.instanceof(File, { message: 'profile.photoMissing' }) })

/** The bytes of a chosen picture; a form without one says so. */
export async function readPhoto(file: File) {
  if (file.size === 0) throw new Invalid('file', 'profile.photoMissing')
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}
