import type { ArchiveEntry } from '../../worker/lib/archive'

/** Files as an archive would give them. */
export const entriesOf = (files: Record<string, string | Uint8Array>): ArchiveEntry[] =>
  Object.entries(files).map(([path, content]) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    return { path, size: bytes.length, bytes: async () => bytes }
  })
