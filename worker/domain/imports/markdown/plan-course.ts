import type { ItemCompletion } from '../../../db/schema/courses'
import type { ArchiveEntry } from '../../../lib/archive'
import { defaultEmbedHosts } from '../../../lib/embeds'
import { fileKinds } from '../../../lib/file-kinds'
import { plainLine, plainText, slugOf } from '../../../lib/markdown'
import { decodePath } from '../../../lib/references'
import { blocksFromMarkdown } from '../../lessons/blocks'
import { flagOf, listOf, numberOf, type Page, readFrontMatter, textOf, type Values } from './front-matter'
import { hashOf } from './hash'
import { headingSlugs, readLesson, readyMarkdown } from './lesson'
import { fileIndex, resolveLinks, type Targets } from './links'
import { planMedia } from './media'
import { firstHeading, isDraft, type Outline, readOutline } from './outline'
import { isMarkdown, titleOfName } from './paths'
import type { CoursePlan, PlannedItem, PlannedModule, Report, ReportLine, UnhashedItem } from './plan'
import { readQuestions } from './quiz'
import { splitPage } from './split'

export type PlanOptions = {
  /** Name of the folder or archive: the title where nothing else gives one. */
  name?: string
  embedHosts?: string[]
}

/** One lesson, quiz or assignment of the folder: a file, or a part of one. */
export type Part = { path: string; file: string; title: string; optional: boolean; page: Page }

const maxText = 2 * 1024 * 1024

