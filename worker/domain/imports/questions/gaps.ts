import type { Answer } from './build'
import type { Gathering, Place } from './gather'

export type Gap =
  | { kind: 'text'; accepted: string[] }
  | { kind: 'choice'; options: string[]; correct: string }
  | { kind: 'number'; answer: number; tolerance: { kind: 'absolute' | 'percent'; value: number }; unit: string }

/** What may stand in a gap: one line that does not close its brackets. */
const wordingOf = (text: string) => text.replace(/\s+/g, ' ').trim().replace(/^\[+/, '').replace(/\]\]+/g, ']')

/** A gap that is chosen; null where its answers do not make one. */
export function choiceGap(answers: Answer[], to: Gathering, place: Place): Gap | null {
  const options = [...new Set(answers.map(({ text }) => wordingOf(text)).filter(Boolean))]
  const [right, second] = answers.filter(({ share }) => share >= 0.999)
  if (!right || options.length < 2) return null
  if (second || answers.some(({ share }) => share !== 0 && share < 0.999)) to.changed(place, 'question-weights')
  return { kind: 'choice', options, correct: wordingOf(right.text) }
}

/** A gap that is filled in; null where no answer is right. */
export function textGap(answers: Answer[], to: Gathering, place: Place, wildcards = false): Gap | null {
  const isPlain = ({ text }: Answer) => !wildcards || !/(?<!\\)\*/.test(text)
  const right = answers.filter((one) => one.share >= 0.999 && isPlain(one))
  const accepted = [
    ...new Set(right.map(({ text }) => wordingOf(wildcards ? text.replace(/\\\*/g, '*') : text)).filter(Boolean)),
  ]
  if (accepted.length === 0) return null
  const dropped = answers.filter((one) => one.share > 0 && !right.includes(one))
  if (dropped.length)
    to.changed(place, 'question-wordings', {
      text: dropped
        .map(({ text }) => text)
        .join(', ')
        .slice(0, 300),
    })
  return { kind: 'text', accepted }
}

export const numberGap = (answer: number, tolerance: number): Gap => ({
  kind: 'number',
  answer,
  tolerance: { kind: 'absolute', value: tolerance },
  unit: '',
})

const OPEN = '\ue010'
const CLOSE = '\ue011'

/** Marks the place of a gap (counted from 1) so that it comes unharmed through HTML. */
export const gapMark = (number: number) => `${OPEN}${number}${CLOSE}`

/** Marks to `[[1]]`; in Markdown that was made from HTML every other bracket is escaped already. */
export const placeGaps = (markdown: string) => markdown.replace(/\ue010(\d+)\ue011/g, '[[$1]]')
