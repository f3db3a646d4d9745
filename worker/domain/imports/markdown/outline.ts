import { plainLine } from '../../../lib/markdown'
import { flagOf, listOf, numberOf, readFrontMatter, readYaml, textOf, type Values } from './front-matter'
import { byName, fileOf, folderOf, isMarkdown, resolvePath, titleOfName } from './paths'
import type { Report } from './plan'

/** The order of a course, and where it was read from. */
export type Outline = {
  /** What the configuration says about the course. */
  values: Values
  modules: OutlineModule[]
  /** The page that introduces the course and is no lesson of its own. */
  introduction: string | null
  from: string | null
}
/** `values` is what our own form says of a module. */
export type OutlineModule = { path: string; title: string; files: OutlineFile[]; values?: Values }
export type OutlineFile = { path: string; title: string; optional?: boolean }

type Texts = Map<string, string>

const aside =
  /^(?:licen[cs]e|contributing|code_of_conduct|changelog|authors|citation|security|maintainers|governance)(?:\.[a-z]+)?$/i
const isIndex = (path: string) => /^(?:_?index|readme)\.[a-z]+$/i.test(fileOf(path))

/** `texts` holds every text file of the folder by its path. */
export function readOutline(texts: Texts, report: Report): Outline {
  const configs = [...texts.keys()]
    .filter((path) => !isMarkdown(path))
    .sort((a, b) => a.split('/').length - b.split('/').length || byName(a, b))
  for (const path of configs) {
    const read = /^course\.ya?ml$/i.test(fileOf(path))
      ? ownOutline
      : /^_?config\.ya?ml$/i.test(fileOf(path))
        ? sandpaperOutline
        : /^mkdocs\.ya?ml$/i.test(fileOf(path))
          ? mkdocsOutline
          : null
    if (!read) continue
    const values = readYaml(texts.get(path)!)
    if (!values) report({ level: 'problem', path, line: null, key: 'config-broken', values: {} })
    const outline = values && read(values, path, texts, report)
    if (outline) return withUnlisted(outline, texts, report)
  }
  const summary = [...texts.keys()].find((path) => /^(?:src\/)?SUMMARY\.md$/i.test(path))
  const listed = summary && summaryOutline(summary, texts, report)
  return listed ? withUnlisted(listed, texts, report) : outlineOfNames(texts, report)
}

function ownOutline(values: Values, config: string, texts: Texts, report: Report): Outline | null {
  const modules = listOf(values, 'modules').flatMap((value, index): OutlineModule[] => {
    if (typeof value !== 'object' || value === null) return []
    const part = value as Values
    const files = listOf(part, 'items').flatMap((item) => {
      const name =
        typeof item === 'string' ? item : typeof item === 'object' && item ? textOf(item as Values, 'path') : ''
      const title = typeof item === 'object' && item ? textOf(item as Values, 'title') : ''
      return found(config, name, title, texts, report)
    })
    return [{ path: textOf(part, 'path') || `module-${index + 1}`, title: textOf(part, 'title'), files, values: part }]
  })
  return modules.length || listOf(values, 'modules').length
    ? { values, modules, introduction: null, from: config }
    : { ...outlineOfNames(texts, report), values, from: config }
}

/** The Carpentries: `episodes:` in order, else every episode by name; pages for learners follow and need not be read. */
function sandpaperOutline(values: Values, config: string, texts: Texts, report: Report): Outline | null {
  const inFolder = (folder: string) =>
    [...texts.keys()].filter((path) => isMarkdown(path) && folderOf(path) === resolvePath(config, folder)).sort(byName)
  if (!Object.hasOwn(values, 'episodes') && !Object.hasOwn(values, 'carpentry')) return null
  const module = (folder: string, optional: boolean): OutlineModule => {
    const names = listOf(values, folder).filter((name) => typeof name === 'string')
    const files = names.length
      ? names.flatMap((name) => found(config, `${folder}/${name}`, '', texts, report))
      : inFolder(folder).map((path) => ({ path, title: '' }))
    return {
      path: folder,
      title: titleOfName(folder),
      files: files.map((file) => (optional ? { ...file, optional } : file)),
    }
  }
  for (const folder of ['instructors', 'profiles'])
    for (const path of inFolder(folder))
      report({ level: 'left-out', path, line: null, key: 'instructor-notes', values: {} })
  const introduction = [...texts.keys()].find((path) => path === resolvePath(config, 'index.md')) ?? null
  const modules = [module('episodes', false), module('learners', true)].filter(({ files }) => files.length)
  return { values, modules, introduction, from: config }
}

