import { makeZip } from 'client-zip'
import type { Tenant } from '../../../tenants/tenant'
import { Invalid } from '../../errors'
import { normalPath } from '../../lib/archive'
import { maxPlainBytes, storeFile } from '../media'
import type { Actor } from '../policy'
import { isGzip } from './foreign'

/** What a course can be made of, alone or among pictures and films. */
const page = /\.(?:md|markdown|zip)$/i

export type GivenFile = { path: string; bytes: Uint8Array<ArrayBuffer> }

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b

/** Keeps what a plain form or a program sent, as one archive: a zip as it is, pages of a folder packed into one. */
export async function keepArchive(tenant: Tenant, actor: Actor, files: GivenFile[], most = maxPlainBytes) {
  const given = files.filter(({ bytes }) => bytes.length > 0)
  const [first] = given
  if (!first) throw new Invalid('file', 'imports.nothingChosen')
  if (given.reduce((sum, { bytes }) => sum + bytes.length, 0) > most)
    throw new Invalid('file', 'imports.tooLargeForForm', { megabytes: Math.floor(most / 1_000_000) })
  if (given.length === 1 && isGzip(first.bytes)) throw new Invalid('file', 'imports.moodleBackup')
  if (given.every(({ bytes, path }) => !isZip(bytes) && !page.test(path)))
    throw new Invalid('file', 'imports.onlyMedia')
  const isOneZip = given.length === 1 && (isZip(first.bytes) || /\.zip$/i.test(first.path))
  const bytes = isOneZip ? first.bytes : await pack(given, new Date(tenant.now()))
  return storeFile(tenant, actor, { name: isOneZip ? first.path : nameOf(given), bytes, purpose: 'import' })
}

async function pack(files: GivenFile[], lastModified: Date): Promise<Uint8Array<ArrayBuffer>> {
  const entries = files.map(({ path, bytes }) => ({ name: normalPath(path), input: bytes, lastModified }))
  return new Uint8Array(await new Response(makeZip(entries)).arrayBuffer())
}

/** Named as the folder that the files lie in, else as the first file. */
function nameOf([first, ...rest]: GivenFile[]): string {
  const top = first!.path.split('/')[0]!
  const isFolder = first!.path.includes('/') && rest.every(({ path }) => path.startsWith(`${top}/`))
  return `${isFolder ? top : first!.path.replace(/^.*\/|\.[^./]*$/g, '')}.zip`
}
