import type { ArchiveEntry } from '../../../lib/archive'
import { defaultEmbedHosts } from '../../../lib/embeds'
import { plainLine, slugOf } from '../../../lib/markdown'
import { decodePath } from '../../../lib/references'
import type { Rule } from '../../rules'
import { readBank } from './bank'
import { readCourseConditions, readModuleConditions } from './conditions'
import { courseOf } from './course-meta'
import { type Page, readFrontMatter, textOf } from './front-matter'
import { categoryNamed } from './grading'
import { headingSlugs } from './lesson'
import { fileIndex, type Targets } from './links'
import { planMedia } from './media'
import { readOutline } from './outline'
import { firstHeading } from './outline-of-names'
import type { Outline } from './outline-types'
import { isMarkdown, titleOfName } from './paths'
import type { CoursePlan, PlannedBank, PlannedItem, PlannedModule, Report, ReportLine } from './plan'
import { type Part, readItem } from './read-item'
import { isCircle } from './rule'
import { splitPage } from './split'

export type PlanOptions = {
  /** Name of the folder or archive: the title where nothing else gives one. */
  name?: string
  embedHosts?: string[]
  /** In it dates without an offset are read, where the folder names no zone. */
  zone?: string
}

const maxText = 2 * 1024 * 1024

/** Reads a folder of Markdown as a course. Nothing is written, and whatever cannot come along stands in the report. */
export async function planCourse(entries: ArchiveEntry[], options: PlanOptions = {}): Promise<CoursePlan> {
  const lines: ReportLine[] = []
  const report: Report = (line) => void lines.push(line)
  const files = withoutTopFolder(entries)
  const texts = await readTexts(files, report)
  const bankPages = takeBanks(texts, report)
  const outline = readOutline(texts, report)
  if (outline.from) report({ level: 'info', path: outline.from, line: null, key: 'order-from', values: {} })

  const { modules, title } = splitPage(partsOf(outline, texts, report), report)
  const used = new Set<string>()
  const targets = targetsOf(
    modules.flatMap(({ parts }) => parts),
    files,
    options.embedHosts ?? defaultEmbedHosts,
    used,
  )
  const place = { path: outline.from ?? 'course.yaml', report }
  const conditions = isOwn(outline)
    ? readCourseConditions(outline.values, {
        ...place,
        fallbackZone: options.zone || 'UTC',
        files: new Set(files.map(({ path }) => path)),
      })
    : {}
  const zone = conditions.zone || options.zone || 'UTC'
  if (conditions.picture) used.add(conditions.picture)
  const meta = { ...courseOf(outline, texts, title || titleOfName(options.name ?? ''), report), ...conditions }
  const said = new Map(outline.modules.map(({ path, values = {} }) => [path, values]))
  const planned: PlannedModule[] = []
  for (const module of modules) {
    const items: PlannedItem[] = []
    for (const part of module.parts) items.push(await readItem(part, targets, zone, report))
    planned.push({
      path: module.path,
      title: module.title || meta.title,
      items,
      ...readModuleConditions(said.get(module.path) ?? {}, zone, place),
    })
  }
  const banks: PlannedBank[] = []
  for (const [path, page] of bankPages) banks.push(await readBank(path, page, targets, report))
  dropCircles(planned, place.path, report)
  for (const item of planned.flatMap(({ items }) => items))
    if (item.gradeCategoryId) item.gradeCategoryId = categoryNamed(meta.grading, item.gradeCategoryId)
  const media = planMedia(files, used, meta.language, report)
  return { course: meta, modules: planned, media, banks, report: lines }
}

