import MarkdownIt from 'markdown-it'
import { plainText, slugOf } from '../../../lib/markdown'
import type { Report } from './plan'
import type { Part } from './read-item'

type Module = { path: string; title: string; parts: Part[] }

const finder = new MarkdownIt({ html: true })

/**
 * A course in one big file: with one first-level heading (or none), the second-level headings begin lessons; with several, the first level
 * makes modules and the second lessons. Courses of several files stay as they are.
 */
export function splitPage(modules: Module[], report: Report): { modules: Module[]; title: string } {
  const parts = modules.flatMap((module) => module.parts)
  const [part] = parts
  if (parts.length !== 1 || !part || part.page.values.kind || part.page.values.id) return { modules, title: '' }
  const headings = headingsOf(part.page.body)
  const tops = headings.filter(({ level }) => level === 1)
  const subs = headings.filter(({ level }) => level === 2)
  // One short page is one lesson.
  if (tops.length === 0 && (subs.length < 2 || part.page.body.length < 3_000)) return { modules, title: '' }
  report({
    level: 'info',
    path: part.path,
    line: null,
    key: 'split',
    values: { count: tops.length ? tops.length : subs.length },
  })
  const taken = new Set<string>()
  const sections = tops.length ? cut(part, tops, taken) : [part]
  const split = sections.flatMap((section): Module[] => {
    const lessons = headingsOf(section.page.body).filter(({ level }) => level === 2)
    const inside = tops.length && section.page.body.length < 3_000 ? [section] : cut(section, lessons, taken)
    return inside.length ? [{ path: section.path, title: tops.length ? section.title : '', parts: inside }] : []
  })
  return { modules: split, title: part.title }
}

type Heading = { level: number; title: string; from: number; to: number }

function headingsOf(body: string): Heading[] {
  const tokens = finder.parse(body, {})
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open' || !token.map || token.level !== 0) return []
    const title = plainText(tokens[index + 1]!.content.replace(/\s*\{[^{}]*\}\s*$/, ''))
    return [{ level: Number(token.tag.slice(1)), title, from: token.map[0], to: token.map[1] }]
  })
}

/** What stands before the first heading becomes a lesson of its own, named as the whole. */
function cut(part: Part, headings: Heading[], taken: Set<string>): Part[] {
  const lines = part.page.body.split('\n')
  const before = lines.slice(0, headings[0]?.from ?? lines.length).join('\n')
  const lead = before.trim()
    ? [{ ...part, path: pathFor(part, 'start', taken), page: { ...part.page, body: before } }]
    : []
  const rest = headings.map((heading, index): Part => {
    const body = lines.slice(heading.to, headings[index + 1]?.from ?? lines.length).join('\n')
    const page = { ...part.page, body, line: part.page.line + heading.to }
    return {
      ...part,
      path: pathFor(part, slugOf(heading.title) || `part-${index + 1}`, taken),
      title: heading.title,
      page,
    }
  })
  return [...lead, ...rest]
}

function pathFor(part: Part, slug: string, taken: Set<string>) {
  let path = `${part.file}#${slug}`
  for (let count = 2; taken.has(path); count += 1) path = `${part.file}#${slug}-${count}`
  taken.add(path)
  return path
}