function mkdocsOutline(values: Values, config: string, texts: Texts, report: Report): Outline | null {
  const nav = listOf(values, 'nav')
  if (nav.length === 0) return null
  const folder = textOf(values, 'docs_dir') || 'docs'
  const course = textOf(values, 'site_name')
  const modules: OutlineModule[] = []
  const filesOf = (entry: unknown): OutlineFile[] => {
    if (typeof entry === 'string')
      return /^https?:/.test(entry) ? [] : found(config, `${folder}/${entry}`, '', texts, report)
    if (typeof entry !== 'object' || entry === null) return []
    return Object.entries(entry).flatMap(([title, value]) =>
      typeof value === 'string'
        ? /^https?:/.test(value)
          ? []
          : found(config, `${folder}/${value}`, title, texts, report)
        : Array.isArray(value)
          ? value.flatMap(filesOf)
          : [],
    )
  }
  for (const entry of nav) {
    const [title, value] = typeof entry === 'object' && entry ? (Object.entries(entry)[0] ?? []) : []
    if (title && Array.isArray(value)) modules.push({ path: slug(title), title, files: value.flatMap(filesOf) })
    else {
      if (modules.at(-1)?.path !== 'pages') modules.push({ path: 'pages', title: course, files: [] })
      modules.at(-1)!.files.push(...filesOf(entry))
    }
  }
  return {
    values: { ...values, title: course, summary: textOf(values, 'site_description') },
    modules: modules.filter(({ files }) => files.length),
    introduction: null,
    from: config,
  }
}

