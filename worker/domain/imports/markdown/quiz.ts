import { readAttributes, writeAttributes } from '../../../lib/attributes'
import { fenceLength } from '../../../lib/fenced-code'
import { isSurveyKind } from '../../../lib/survey'
import {
  isByHand,
  isUnscored,
  type Question,
  readQuestionMarkdown,
  withPassage,
  writeQuestionMarkdown,
} from '../../quizzes/questions'
import { inBraces, outOfBraces } from './bank-names'
import { type BankName, isDraw, type PlannedBanked, type PlannedLink, type PlannedQuestion } from './plan'

type BrokenQuestion = { line: number; title: string }
export type Asked = 'own' | 'broken' | Omit<PlannedLink, 'after'>

/**
 * Questions in Markdown, each under a `## ` heading: its prompt, then choices (see `readChoices`), `= answer` for a short text (several lines:
 * several wordings) or `= 42 ± 0.5 kg` for a number, or as its kind writes it: see `writeMarkdown` of domain/quizzes/questions. `> …` at the end
 * explains the answer. Lines before it that begin with `|>` are the text that it is about; `text=same` in the braces says that it is about the
 * text of the question before. In a survey (`all` says so, of every question) no choice is ticked. What stands before the first is the introduction. Braces with `bank` and `question` ask a question of
 * a bank; a text below them is what it asks where that is another than the bank's.
 */
export function readQuestions(markdown: string, firstLine: number, all: Record<string, string> = {}) {
  const parts = splitAtHeadings(markdown)
  const questions: PlannedQuestion[] = []
  const broken: BrokenQuestion[] = []
  /** Every heading in order. */
  const asked: Asked[] = []
  let passage = ''
  for (const part of parts.slice(1)) {
    const link = readLink(part.title, part.body)
    const question = link ? null : readQuestion(part.title, part.body, all, passage)
    passage = question?.body.passage ?? ''
    asked.push(link ?? (question ? 'own' : 'broken'))
    if (question) questions.push(question)
    else if (!link) broken.push({ line: firstLine + part.line, title: part.title })
  }
  return { introduction: parts[0]!.body.trim(), questions, broken, asked }
}

/** Questions of a bank, each with what its heading says of it. */
export function readBankQuestions(markdown: string, firstLine: number) {
  const { questions, asked, broken } = readQuestions(markdown, firstLine)
  const headings = splitAtHeadings(markdown).slice(1)
  const own = headings.filter((_, index) => asked[index] === 'own')
  const links = headings
    .filter((_, index) => typeof asked[index] === 'object')
    .map(({ line, title }) => ({ line: firstLine + line, title }))
  return {
    questions: questions.map((question, index) => ({ question, values: attributesOf(own[index]!.title).values })),
    broken: [...broken, ...links],
  }
}

function splitAtHeadings(markdown: string) {
  const parts = [{ title: '', body: '', line: 0 }]
  for (const { line, index, isCode } of linesOf(markdown)) {
    const heading = isCode ? null : /^##\s+(.+?)\s*$/.exec(line)
    if (heading) parts.push({ title: heading[1]!, body: '', line: index })
    else parts.at(-1)!.body += `${isCode ? line : line.replace(/^\\(?=\\*##\s)/, '')}\n`
  }
  return parts
}

