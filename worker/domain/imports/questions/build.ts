import { type FileKinds, isOfKind } from '../../../lib/file-kinds'
import { mostMegabytes } from '../../../lib/late-policy'
import { mostAnswerFiles } from '../../quizzes/questions'
import type { Gathering, Place } from './gather'

/** An answer as most formats have it. `share` of the points, 1 for all of them; texts are Markdown, but plain where they are typed. */
export type Answer = { text: string; share: number; feedback: string }

export type Asked = { prompt: string; explanation: string; points?: number }

const isFull = ({ share }: Answer) => share >= 0.999

const idAt = (index: number) => (index < 26 ? String.fromCharCode(97 + index) : `c${index + 1}`)

type Choices = Asked & { answers: Answer[]; isMultiple: boolean; shuffle?: boolean; credit?: 'all' | 'partial' }

export function addChoices(to: Gathering, place: Place, { answers, isMultiple, shuffle = true, ...given }: Choices) {
  const { prompt, explanation, points, credit = 'partial' } = given
  const written = answers.filter(({ text }) => text)
  const choices = written.map(({ text, feedback }, i) => ({ id: idAt(i), text, feedback }))
  const base = { prompt, explanation, choices, shuffle }
  if (isMultiple) {
    const correct = choices.filter((_, i) => written[i]!.share > 0).map(({ id }) => id)
    if (correct.length === 0) return to.leftOut(place, 'question-no-answer')
    if (credit === 'partial' && !isEven(written)) to.changed(place, 'question-shares')
    return to.add(place, { kind: 'multiple-choice', points, body: { ...base, correct, credit } })
  }
  const best = written.reduce((most, { share }) => Math.max(most, share), 0)
  const right = written.filter(({ share }) => share === best)
  if (best <= 0) return to.leftOut(place, 'question-no-answer')
  if (right.length > 1) return to.leftOut(place, 'question-two-right')
  if (best < 0.999 || written.some((one) => one.share !== 0 && one.share !== best))
    to.changed(place, 'question-weights')
  to.add(place, { kind: 'single-choice', points, body: { ...base, correct: choices[written.indexOf(right[0]!)]!.id } })
}

/** Right ones share the points evenly, and each wrong one takes as much: so it is marked here. */
function isEven(answers: Answer[]): boolean {
  const right = answers.filter(({ share }) => share > 0)
  const wrong = answers.filter(({ share }) => share <= 0)
  const isAll = (list: Answer[], share: number) => list.every((one) => Math.abs(Math.abs(one.share) - share) < 0.01)
  return isAll(right, 1 / right.length) && isAll(wrong, 1 / wrong.length)
}

type Truth = Asked & { isTrue: boolean; onRight?: string; onWrong?: string }

/** Remarks on both answers become one explanation, where they say the same or one of them says nothing. */
export function addTrueFalse(to: Gathering, place: Place, { prompt, points, isTrue, ...said }: Truth) {
  const { explanation, onRight = '', onWrong = '' } = said
  if (onRight && onWrong && onRight !== onWrong) to.changed(place, 'question-feedback')
  else if (explanation && (onRight || onWrong)) to.changed(place, 'question-feedback')
  const why = explanation || onWrong || onRight
  to.add(place, { kind: 'true-false', points, body: { prompt, explanation: why, correct: isTrue } })
}

/** True or false where the choices read so, and nobody wrote remarks on them. */
export const readsTrueOrFalse = ([yes, no, more]: Answer[]): boolean =>
  !more && /^true$/i.test(yes?.text ?? '') && /^false$/i.test(no?.text ?? '') && !yes?.feedback && !no?.feedback

type Typed = Asked & { answers: Answer[]; matchCase?: boolean; wildcards?: boolean }

/** A wording with `*` in it stands for many where the format has wildcards: those are left out. */
export function addShortText(to: Gathering, place: Place, { answers, matchCase = false, wildcards, ...given }: Typed) {
  const { prompt, explanation, points } = given
  const isPattern = ({ text }: Answer) => wildcards === true && /(?<!\\)\*/.test(text)
  const fits = (one: Answer) => isFull(one) && !isPattern(one) && one.text.length <= 200
  const plain = (text: string) => (wildcards ? text.replace(/\\\*/g, '*') : text)
  const accepted = [...new Set(answers.filter((one) => one.text && fits(one)).map(({ text }) => plain(text)))]
  const dropped = answers.filter((one) => one.text && one.share > 0 && !fits(one))
  if (accepted.length === 0) return to.leftOut(place, 'question-no-answer')
  if (dropped.length)
    to.changed(place, 'question-wordings', {
      text: dropped
        .map(({ text }) => text)
        .join(', ')
        .slice(0, 300),
    })
  to.add(place, {
    kind: 'short-text',
    points,
    body: { prompt, explanation: whyOf(to, place, explanation, answers), accepted, matchCase, matchAccents: false },
  })
}