/** mdBook and GitBook: a list of links; headings, or chapters that hold others, become modules. */
function summaryOutline(summary: string, texts: Texts, report: Report): Outline | null {
  const modules: OutlineModule[] = []
  const lines = texts.get(summary)!.split(/\r?\n/)
  const entries = lines.map((line) => ({
    heading: /^#{1,3}\s+(.*)$/.exec(line)?.[1]?.trim(),
    link: /^(\s*)(?:[-*+]\s+)?\[([^\]]*)\]\(<?([^)>#]*)[^)]*\)/.exec(line),
  }))
  const hasParts =
    entries.filter(({ heading }) => heading && !/^(?:summary|table of contents)$/i.test(heading)).length > 1
  for (const [index, { heading, link }] of entries.entries()) {
    if (heading && hasParts && !/^(?:summary|table of contents)$/i.test(heading))
      modules.push({ path: slug(heading), title: plainLine(heading), files: [] })
    if (!link) continue
    const [, indent = '', title = '', target = ''] = link
    const isTop = indent.length < 2
    const holdsOthers = (entries[index + 1]?.link?.[1]?.length ?? 0) >= 2
    if (isTop && !hasParts && (holdsOthers || !modules.length || modules.at(-1)!.path !== 'chapters'))
      modules.push(holdsOthers ? { path: slug(title), title, files: [] } : { path: 'chapters', title: '', files: [] })
    if (target && modules.length) modules.at(-1)!.files.push(...found(summary, target, title, texts, report))
  }
  const filled = modules.filter(({ files }) => files.length)
  return filled.length ? { values: {}, modules: filled, introduction: null, from: summary } : null
}

/** No configuration: folders are modules, `weight`, `nav_order` and the like decide, then names. */
function outlineOfNames(texts: Texts, report: Report): Outline {
  const pages = [...texts.keys()].filter((path) => isMarkdown(path))
  const kept = pages.filter((path) => {
    if (!aside.test(fileOf(path)) && !/^\.|\/\./.test(path)) return true
    report({ level: 'left-out', path, line: null, key: 'page-left-out', values: {} })
    return false
  })
  const folders = new Map<string, string[]>()
  for (const path of kept) {
    const folder = commonFolder(path, kept)
    folders.set(folder, [...(folders.get(folder) ?? []), path])
  }
  const weights = new Map(kept.map((path) => [path, weightOf(texts.get(path)!)]))
  const inOrder = (a: string, b: string) => weights.get(a)! - weights.get(b)! || byName(a, b)
  const root = kept.find((path) => isIndex(path) && folderOf(path) === rootOf(kept)) ?? null
  const introduction = kept.length > 1 ? root : null
  const modules = [...folders].map(([path, files]) => {
    const index = files.find((file) => folderOf(file) === path && isIndex(file) && file !== introduction)
    const page = index ? readFrontMatter(texts.get(index)!) : null
    const isEmpty = page !== null && page.body.replace(/^#[^\n]*\n?/, '').trim() === ''
    const isSection = path !== rootOf(kept) && index
    const lessons = files
      .filter((file) => file !== introduction && !(isSection && file === index && isEmpty))
      .sort(inOrder)
    const title =
      (page && (textOf(page.values, 'title') || firstHeading(page.body))) ||
      (path === rootOf(kept) ? '' : titleOfName(path))
    return {
      path,
      title,
      files: lessons.map((file) => ({ path: file, title: '' })),
      weight: index ? weights.get(index)! : Number.POSITIVE_INFINITY,
    }
  })
  const sorted = modules
    .filter(({ files }) => files.length)
    .sort((a, b) => (a.weight === b.weight ? 0 : a.weight - b.weight) || byName(`${a.path}/`, `${b.path}/`))
  return {
    values: {},
    modules: sorted.map(({ path, title, files }) => ({ path, title, files })),
    introduction,
    from: null,
  }
}

/** Where all pages begin: `docs` where everything is in it. */
function rootOf(paths: string[]) {
  const parts = paths.map((path) => folderOf(path).split('/').filter(Boolean))
  const first = parts[0] ?? []
  let same = 0
  while (same < first.length && parts.every((other) => other[same] === first[same])) same += 1
  return first.slice(0, same).join('/')
}

/** The folder below the root that a page belongs to, however deep it lies. */
function commonFolder(path: string, paths: string[]) {
  const root = rootOf(paths)
  const rest = folderOf(path).slice(root.length).split('/').filter(Boolean)
  return [root, rest[0]].filter(Boolean).join('/')
}

function weightOf(source: string): number {
  const { values } = readFrontMatter(source)
  return numberOf(values, 'weight', 'nav_order', 'order', 'sidebar_position', 'position') ?? Number.MAX_SAFE_INTEGER
}

export const firstHeading = (body: string) =>
  plainLine(/^\s*#[^\S\n]+([^\n]+)/.exec(body)?.[1]?.replace(/\s*\{[^{}]*\}\s*$/, '') ?? '')

function found(from: string, name: string, title: string, texts: Texts, report: Report): OutlineFile[] {
  const path = resolvePath(from, name)
  if (path && texts.has(path) && isMarkdown(path)) return [{ path, title }]
  report({ level: 'problem', path: from, line: null, key: 'item-missing', values: { name } })
  return []
}

/** Pages that the configuration does not name are said, not taken. */
function withUnlisted(outline: Outline, texts: Texts, report: Report): Outline {
  const listed = new Set(outline.modules.flatMap(({ files }) => files.map(({ path }) => path)))
  for (const path of texts.keys()) {
    if (!isMarkdown(path) || listed.has(path) || path === outline.introduction || path === outline.from) continue
    if (/^(?:instructors|profiles)\//.test(path)) continue
    const key = aside.test(fileOf(path)) ? 'page-left-out' : 'unlisted'
    report({ level: 'left-out', path, line: null, key, values: {} })
  }
  return outline
}

const slug = (title: string) =>
  title
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || 'module'

export const isDraft = (values: Values) => flagOf(values, 'draft') === true || flagOf(values, 'published') === false
