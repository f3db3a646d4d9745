import { plainText } from '../../../lib/markdown'
import { blocksFromMarkdown } from '../../lessons/blocks'
import { listOf, numberOf, type Page, readFrontMatter, textOf } from './front-matter'
import { firstHeading } from './outline-of-names'
import type { Outline } from './outline-types'
import type { CourseMeta, Report } from './plan'

/** What a folder says of the course as a whole, in its configuration or on the page that introduces it. */
export function courseOf(outline: Outline, texts: Map<string, string>, fallback: string, report: Report): CourseMeta {
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
