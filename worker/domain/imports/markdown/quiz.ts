import { readAttributes, writeAttributes } from '../../../lib/attributes'
import { readChoices, type WrittenChoice, writeChoices, writeQuoted } from '../../../lib/markdown-choices'
import { isQuestionKind, type Question, type QuestionKindName, questionSchema } from '../../quizzes/questions'
import type { PlannedQuestion } from './plan'

type BrokenQuestion = { line: number; title: string }

/**
 * Questions in Markdown, each under a `## ` heading: its prompt, then choices (see `readChoices`), `= answer` for a short text (several lines:
 * several wordings) or `= 42 ± 0.5 kg` for a number; `> …` at the end explains the answer. What stands before the first is the introduction.
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
  let fence = ''
  for (const [index, line] of markdown.split('\n').entries()) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark && !fence) fence = mark
    else if (mark?.startsWith(fence)) fence = ''
    const heading = fence ? null : /^##\s+(.+?)\s*$/.exec(line)
    if (heading) parts.push({ title: heading[1]!, body: '', line: index })
    else parts.at(-1)!.body += `${line}\n`
  }
  return parts
}

function readQuestion(title: string, body: string): PlannedQuestion | null {
  const brace = title.lastIndexOf('{')
  const read = brace === -1 ? null : readAttributes(title, brace)
  const values = read && read.end === title.length ? read.attributes.values : {}
  const said = read && read.end === title.length ? title.slice(0, brace).trim() : title
  const points = Number(values.points ?? 1)
  const isNumbered = /^(?:question|frage|pregunta|pergunta)?\s*\d*[.:)]?$/i.test(said)
  const text = isNumbered ? body : `${said.replace(/^\d+[.)]\s+/, '')}\n\n${body}`
  const question = questionSchema.safeParse(readBody(text, values))
  if (!question.success || !(points >= 0 && points <= 1_000)) return null
  return { ...(question.data as Question), points }
}

function readBody(markdown: string, values: Record<string, string>): unknown {
  const { prompt, choices, multiple, feedback } = readChoices(markdown)
  const claimed = values.kind ?? ''
  const kind: QuestionKindName | '' = isQuestionKind(claimed) ? claimed : ''
  if (choices.length) {
    const truth = choices.length === 2 && /^true$/i.test(choices[0]!.text) && /^false$/i.test(choices[1]!.text)
    if (kind === 'true-false' || (!kind && truth))
      return { kind: 'true-false', body: { prompt, explanation: feedback, correct: choices[0]!.correct } }
    const list = choices.map(({ text, feedback }, index) => ({ id: String.fromCharCode(97 + index), text, feedback }))
    const correct = list.filter((_, index) => choices[index]!.correct).map((choice) => choice.id)
    const shuffle = values.shuffle !== 'no'
    const base = { prompt, explanation: feedback, choices: list, shuffle }
    if (multiple)
      return {
        kind: 'multiple-choice',
        body: { ...base, correct, credit: values.credit === 'partial' ? 'partial' : 'all' },
      }
    return correct.length === 1 ? { kind: 'single-choice', body: { ...base, correct: correct[0] } } : null
  }
  return readTyped(markdown, kind, values)
}

const answerLine = /^= ?(.*)$/
const numberForm =
  /^([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:\s*(?:±|\+-|\+\/-)\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(%)?)?(?:\s+(\S.*))?$/i

function readTyped(markdown: string, kind: QuestionKindName | '', values: Record<string, string>): unknown {
  const lines = markdown.split('\n')
  const start = lines.findIndex((line) => answerLine.test(line))
  if (start === -1) return null
  const rest = lines.slice(start)
  const answers = rest.flatMap((line) => answerLine.exec(line)?.[1]?.trim() || [])
  const explanation = rest
    .filter((line) => !answerLine.test(line))
    .map((line) => line.replace(/^> ?/, ''))
    .join('\n')
    .trim()
  const prompt = lines.slice(0, start).join('\n').replace(/^\\=/gm, '=').trim()
  const number = answers.length === 1 ? numberForm.exec(answers[0]!) : null
  if (kind !== 'short-text' && number) {
    const [, answer, off = '0', percent, unit = ''] = number
    const tolerance = { kind: percent ? 'percent' : 'absolute', value: Number(off) }
    return { kind: 'number', body: { prompt, explanation, answer: Number(answer), tolerance, unit } }
  }
  const [matchCase, matchAccents] = [values.case === 'yes', values.accents === 'yes']
  return { kind: 'short-text', body: { prompt, explanation, accepted: answers, matchCase, matchAccents } }
}

/** The same form again. */
export function writeQuestions(introduction: string, questions: PlannedQuestion[]): string {
  return [introduction, ...questions.map(writeQuestion)].filter(Boolean).join('\n\n')
}

function writeQuestion(question: PlannedQuestion, index: number): string {
  const heading = (values: Record<string, string | number | null>) => {
    const attributes = writeAttributes([], { points: question.points === 1 ? null : question.points, ...values })
    return `## Question ${index + 1}${attributes && ` ${attributes}`}`
  }
  const { prompt, explanation } = question.body
  const typed = (answers: string[], values: Record<string, string | null>) =>
    [
      heading(values),
      prompt.replace(/^=/gm, '\\='),
      answers.map((answer) => `= ${answer}`).join('\n'),
      writeQuoted(explanation),
    ]
      .filter(Boolean)
      .join('\n\n')
  const chosen = (choices: WrittenChoice[], multiple: boolean, values: Record<string, string | null>) =>
    `${heading(values)}\n\n${writeChoices(prompt, choices, multiple, explanation)}`

  switch (question.kind) {
    case 'true-false': {
      const truth = (text: string, correct: boolean) => ({ text, correct, feedback: '' })
      return chosen([truth('True', question.body.correct), truth('False', !question.body.correct)], false, {})
    }
    case 'single-choice':
    case 'multiple-choice': {
      const { body } = question
      const right = new Set([body.correct].flat())
      const choices = body.choices.map(({ id, text, feedback }) => ({
        text: oneLine(text),
        correct: right.has(id),
        feedback: oneLine(feedback),
      }))
      const credit = question.kind === 'multiple-choice' && question.body.credit === 'partial' ? 'partial' : null
      // Two choices that read "True" and "False" would come back as another kind.
      const kind = question.kind === 'single-choice' ? 'single-choice' : null
      const looksTrue = choices.length === 2 && /^true$/i.test(choices[0]!.text)
      return chosen(choices, question.kind === 'multiple-choice', {
        kind: looksTrue ? kind : null,
        credit,
        shuffle: body.shuffle ? null : 'no',
      })
    }
    case 'short-text': {
      const { accepted, matchCase, matchAccents } = question.body
      const looksNumber = accepted.length === 1 && numberForm.test(accepted[0]!)
      return typed(accepted, {
        kind: looksNumber ? 'short-text' : null,
        case: matchCase ? 'yes' : null,
        accents: matchAccents ? 'yes' : null,
      })
    }
    case 'number': {
      const { answer, tolerance, unit } = question.body
      const off =
        tolerance.value || tolerance.kind === 'percent'
          ? ` ± ${tolerance.value}${tolerance.kind === 'percent' ? '%' : ''}`
          : ''
      return typed([`${answer}${off}${unit && ` ${unit}`}`], {})
    }
  }
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ').trim()