/** Reads a folder of Markdown as a course. Nothing is written, and whatever cannot come along stands in the report. */
export async function planCourse(entries: ArchiveEntry[], options: PlanOptions = {}): Promise<CoursePlan> {
  const lines: ReportLine[] = []
  const report: Report = (line) => void lines.push(line)
  const files = withoutTopFolder(entries)
  const texts = await readTexts(files, report)
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
  const meta = courseOf(outline, texts, title || titleOfName(options.name ?? ''), report)
  const planned: PlannedModule[] = []
  for (const module of modules) {
    const items: PlannedItem[] = []
    for (const part of module.parts) items.push(await planItem(part, targets, report))
    planned.push({ path: module.path, title: module.title || meta.title, items })
  }
  const media = planMedia(files, used, meta.language, report)
  return { course: meta, modules: planned, media, report: lines }
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

function courseOf(outline: Outline, texts: Map<string, string>, fallback: string, report: Report) {
  const { values, introduction } = outline
  const page = introduction ? readFrontMatter(texts.get(introduction)!) : null
  const title =
    textOf(values, 'title', 'name') || (page && (textOf(page.values, 'title') || firstHeading(page.body))) || fallback
  const licence = textOf(values, 'licence', 'license')
  if (licence && outline.from)
    report({ level: 'info', path: outline.from, line: null, key: 'licence', values: { name: licence } })
  const tags = listOf(values, 'tags', 'keywords').filter((tag) => typeof tag === 'string')
  return {
    title: title.slice(0, 200),
    summary: textOf(values, 'summary', 'description') || summaryOf(page, introduction ?? '', report),
    language: /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.exec(textOf(values, 'language', 'lang'))?.[0] ?? '',
    tags: [...new Set(tags.map((tag) => tag.trim().slice(0, 50)).filter(Boolean))].slice(0, 30),
    licence,
    expectedHours: numberOf(values, 'hours', 'expectedHours'),
  }
}

const maxSummary = 600

/** The first paragraph of the page that introduces the course. */
function summaryOf(page: Page | null, path: string, report: Report): string {
  const first = page && blocksFromMarkdown(page.body.replace(/^\s*#[^\n]+/, '')).find((block) => block.kind === 'text')
  if (first?.kind !== 'text' || !page) return ''
  const paragraphs = plainText(first.markdown.split(/\n\s*\n/)[0] ?? '').replace(/\s+/g, ' ')
  const isWhole = page.body.trim().length < first.markdown.length + 10 && !/\n\s*\n/.test(first.markdown.trim())
  report({
    level: isWhole ? 'info' : 'left-out',
    path,
    line: null,
    key: isWhole ? 'intro-used' : 'intro-shortened',
    values: {},
  })
  return paragraphs.length > maxSummary ? `${paragraphs.slice(0, maxSummary).replace(/\s+\S*$/, '')} …` : paragraphs
}

async function planItem(part: Part, targets: Targets, report: Report): Promise<PlannedItem> {
  const { values, body, line } = part.page
  // What we wrote ourselves is taken by the letter.
  const isOurs = textOf(values, 'id') !== ''
  const markdown = (isOurs ? resolveLinks : readyMarkdown)(body, part, line, targets, report)
  const teaching = (numberOf(values, 'teaching') ?? 0) + (numberOf(values, 'exercises') ?? 0)
  const base = {
    path: part.path,
    id: textOf(values, 'id') || null,
    title: part.title.slice(0, 200),
    minutes: minutesOf(numberOf(values, 'minutes', 'duration', 'time') ?? teaching),
    published: !isDraft(values),
    required: flagOf(values, 'required') ?? !part.optional,
  }
  const completion = completionOf(values, part.path, report)
  const kind = textOf(values, 'kind')
  const item: UnhashedItem =
    kind === 'quiz'
      ? readQuiz(base, completion, values, markdown, part.path, line, report)
      : kind === 'assignment'
        ? {
            ...base,
            kind,
            completion,
            assignment: readAssignment(values, markdown),
          }
        : {
            ...base,
            kind: 'lesson',
            completion,
            content: readLesson(markdown, part.path, line, report),
          }
  return { ...item, hash: await hashOf(item) } as PlannedItem
}

const minutesOf = (minutes: number) => (minutes > 0 ? Math.min(10_000, Math.round(minutes)) : null)

type Base = Pick<PlannedItem, 'path' | 'id' | 'title' | 'minutes' | 'published' | 'required'>

function readQuiz(
  base: Base,
  completion: ItemCompletion | null,
  values: Values,
  markdown: string,
  path: string,
  line: number,
  report: Report,
) {
  const { introduction, questions, broken } = readQuestions(markdown, line)
  for (const { line, title } of broken)
    report({ level: 'problem', path, line: line + 1, key: 'question-broken', values: { name: title } })
  const passPercent = Math.min(100, Math.max(0, numberOf(values, 'pass') ?? 60))
  const attempts = numberOf(values, 'attempts')
  return {
    ...base,
    kind: 'quiz' as const,
    completion: completion ?? { kind: 'passed' as const, percent: passPercent },
    quiz: {
      introduction,
      passPercent,
      attemptsAllowed: attempts && attempts > 0 ? Math.min(100, Math.round(attempts)) : null,
      shuffleQuestions: flagOf(values, 'shuffle') ?? false,
      showAnswers: flagOf(values, 'answers') ?? true,
      answersAfter: answersAfterOf(values),
      questions,
    },
  }
}

/** `answers: false`, `answers: passed` or `answers: always`. */
function answersAfterOf(values: Values): 'attempt' | 'pass' | null {
  const said = textOf(values, 'answers')
  return said === 'always' ? 'attempt' : said === 'passed' ? 'pass' : null
}

function readAssignment(values: Values, markdown: string) {
  const takes = listOf(values, 'takes')
  return {
    instructions: markdown.trim(),
    maxPoints: Math.min(10_000, Math.max(0, numberOf(values, 'points') ?? 100)),
    takesText: takes.length === 0 || takes.includes('text'),
    takesFiles: takes.length === 0 || takes.includes('files'),
    maxFiles: Math.min(20, Math.max(1, numberOf(values, 'files') ?? 5)),
    fileKinds: fileKinds.find((kind) => kind === textOf(values, 'accepts')) ?? null,
  }
}

/** `viewed`, `marked`, `submitted`, `none`, `time 10`, `video 80`, `passed 60`. */
function completionOf(values: Values, path: string, report: Report): ItemCompletion | null {
  const said = textOf(values, 'completion')
  if (!said) return null
  const [, kind = '', number = ''] =
    /^(viewed|marked|submitted|none|time|video|passed)(?:\s+(\d{1,4}))?\s*%?$/.exec(said) ?? []
  if (kind === 'viewed' || kind === 'marked' || kind === 'submitted' || kind === 'none') return { kind }
  if (kind === 'time' && number) return { kind, minutes: Number(number) }
  if ((kind === 'video' || kind === 'passed') && number) return { kind, percent: Math.min(100, Number(number)) }
  report({ level: 'changed', path, line: null, key: 'value-ignored', values: { name: 'completion', text: said } })
  return null
}
