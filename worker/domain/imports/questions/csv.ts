import { readCsv } from '../../../lib/read-csv'
import { isQuestionKind, questionKinds } from '../../quizzes/questions'
import {
  type Answer,
  addChoices,
  addEssay,
  addFiles,
  addNumber,
  addShortText,
  addTrueFalse,
  readsTrueOrFalse,
} from './build'
import type { Gathering, Place } from './gather'
import { markdownOf } from './rich'

/** Names of columns that people give them. */
const columns = {
  kind: /^(?:kind|type|question ?type)$/,
  prompt: /^(?:question|prompt|stem|text|question ?text)$/,
  correct: /^(?:correct|right|key|solution|(?:right|correct) ?(?:answers?|options?|choices?)|answers?)$/,
  passage: /^(?:passage|reading|reading ?text|stimulus|context|case|vignette)$/,
  explanation: /^(?:explanation|feedback|general ?feedback|comment|why)$/,
  points: /^(?:points?|marks?|score|grade|weight)$/,
  category: /^(?:category|topic|section)$/,
  tags: /^(?:tags?|labels?|keywords?)$/,
  choice: /^(?:(?:choice|option|answer|distractor) ?[a-z0-9]{1,2}|[a-h])$/,
} as const
type Column = keyof typeof columns

const columnOf = (title: string): Column | null => {
  const plain = title.toLowerCase().replace(/[_-]+/g, ' ').trim()
  const names = Object.keys(columns) as Column[]
  return names.find((name) => columns[name].test(plain)) ?? null
}

/** Whether the first row names the columns of questions. */
export function isQuestionCsv(text: string): boolean {
  const [head] = readCsv(text.slice(0, 4_000).trimStart().split('\n', 1)[0] ?? '')
  const named = head?.cells.map(columnOf) ?? []
  return named.includes('prompt') && named.some((name) => name === 'correct' || name === 'choice')
}

/**
 * A table with a row a question: `question`, `choice 1` …, `correct` (letters, numbers or the words themselves, several with `;` or `|`)
 * and, where wanted, `kind`, `explanation` and `points`. Texts may be Markdown.
 */
export function readQuestionCsv(text: string, path: string, to: Gathering) {
  const [head, ...rows] = readCsv(text)
  const named = head?.cells.map(columnOf) ?? []
  for (const { cells, line } of rows) {
    if (to.isFull()) break
    const all = (name: Column) => cells.filter((cell, i) => named[i] === name && cell !== '')
    const [prompt = ''] = all('prompt')
    const place = {
      path,
      line,
      name: prompt,
      tags: all('tags')
        .flatMap(splitWords)
        .flatMap((one) => one.split(',')),
    }
    const about = all('passage').join('\n\n')
    if (named.includes('category')) to.category(place, all('category').join('/').replaceAll(' > ', '/'))
    const rich = (source: string) => markdownOf({ text: source, format: 'markdown' }, place, to)
    const points = Number((all('points')[0] ?? '1').replace(',', '.'))
    readRow(to, about ? { ...place, passage: rich(about) } : place, {
      kind: (all('kind')[0] ?? '').toLowerCase().replace(/[\s_]+/g, '-'),
      prompt: rich(prompt),
      explanation: rich(all('explanation').join('\n\n')),
      points: Number.isFinite(points) ? points : 1,
      choices: all('choice').map(rich),
      correct: all('correct').join('; '),
    })
  }
}

type Row = { kind: string; prompt: string; explanation: string; points: number; choices: string[]; correct: string }

const many = /^(?:multiple-?(?:choice|response|answers?)?|multi.*|checkbox(?:es)?)$/
const kinds: Record<string, string> = {
  numeric: 'number',
  numerical: 'number',
  tf: 'true-false',
  'true/false': 'true-false',
  'short-answer': 'short-text',
  match: 'matching',
  order: 'ordering',
  'long-answer': 'essay',
  paragraph: 'essay',
  upload: 'file',
  'file-upload': 'file',
}

