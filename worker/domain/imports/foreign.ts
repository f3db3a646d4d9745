import type { ArchiveEntry } from '../../lib/archive'

/** What another platform exports, which no course is made of: a sentence that says what it is and what can be brought instead. */
export type ForeignSentence = 'imports.moodleBackup' | 'imports.cartridge' | 'imports.scorm'

/** Moodle packs its backups as gzip since 2.6 (a tar within), which nothing that is read here is. */
export const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b

/** Told by what lies in the archive: Moodle's own list, or the manifest of IMS (Common Cartridge 1.x, SCORM 1.2 and 2004). */
export async function foreignSentence(entries: ArchiveEntry[]): Promise<ForeignSentence | null> {
  if (entries.some(({ path }) => /\.(?:md|markdown)$/i.test(path))) return null
  if (entries.some(({ path }) => path === 'moodle_backup.xml')) return 'imports.moodleBackup'
  const manifest = entries.find(({ path, size }) => path === 'imsmanifest.xml' && size < 10_000_000)
  if (!manifest) return null
  const isScorm = /adlcp|ADL SCORM/i.test(new TextDecoder().decode(await manifest.bytes()))
  return isScorm ? 'imports.scorm' : 'imports.cartridge'
}
