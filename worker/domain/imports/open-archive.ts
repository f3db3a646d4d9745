import type { Tenant } from '../../../tenants/tenant'
import { Invalid } from '../../errors'
import { type Archive, readArchive } from '../../lib/archive'
import type { Source } from '../../lib/mp4'

const MiB = 1024 * 1024
/** Smaller archives are read at once, larger ones piece by piece. */
const MOST_AT_ONCE = 24 * MiB
const WINDOW = 4 * MiB

/** The uploaded archive of a run. Throws `Invalid` with a sentence for whatever is wrong with it. */
export async function openArchive(tenant: Tenant, key: string): Promise<Archive> {
  const head = await tenant.media.head(key)
  if (!head) throw new Invalid('file', 'imports.archiveGone')
  if (head.size > MOST_AT_ONCE) return readArchive(storedSource(tenant, key, head.size))
  return readArchive(await readRange(tenant, key, 0, head.size))
}

/** zip readers ask for many small pieces that lie side by side: the last windows are kept. */
function storedSource(tenant: Tenant, key: string, size: number): Source {
  const windows = new Map<number, Promise<Uint8Array>>()
  const windowAt = (index: number) => {
    const known = windows.get(index)
    if (known) return known
    if (windows.size >= 4) windows.delete(windows.keys().next().value!)
    const from = index * WINDOW
    const read = readRange(tenant, key, from, Math.min(WINDOW, size - from))
    windows.set(index, read)
    return read
  }
  return {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(length)
      for (let done = 0; done < length; ) {
        const at = offset + done
        const window = await windowAt(Math.floor(at / WINDOW))
        const piece = window.subarray(at % WINDOW, (at % WINDOW) + length - done)
        bytes.set(piece, done)
        done += piece.length
      }
      return bytes
    },
  }
}

async function readRange(tenant: Tenant, key: string, offset: number, length: number): Promise<Uint8Array> {
  const object = await tenant.media.get(key, { range: { offset, length } })
  if (!object || !('body' in object)) throw new Invalid('file', 'imports.archiveGone')
  return new Uint8Array(await object.arrayBuffer())
}
