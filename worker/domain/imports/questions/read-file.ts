import { Invalid } from '../../../errors'
import { type ArchiveEntry, readArchive } from '../../../lib/archive'
import { type FormatName, recognize } from './formats'
import { gather } from './gather'
import { mostBytes, readPackage } from './package'
import { keepDataAddress } from './pictures'
import type { QuestionFile } from './plan'

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b

/**
 * Reads a file of questions in whatever form it comes: GIFT, Aiken, CSV, Moodle XML and embedded answers, QTI 1.2, 2.x and 3.0, a
 * Blackboard pool, or a package of these. Throws `Invalid` with the file's name where it is none.
 */
export async function readQuestionFile(
  name: string,
  bytes: Uint8Array,
  limits?: Parameters<typeof readArchive>[2],
): Promise<QuestionFile & { format: FormatName }> {
  const to = gather()
  if (bytes.length === 0) throw new Invalid('file', 'media.empty')
  if (isZip(bytes)) {
    const { entries } = await readArchive(bytes, 'file', limits)
    const format = await readPackage(entries as ArchiveEntry[], name, to)
    return { ...to, format }
  }
  if (bytes.length > mostBytes)
    throw new Invalid('file', 'imports.questionsTooLarge', { file: name, megabytes: mostBytes / 1_000_000 })
  const recognized = recognize(name, bytes)
  if (!recognized) throw new Invalid('file', 'imports.noQuestions', { file: name })
  recognized.read(to, (src) => (/^data:/i.test(src) ? keepDataAddress(to, src) : null))
  return { ...to, format: recognized.format }
}