export type NumberAnswer = {
  value: number
  tolerance: number
  kind?: 'absolute' | 'percent'
  share: number
  feedback: string
}

export function addNumber(to: Gathering, place: Place, given: Asked & { answers: NumberAnswer[]; unit?: string }) {
  const { prompt, explanation, points, answers, unit = '' } = given
  const [right, ...others] = answers.filter(({ share, value }) => share >= 0.999 && Number.isFinite(value))
  if (!right) return to.leftOut(place, 'question-no-answer')
  if (others.length || answers.some((one) => one.share > 0 && one.share < 0.999)) to.changed(place, 'question-numbers')
  const remarks = answers.map(({ share, feedback }) => ({ text: '', share, feedback }))
  to.add(place, {
    kind: 'number',
    points,
    body: {
      prompt,
      explanation: whyOf(to, place, explanation, remarks),
      answer: tidy(right.value),
      tolerance: { kind: right.kind ?? 'absolute', value: tidy(Math.abs(right.tolerance)) },
      unit,
    },
  })
}

/** A number between two others, as one with a tolerance. */
export const between = (low: number, high: number) => ({
  value: tidy((low + high) / 2),
  tolerance: tidy(Math.abs(high - low) / 2),
})

/** Without the dust that halving leaves behind. */
const tidy = (value: number) => Number(value.toPrecision(12))

/** Remarks on single answers have no place: that on the right one explains where nothing else does. */
function whyOf(to: Gathering, place: Place, explanation: string, answers: Answer[]): string {
  const remarks = answers.filter(({ feedback }) => feedback)
  const used = explanation || remarks.find(isFull)?.feedback || ''
  if (remarks.some(({ feedback }) => feedback !== used)) to.changed(place, 'question-feedback')
  return used
}

type Essay = Asked & { guide?: string; model?: string; minWords?: number | null; maxWords?: number | null }

/** A text that somebody marks. A limit of words that makes no sense is none. */
export function addEssay(
  to: Gathering,
  place: Place,
  { prompt, explanation, points, guide = '', model = '', ...limits }: Essay,
) {
  const wordsOf = (n: number | null | undefined) => (n && Number.isInteger(n) && n > 0 && n <= 5_000 ? n : null)
  const [minWords, maxWords] = [wordsOf(limits.minWords), wordsOf(limits.maxWords)]
  const isTurned = minWords !== null && maxWords !== null && minWords > maxWords
  const body = { prompt, explanation, guide, model, minWords, maxWords: isTurned ? null : maxWords }
  to.add(place, { kind: 'essay', points, body })
}

type Files = Asked & { fileKinds?: FileKinds; maxFiles?: number; maxMegabytes?: number | null; guide?: string }

/** Files that somebody marks; a bound that does not fit here is the nearest one. */
export function addFiles(to: Gathering, place: Place, { prompt, explanation, points, guide = '', ...limits }: Files) {
  const { fileKinds = 'any', maxFiles = 1, maxMegabytes = null } = limits
  const body = {
    prompt,
    explanation,
    guide,
    fileKinds,
    maxFiles: Math.min(mostAnswerFiles, Math.max(1, Math.round(maxFiles) || 1)),
    maxMegabytes: maxMegabytes && Math.min(mostMegabytes, Math.max(1, Math.round(maxMegabytes))),
  }
  to.add(place, { kind: 'file', points, body })
}

/** Of what a file lists (`.pdf,.docx`, `image/png`, `document`), the kind that all of it is. */
export function fileKindsOf(listed: string): FileKinds {
  const parts = listed.split(/[\s,;]+/).filter((part) => part && part !== '*' && part !== '*/*')
  if (!parts.length) return 'any'
  const all = (kind: Exclude<FileKinds, 'any'>, type: RegExp) =>
    parts.every((part) => type.test(part) || isOfKind(kind, `x.${part.replace(/^\./, '')}`))
  if (all('pictures', /^image|^web_image$/)) return 'pictures'
  if (all('recordings', /^(?:audio|video|html_audio|html_video|html_track|web_audio|web_video)/)) return 'recordings'
  return all('documents', /^(?:document|presentation|spreadsheet|text\/|application\/(?:pdf|msword|vnd))/)
    ? 'documents'
    : 'any'
}
