import { plainLine } from '../../../lib/markdown'
import { numberOf, readFrontMatter, textOf } from './front-matter'
import type { Outline, Texts } from './outline-types'
import { byName, fileOf, folderOf, isMarkdown, titleOfName } from './paths'
import type { Report } from './plan'

/** Pages that are about the folder and teach nothing. */
export const aside =
  /^(?:licen[cs]e|contributing|code_of_conduct|changelog|authors|citation|security|maintainers|governance)(?:\.[a-z]+)?$/i
const isIndex = (path: string) => /^(?:_?index|readme)\.[a-z]+$/i.test(fileOf(path))

/** No configuration: folders are modules, `weight`, `nav_order` and the like decide, then names. */
export function outlineOfNames(texts: Texts, report: Report): Outline {
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