/** A heading inside of a question is kept apart from those that begin one by a backslash. */
const escapeHeadings = (markdown: string): string =>
  linesOf(markdown)
    .map(({ line, isCode }) => (isCode ? line : line.replace(/^(?=\\*##\s)/, '\\')))
    .join('\n')

function linesOf(markdown: string) {
  const lines = markdown.split('\n')
  let end = 0
  return lines.map((line, index) => {
    if (index >= end) end = index + fenceLength(lines, index)
    return { line, index, isCode: index < end }
  })
}

/** A heading and what its braces say. */
function attributesOf(title: string): { said: string; values: Record<string, string> } {
  const brace = title.lastIndexOf('{')
  const read = brace === -1 ? null : readAttributes(title, brace)
  return read && read.end === title.length
    ? { said: title.slice(0, brace).trim(), values: read.attributes.values }
    : { said: title, values: {} }
}

function readLink(title: string, body: string): Omit<PlannedLink, 'after'> | null {
  const { values } = attributesOf(title)
  const { bank = '', organization, question: key = '' } = values
  const points = pointsIn(values)
  if (!key || !(bank || organization) || points === null) return null
  const name: BankName = organization
    ? { organization: outOfBraces(organization), key: outOfBraces(bank) }
    : { file: outOfBraces(bank) }
  const question = body.trim() ? readQuestionMarkdown(body, values) : null
  const rubric = rubricIn(values)
  return { bank: name, key: outOfBraces(key), points, question, ...(rubric && { rubric }) }
}

const rubricIn = ({ rubric = '' }: Record<string, string>) => outOfBraces(rubric).slice(0, 200)

function pointsIn(values: Record<string, string>): number | null {
  const points = Number(values.points ?? 1)
  return points >= 0 && points <= 1_000 ? points : null
}

function readQuestion(
  title: string,
  body: string,
  all: Record<string, string>,
  passage: string,
): PlannedQuestion | null {
  const { said, values: own } = attributesOf(title)
  const values = { ...own, ...all }
  const isNumbered = /^(?:question|frage|pregunta|pergunta)?\s*\d*[.:)]?$/i.test(said)
  const text = isNumbered ? body : `${said.replace(/^\d+[.)]\s+/, '')}\n\n${body}`
  const read = readQuestionMarkdown(text, values)
  const question = read && values.text === 'same' && passage ? withPassage(read, passage) : read
  if (!question || (all.survey && !isSurveyKind(question.kind))) return null
  const points = isUnscored(question.kind) ? 0 : pointsIn(values)
  const rubric = isByHand(question.kind) ? rubricIn(values) : ''
  return points === null ? null : { ...question, points, ...(rubric && { rubric }) }
}

/** The same form again. */
export function writeQuestions(
  introduction: string,
  questions: PlannedQuestion[],
  banked: readonly PlannedBanked[] = [],
): string {
  const links = banked.filter((one): one is PlannedLink => !isDraw(one))
  const all = inTurn(questions, links)
  const written = all.map((one, index) =>
    'after' in one ? writeLink(one, index) : writeQuestion(one, index, {}, passageOf(all[index - 1])),
  )
  return [escapeHeadings(introduction), ...written].filter(Boolean).join('\n\n')
}

const passageOf = (one: object | undefined) => (one && 'body' in one ? (one as Question).body.passage : undefined)

/** What stands in a quiz, one after the other. */
export function inTurn<Own, Banked extends { after: number }>(
  own: readonly Own[],
  banked: readonly Banked[],
): (Own | Banked)[] {
  const at = (place: number) => banked.filter(({ after }) => Math.min(Math.max(0, after), own.length) === place)
  return [...own.flatMap((one, place) => [...at(place), one]), ...at(own.length)]
}

function writeLink({ bank, key, points, question, rubric }: PlannedLink, index: number): string {
  const { text, values } = question ? writeQuestionMarkdown(question) : { text: '', values: {} }
  const name =
    'file' in bank
      ? { bank: inBraces(bank.file) }
      : { organization: inBraces(bank.organization), bank: inBraces(bank.key) }
  const attributes = writeAttributes([], {
    ...name,
    question: inBraces(key),
    points: points === 1 ? null : points,
    rubric: rubric ? inBraces(rubric) : null,
    ...values,
  })
  return `## Question ${index + 1} ${attributes}${text && `\n\n${escapeHeadings(text)}`}`
}

export function writeQuestion(
  { points, rubric, ...question }: PlannedQuestion,
  index: number,
  more: Record<string, string | null> = {},
  above?: string,
): string {
  const isSame = question.body.passage !== undefined && question.body.passage === above
  const { text, values } = writeQuestionMarkdown(isSame ? withPassage(question, '') : question)
  const attributes = writeAttributes([], {
    ...more,
    points: points === 1 || isUnscored(question.kind) ? null : points,
    rubric: rubric && isByHand(question.kind) ? inBraces(rubric) : null,
    text: isSame ? 'same' : null,
    ...values,
  })
  return `## Question ${index + 1}${attributes && ` ${attributes}`}\n\n${escapeHeadings(text)}`
}