/** Pages of question banks, which are no items: taken out of `texts`. */
function takeBanks(texts: Map<string, string>, report: Report): [string, Page][] {
  const banks: [string, Page][] = []
  for (const [path, text] of texts) {
    if (!isMarkdown(path) || !/^kind:[^\S\n]*["']?bank\b/m.test(text.slice(0, 100_000))) continue
    const page = readFrontMatter(text)
    if (textOf(page.values, 'kind') !== 'bank') continue
    if (page.isBroken) report({ level: 'problem', path, line: 1, key: 'front-matter-broken', values: {} })
    banks.push([path, page])
  }
  for (const [path] of banks) texts.delete(path)
  return banks.sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Only our own form says more of a course than its outline. */
const isOwn = ({ from }: Outline) => from !== null && /(?:^|\/)course\.ya?ml$/i.test(from)

/** What waits for itself would never open. */
function dropCircles(modules: PlannedModule[], config: string, report: Report) {
  const rules = new Map(
    modules.flatMap((module) =>
      module.items.map(
        ({ path, availability }) =>
          [path, [availability, module.availability].filter((rule): rule is Rule => rule != null)] as const,
      ),
    ),
  )
  const rulesOf = (path: string) => rules.get(path) ?? []
  const check = (subject: PlannedModule | PlannedItem, locked: string[], path: string) => {
    const { availability, title } = subject
    if (!availability || !isCircle(availability, new Set(locked), rulesOf)) return
    report({ level: 'problem', path, line: null, key: 'rule-circle', values: { title } })
    delete subject.availability
  }
  for (const module of modules) {
    check(
      module,
      module.items.map(({ path }) => path),
      config,
    )
    for (const item of module.items) check(item, [item.path], item.path)
  }
}

/** A zip of one folder is that folder: paths of a plan begin inside it. */
export function withoutTopFolder(entries: ArchiveEntry[]): ArchiveEntry[] {
  const top = entries[0]?.path.split('/')[0]
  const isWrapped = entries.length > 0 && entries.every((entry) => entry.path.startsWith(`${top}/`))
  const onlyPages =
    isWrapped &&
    entries.every((entry) => isMarkdown(entry.path) && entry.path.split('/').length === 2) &&
    entries.length > 1
  return isWrapped && !onlyPages
    ? withoutTopFolder(entries.map((entry) => ({ ...entry, path: entry.path.slice(top!.length + 1) })))
    : entries
}

async function readTexts(entries: ArchiveEntry[], report: Report): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const { path, size, bytes } of entries) {
    if (!isMarkdown(path) && !/\.ya?ml$/i.test(path)) continue
    if (size > maxText) report({ level: 'problem', path, line: null, key: 'unreadable', values: {} })
    else texts.set(path, decodeText(await bytes()))
  }
  return texts
}

function decodeText(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (isUtf16) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function partsOf(outline: Outline, texts: Map<string, string>, report: Report) {
  return outline.modules.map(({ path, title, files }) => ({
    path,
    title,
    parts: files.map((file): Part => {
      const page = readFrontMatter(texts.get(file.path)!)
      if (page.isBroken) report({ level: 'problem', path: file.path, line: 1, key: 'front-matter-broken', values: {} })
      return {
        path: file.path,
        file: file.path,
        optional: file.optional ?? false,
        ...titled(page, file.title, file.path),
      }
    }),
  }))
}

/** The title, and the page without the heading that says it. */
function titled(page: Page, given: string, path: string): { title: string; page: Page } {
  const written = textOf(page.values, 'title')
  if (textOf(page.values, 'id') && written) return { title: given || written, page } // by our own hand: by the letter
  const said = plainLine(written)
  const heading = /^\s*#[^\S\n]+[^\n]+(?:\n|$)/.exec(page.body)
  const first = firstHeading(page.body)
  const title = given || said || first || titleOfName(path)
  if (!heading || !first || (said && said !== first)) return { title, page }
  return {
    title,
    page: { ...page, body: page.body.slice(heading[0].length), line: page.line + heading[0].split('\n').length - 1 },
  }
}

function targetsOf(parts: Part[], entries: ArchiveEntry[], embedHosts: string[], used: Set<string>): Targets {
  const byFile = new Map<string, { path: string; slugs: Set<string> }[]>()
  for (const part of parts) {
    const slugs = new Set([slugOf(part.title), ...headingSlugs(part.page.body)])
    byFile.set(part.file, [...(byFile.get(part.file) ?? []), { path: part.path, slugs }])
  }
  return {
    files: fileIndex(entries.map((entry) => entry.path)),
    pageOf: (file) => byFile.get(file)?.[0]?.path ?? null,
    pageWith: (file, fragment) =>
      byFile.get(file)?.find(({ slugs }) => slugs.has(slugOf(decodePath(fragment))))?.path ?? null,
    embedHosts,
    use: (path) => used.add(path),
  }
}
