import { flagOf, listOf, readYaml, textOf, type Values } from './front-matter'
import { aside, outlineOfNames } from './outline-of-names'
import { found, mkdocsOutline, sandpaperOutline, summaryOutline } from './outline-of-tools'
import type { Outline, OutlineModule, Texts } from './outline-types'
import { byName, fileOf, isMarkdown } from './paths'
import type { Report } from './plan'

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

export const isDraft = (values: Values) => flagOf(values, 'draft') === true || flagOf(values, 'published') === false
