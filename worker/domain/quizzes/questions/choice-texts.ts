import { readChoices, writeChoices } from '../../../lib/markdown-choices'
import { cleanText } from '../../../lib/text'
import { type Choice, oneLine } from './question'
import { listIn, type Typed, tick } from './typed'

type ChoiceBody = { prompt: string; explanation: string; choices: Choice[]; shuffle: boolean }

/** The written rows of the form's choices, and which of them are ticked. */
export function choicesIn(typed: Typed) {
  const [texts, feedbacks] = [listIn(typed, 'choiceText'), listIn(typed, 'choiceFeedback')]
  const list = listIn(typed, 'choiceId')
    .map((id, i) => ({ id, text: cleanText(texts[i] ?? '', 2_000), feedback: cleanText(feedbacks[i] ?? '', 2_000) }))
    .filter((choice) => choice.text !== '')
  const right = listIn(typed, 'right').filter((id) => list.some((choice) => choice.id === id))
  return { list, right }
}

export const typedChoices = ({ choices, shuffle }: ChoiceBody, right: string[]): Typed => ({
  choiceId: choices.map((choice) => choice.id),
  choiceText: choices.map((choice) => choice.text),
  choiceFeedback: choices.map((choice) => choice.feedback),
  right,
  ...tick('keepOrder', !shuffle),
})

/** Choices in Markdown, with ids by their place: `a` is the first, which a survey names as right where it ticks none. */
export function readChoiceLines(markdown: string, values: Record<string, string>) {
  const { prompt, choices, multiple, feedback } = readChoices(markdown)
  const list = choices.map(({ text, feedback }, index) => ({ id: String.fromCharCode(97 + index), text, feedback }))
  const ticked = list.filter((_, index) => choices[index]!.correct).map((choice) => choice.id)
  return {
    base: { prompt, explanation: feedback, choices: list, shuffle: values.shuffle !== 'no' },
    correct: values.survey && !ticked.length ? list.slice(0, 1).map(({ id }) => id) : ticked,
    isMultiple: multiple,
  }
}

export function writeChoiceLines({ prompt, choices, explanation }: ChoiceBody, right: string[], isMultiple: boolean) {
  const written = choices.map(({ id, text, feedback }) => ({
    text: oneLine(text),
    correct: right.includes(id),
    feedback: oneLine(feedback),
  }))
  return writeChoices(prompt, written, isMultiple, explanation)
}

export const looksTrueOrFalse = (list: { text: string }[]): boolean =>
  list.length === 2 && /^true$/i.test(oneLine(list[0]!.text)) && /^false$/i.test(oneLine(list[1]!.text))
