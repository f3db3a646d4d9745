import { Invalid } from '../../../errors'
import type { ArchiveEntry } from '../../../lib/archive'
import { readXml, within } from '../../../lib/xml'
import { type FormatName, type Recognized, recognize } from './formats'
import type { Gathering } from './gather'
import { keepDataAddress } from './pictures'
import type { QtiPictures } from './qti-1-material'
import { type Stimuli, stimuliIn } from './qti-2-stimuli'

const readable = /\.(?:xml|qti|dat|gift|txt|csv)$/i
/** Larger ones hold no questions that anybody wrote. */
export const mostBytes = 10_000_000
const mostFiles = 2_000

/**
 * A package (IMS content package, Common Cartridge) or a zip of question files: every file that holds questions, in the order of a test
 * or the manifest where there is one. Throws `Invalid` where nothing in it holds any.
 */
export async function readPackage(entries: ArchiveEntry[], file: string, to: Gathering): Promise<FormatName> {
  const candidates = entries.filter(({ path, size }) => readable.test(path) && size <= mostBytes).slice(0, mostFiles)
  const manifest = candidates.find(({ path }) => /(?:^|\/)imsmanifest\.xml$/i.test(path))
  const found: { entry: ArchiveEntry; recognized: Recognized }[] = []
  let order: string[] = []
  const stimuli: Stimuli = { files: new Map(), items: [] }
  for (const entry of candidates) {
    if (manifest && !/\.(?:xml|qti|dat)$/i.test(entry.path)) continue
    const bytes = await entry.bytes()
    try {
      order = [...order, ...hrefsIn(entry, bytes)]
      stimuliIn(entry.path, bytes, stimuli)
      const recognized = recognize(entry.path, bytes)
      if (recognized) found.push({ entry, recognized })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      to.report.push({
        level: 'problem',
        path: entry.path,
        line: Number(error.values.line) || null,
        key: 'question-file-broken',
        values: { ...error.values, reason: error.reason },
      })
    }
  }
  if (found.length === 0 && to.report.length === 0) throw new Invalid('file', 'imports.noQuestions', { file })
  const placeOf = (path: string) => {
    const at = order.findIndex((href) => path.endsWith(href))
    return at === -1 ? order.length : at
  }
  const sorted = found.toSorted(
    (a, b) => placeOf(a.entry.path) - placeOf(b.entry.path) || (a.entry.path < b.entry.path ? -1 : 1),
  )
  const pictures = picturesIn(entries)
  for (const { recognized } of withoutTwins(sorted)) recognized.read(to, pictures, stimuli)
  return sorted[0]?.recognized.format ?? 'qti-1.2'
}

/** Canvas packs an assessment twice, as the standard has it and whole: the whole one counts. */
function withoutTwins(found: { entry: ArchiveEntry; recognized: Recognized }[]) {
  const isWhole = ({ entry }: (typeof found)[number]) => /\.xml\.qti$/i.test(entry.path)
  return found.filter((one) => {
    const { id } = one.recognized
    return isWhole(one) || !id || !found.some((other) => isWhole(other) && other.recognized.id === id)
  })
}

/** What a test asks in which order, and what a manifest lists. */
function hrefsIn({ path }: ArchiveEntry, bytes: Uint8Array): string[] {
  const isManifest = /(?:^|\/)imsmanifest\.xml$/i.test(path)
  const head = new TextDecoder().decode(bytes.subarray(0, 2_000))
  if (!isManifest && !/<(?:\w+:)?(?:assessmentTest|qti-assessment-test)\b/.test(head)) return []
  const root = readXml(new TextDecoder().decode(bytes), { file: path })
  const parts = isManifest ? within(root, 'file') : within(root, 'assessmentItemRef', 'qti-assessment-item-ref')
  const hrefs = parts.map(({ attributes }) => decoded(attributes.href ?? '').replace(/^(?:\.{1,2}\/)+/, ''))
  return hrefs.filter((href) => readable.test(href))
}

function picturesIn(entries: ArchiveEntry[]): QtiPictures {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  return (src, path, to) => {
    if (/^data:/i.test(src)) return keepDataAddress(to, src)
    if (/^[a-z]+:/i.test(src)) return null
    const bare = decoded(src)
      .replace(/^\$IMS[-_]CC[-_]FILE_?BASE\$\/?/i, '')
      .replace(/[?#].*$/, '')
      .replace(/\\/g, '/')
    const folder = path.replace(/[^/]*$/, '')
    const tried = [joined(folder + bare), joined(bare), `web_resources/${joined(bare)}`]
    const known = tried.map((one) => byPath.get(one)).find(Boolean) ?? endingIn(entries, joined(bare))
    if (!known) return null
    to.pictures.set(known.path, known.bytes)
    return known.path
  }
}

const endingIn = (entries: ArchiveEntry[], path: string) =>
  path ? entries.find((entry) => entry.path.endsWith(`/${path}`)) : undefined

/** Without `.` and `..`, which may not lead out of the package. */
function joined(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
