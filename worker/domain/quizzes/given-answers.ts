import { plainText } from '../../lib/markdown'
import type { AcceptedAnswer } from '../../lib/rulings'
import { askQuestion, type Question, responseValues } from './questions'
import { alternativesOf, takesAlternatives } from './questions/accepted'
import { comparable } from './questions/short-text'
import { markRuled, type Ruling } from './ruled-marks'

/** An answer that could be accepted, too, and how many attempts gave it. */
export type GivenAnswer = AcceptedAnswer & { text: string; count: number }

/** So many of them are offered, the most frequent ones. */
const OFFERED = 40

/** What was answered and is not fully right yet, the most frequent first: whole answers, or of a text with gaps what stands in each. */
export function givenAnswers(
  question: Question,
  rows: { response: unknown; count: number }[],
  rulings: Ruling[],
): GivenAnswer[] {
  if (!takesAlternatives(question)) return []
  const asked = askQuestion(question)
  const found = new Map<string, GivenAnswer>()
  const add = (answer: AcceptedAnswer, count: number) => {
    const key = `${answer.gap ?? ''}:${keyOf(question, answer.values)}`
    const known = found.get(key)
    if (known) known.count += count
    else if (alternativesOf(question, answer).length)
      found.set(key, { ...answer, text: textOf(question, answer.values), count })
  }
  for (const { response, count } of rows) {
    const values = responseValues(asked, response)
    const { mark } = markRuled({ question, response, points: 1 }, rulings)
    if ('gaps' in question.body)
      values.forEach((said, gap) => {
        if (said.trim() && !mark.parts?.[gap]) add({ values: [said.trim()], gap }, count)
      })
    else if (values.some((one) => one.trim()) && mark.correct !== 'full')
      add({ values: values.map((one) => one.trim()) }, count)
  }
  for (const values of others(question)) {
    const { mark } = markRuled({ question, response: responseOf(question, values[0]!), points: 1 }, rulings)
    if (mark.correct !== 'full') add({ values }, 0)
  }
  return [...found.values()]
    .sort((a, b) => (a.gap ?? 0) - (b.gap ?? 0) || b.count - a.count || (a.text < b.text ? -1 : 1))
    .slice(0, OFFERED)
}

/** Of a question with few answers, all of them. */
function others(question: Question): string[][] {
  if (question.kind === 'single-choice') return question.body.choices.map(({ id }) => [id])
  return question.kind === 'true-false' ? [['true'], ['false']] : []
}

const responseOf = ({ kind }: Question, value: string) =>
  kind === 'single-choice' ? { choice: value } : { value: value === 'true' }

function keyOf({ kind, body }: Question, values: string[]): string {
  if (kind === 'short-text') return comparable(values[0] ?? '', body)
  return JSON.stringify(kind === 'multiple-choice' ? values.toSorted() : values)
}

/** As it is read in a list. */
export function textOf({ kind, body }: Question, values: string[]): string {
  const texts =
    kind === 'single-choice' || kind === 'multiple-choice'
      ? body.choices.filter(({ id }) => values.includes(id)).map(({ text }) => plainText(text))
      : values.filter(Boolean)
  return texts.join(' · ').slice(0, 200)
}
