import { stringify } from 'yaml'
import { mostInBank, mostTags, readTag } from '../../../lib/bank-rules'
import { cleanLine, cleanText } from '../../../lib/text'
import { categoryInBraces, categoryOutOfBraces, inBraces, outOfBraces } from './bank-names'
import { listOf, type Page, textOf, type Values } from './front-matter'
import { hashOfWhole } from './hash'
import { readyMarkdown } from './lesson'
import { resolveLinks, type Targets } from './links'
import type { PlannedBank, PlannedBankQuestion, Report } from './plan'
import { readBankQuestions, writeQuestion } from './quiz'

/** A page that says `kind: bank`: questions in the form of a quiz's, with `key`, `category` and `tags` in the braces of their headings. */
export async function readBank(path: string, page: Page, targets: Targets, report: Report): Promise<PlannedBank> {
  const { values, body, line } = page
  const ready = textOf(values, 'id') ? resolveLinks : readyMarkdown
  const { questions, broken } = readBankQuestions(ready(body, { path, file: path }, line, targets, report), line)
  for (const one of broken)
    report({ level: 'problem', path, line: one.line + 1, key: 'question-broken', values: { name: one.title } })
  const title = cleanLine(textOf(values, 'title'), 120) || path.replace(/^.*\/|\.[^.]*$/g, '')
  if (questions.length > mostInBank)
    report({ level: 'left-out', path, line: null, key: 'bank-full', values: { title, most: mostInBank } })
  const keys = new Set<string>()
  const planned: PlannedBankQuestion[] = []
  for (const { question: asked, values: said } of questions.slice(0, mostInBank)) {
    const { points, ...question } = asked
    const named = outOfBraces(said.key ?? '').trim()
    const key = keys.has(named) ? '' : named
    keys.add(key)
    const category = categoryOutOfBraces(said.category ?? '').map(titleOf)
    const whole = { question, points, category, tags: tagsIn(said.tags ?? '', path, report) }
    planned.push({ key, ...whole, hash: await hashOfWhole(whole) })
  }
  return {
    path,
    id: textOf(values, 'id') || null,
    title,
    description: cleanText(typeof values.description === 'string' ? values.description : '', 2_000),
    categories: treeIn(values),
    questions: planned,
  }
}

const titleOf = (title: string) => cleanLine(title, 100)

function tagsIn(text: string, path: string, report: Report): string[] {
  const tags = [...new Set(text.split(/[,;،、，]/).map((tag) => readTag(outOfBraces(tag))))].filter(Boolean).toSorted()
  for (const tag of tags.slice(mostTags))
    report({ level: 'changed', path, line: null, key: 'value-ignored', values: { name: 'tags', text: tag } })
  return tags.slice(0, mostTags)
}

/** `categories`: titles, and where something lies below one `{ title, categories }`. */
function treeIn(values: Values, above: string[] = []): string[][] {
  return listOf(values, 'categories').flatMap((value) => {
    const part = typeof value === 'object' && value !== null ? (value as Values) : { title: value }
    const title = titleOf(textOf(part, 'title'))
    if (!title || above.length > 9) return []
    return [[...above, title], ...treeIn(part, [...above, title])]
  })
}

/** The same form again; `link` turns ids in its texts to paths. */
export function writeBank(
  { id, title, description, categories, questions }: PlannedBank,
  link: (text: string) => string,
): string {
  const front = {
    title,
    id,
    kind: 'bank',
    ...(description && { description }),
    ...(categories.length > 0 && { categories: branches(categories, 0) }),
  }
  const body = questions.map(({ key, question, points, category, tags }, index) =>
    writeQuestion({ ...question, points }, index, {
      key: inBraces(key),
      category: category.length ? categoryInBraces(category) : null,
      tags: tags.length ? tags.map(inBraces).join(', ') : null,
    }),
  )
  return `---\n${stringify(front, { lineWidth: 0 })}---\n\n${link(body.join('\n\n'))}\n`
}

type Branch = string | { title: string; categories: Branch[] }

/** Titles on the way, what is above first, as a tree. */
function branches(paths: string[][], depth: number): Branch[] {
  const here = Map.groupBy(paths, (path) => path[depth]!)
  return [...here].map(([title, inside]) => {
    const below = inside.filter((path) => path.length > depth + 1)
    return below.length ? { title, categories: branches(below, depth + 1) } : title
  })
}