function readRow(to: Gathering, place: Place, { kind: said, choices, correct, ...asked }: Row) {
  const kind = kinds[said] ?? said
  const right = rightOf(choices, correct)
  const answers = choices.map((text, i): Answer => ({ text, share: right.has(i) ? 1 / right.size : 0, feedback: '' }))
  const truth = /^(true|t|yes|false|f|no)$/i.exec(correct)
  if (isQuestionKind(kind) && /^(?:cloze|word-bank|matching|ordering|categorisation|likert)$/.test(kind))
    return readWritten(to, place, kind, { ...asked, choices })
  if (kind === 'file') return addFiles(to, place, asked)
  if (kind === 'essay') return addEssay(to, place, { ...asked, model: correct })
  if (kind === 'number') return addNumber(to, place, { ...asked, answers: numbersIn(correct) })
  if (kind === 'true-false' || (!kind && truth && (choices.length === 0 || readsTrueOrFalse(answers))))
    return truth
      ? addTrueFalse(to, place, { ...asked, isTrue: /^[ty]/i.test(correct) })
      : to.leftOut(place, 'question-no-answer')
  if (choices.length === 0 || kind === 'short-text') {
    const wordings = [...splitWords(correct), ...(kind === 'short-text' ? choices : [])]
    return addShortText(to, place, {
      ...asked,
      answers: wordings.map((text) => ({ text, share: 1, feedback: '' })),
    })
  }
  addChoices(to, place, {
    ...asked,
    answers,
    isMultiple: right.size > 1 || (many.test(kind) && kind !== 'multiple-choice'),
  })
}

const splitWords = (text: string) =>
  text
    .split(/[;|\n]/)
    .map((part) => part.trim())
    .filter(Boolean)

/** Places of the right choices: by letter, by number, or by what they say. */
function rightOf(choices: string[], correct: string): Set<number> {
  const byText = (part: string) => choices.findIndex((choice) => choice.toLowerCase() === part.toLowerCase())
  const placeOf = (part: string) => {
    const said = byText(part)
    if (said >= 0) return said
    if (/^[a-z]$/i.test(part)) return part.toLowerCase().charCodeAt(0) - 97
    return /^\d{1,2}$/.test(part) ? Number(part) - 1 : -1
  }
  const whole = byText(correct)
  if (whole >= 0) return new Set([whole])
  const parts = splitWords(correct).flatMap((part) =>
    byText(part) >= 0 ? [part] : part.split(',').map((one) => one.trim()),
  )
  return new Set(parts.map(placeOf).filter((at) => at >= 0 && at < choices.length))
}

function numbersIn(correct: string) {
  const read = /^([+-]?[\d.]+(?:e[+-]?\d+)?)(?:\s*(?:±|\+-|\+\/-|:)\s*([\d.]+)(%)?)?$/i.exec(
    correct.replace(',', '.').trim(),
  )
  if (!read) return []
  const kind = read[3] ? ('percent' as const) : ('absolute' as const)
  return [{ value: Number(read[1]), tolerance: Number(read[2] ?? 0), kind, share: 1, feedback: '' }]
}

/** Kinds whose answers are written as in a course of Markdown: gaps in double brackets, `left -> right` in the choices. */
function readWritten(
  to: Gathering,
  place: Place,
  kind: keyof typeof questionKinds,
  { prompt, explanation, points, choices }: Omit<Row, 'kind' | 'correct'>,
) {
  const lines = choices.map((text, i) =>
    kind === 'ordering' ? `${i + 1}. ${text}` : kind === 'word-bank' || kind === 'likert' ? `+ ${text}` : `- ${text}`,
  )
  const markdown = [prompt, lines.join('\n')].filter(Boolean).join('\n\n')
  const body = questionKinds[kind].readMarkdown(markdown, {}, true)
  if (!body) return to.leftOut(place, 'question-no-answer')
  to.add(place, { kind, points, body: { ...body, explanation } })
}
