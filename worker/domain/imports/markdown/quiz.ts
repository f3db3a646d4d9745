import { readAttributes, writeAttributes } from '../../../lib/attributes'
import { fenceLength } from '../../../lib/fenced-code'
import { isUnscored, readQuestionMarkdown, writeQuestionMarkdown } from '../../quizzes/questions'
import type { PlannedQuestion } from './plan'

type BrokenQuestion = { line: number; title: string }

/**
 * Questions in Markdown, each under a `## ` heading: its prompt, then choices (see `readChoices`), `= answer` for a short text (several lines:
 * several wordings) or `= 42 ± 0.5 kg` for a number, or as its kind writes it: see `writeMarkdown` of domain/quizzes/questions. `> …` at the end
 * explains the answer. What stands before the first is the introduction.
 */
export function readQuestions(markdown: string, firstLine: number) {
  const parts = splitAtHeadings(markdown)
  const questions: PlannedQuestion[] = []
  const broken: BrokenQuestion[] = []
  for (const part of parts.slice(1)) {
    const question = readQuestion(part.title, part.body)
    if (question) questions.push(question)
    else broken.push({ line: firstLine + part.line, title: part.title })
  }
  return { introduction: parts[0]!.body.trim(), questions, broken }
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

function readQuestion(title: string, body: string): PlannedQuestion | null {
  const brace = title.lastIndexOf('{')
  const read = brace === -1 ? null : readAttributes(title, brace)
  const values = read && read.end === title.length ? read.attributes.values : {}
  const said = read && read.end === title.length ? title.slice(0, brace).trim() : title
  const isNumbered = /^(?:question|frage|pregunta|pergunta)?\s*\d*[.:)]?$/i.test(said)
  const text = isNumbered ? body : `${said.replace(/^\d+[.)]\s+/, '')}\n\n${body}`
  const question = readQuestionMarkdown(text, values)
  if (!question) return null
  const points = isUnscored(question.kind) ? 0 : Number(values.points ?? 1)
  return points >= 0 && points <= 1_000 ? { ...question, points } : null
}

/** The same form again. */
export function writeQuestions(introduction: string, questions: PlannedQuestion[]): string {
  return [escapeHeadings(introduction), ...questions.map(writeQuestion)].filter(Boolean).join('\n\n')
}

function writeQuestion({ points, ...question }: PlannedQuestion, index: number): string {
  const { text, values } = writeQuestionMarkdown(question)
  const attributes = writeAttributes([], {
    points: points === 1 || isUnscored(question.kind) ? null : points,
    ...values,
  })
  return `## Question ${index + 1}${attributes && ` ${attributes}`}\n\n${escapeHeadings(text)}`
}
