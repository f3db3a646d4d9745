import { plainLine } from '../../../lib/markdown'
import { listOf, textOf, type Values } from './front-matter'
import type { Outline, OutlineFile, OutlineModule, Texts } from './outline-types'
import { byName, folderOf, isMarkdown, resolvePath, titleOfName } from './paths'
import type { Report } from './plan'

/** The Carpentries: `episodes:` in order, else every episode by name; pages for learners follow and need not be read. */
export function sandpaperOutline(values: Values, config: string, texts: Texts, report: Report): Outline | null {
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

export function mkdocsOutline(values: Values, config: string, texts: Texts, report: Report): Outline | null {
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
export function summaryOutline(summary: string, texts: Texts, report: Report): Outline | null {
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

/** A page that a list names; one that is not there is a problem. */
export function found(from: string, name: string, title: string, texts: Texts, report: Report): OutlineFile[] {
  const path = resolvePath(from, name)
  if (path && texts.has(path) && isMarkdown(path)) return [{ path, title }]
  report({ level: 'problem', path: from, line: null, key: 'item-missing', values: { name } })
  return []
}

const slug = (title: string) =>
  title
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || 'module'
