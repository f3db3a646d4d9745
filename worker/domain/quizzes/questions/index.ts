import { z } from 'zod'
import { audio } from './audio'
import { calculated } from './calculated'
import { categorisation } from './categorisation'
import { cloze } from './cloze'
import { essay } from './essay'
import { fileQuestion } from './file'
import { readHints, writeHints } from './hint-lines'
import { likert } from './likert'
import { matching } from './matching'
import { multipleChoice } from './multiple-choice'
import { numberQuestion } from './number'
import { ordering } from './ordering'
import { readPassage, writePassage } from './passage-lines'
import type { Drawn, Mark, QuestionKind, WrittenQuestion } from './question'
import { shortText } from './short-text'
import { singleChoice } from './single-choice'
import { trueFalse } from './true-false'
import type { Typed } from './typed'
import { wordBank } from './word-bank'

export { soundSeconds } from './audio'
export { type CalculatedBody, samplesOf } from './calculated'
export { checked, checkedWorth, pointsFor } from './check-question'
export { type EssayBody, mostEssay } from './essay'
export { mostAnswerFiles } from './file'
export type { MultipleChoiceBody } from './multiple-choice'
export { type NumberBody, readNumbers } from './number'
export { picturesIn } from './pictures'
export { type Choice, type Drawn, type Mark, mostHints, mostPassage, type QuestionKind } from './question'
export type { ShortTextBody } from './short-text'
export type { SingleChoiceBody } from './single-choice'
export type { TrueFalseBody } from './true-false'
export { listIn, longestTyped, type Typed } from './typed'
export { withoutRight } from './without-right'

/** Every kind of question. A new kind is a file beside this one and a line here. */
export const questionKinds = {
  'single-choice': singleChoice,
  'multiple-choice': multipleChoice,
  'true-false': trueFalse,
  'short-text': shortText,
  number: numberQuestion,
  calculated,
  cloze,
  'word-bank': wordBank,
  matching,
  ordering,
  categorisation,
  likert,
  essay,
  file: fileQuestion,
  audio,
}

type Kinds = typeof questionKinds
export type QuestionKindName = keyof Kinds
type Parts<Name extends QuestionKindName> =
  Kinds[Name] extends QuestionKind<string, infer Body, infer Response, infer Asked>
    ? { kind: Name; body: Body; response: Response; asked: Asked }
    : never
type EachKind = { [Name in QuestionKindName]: Parts<Name> }[QuestionKindName]
type Only<Of, Key extends string> = Of extends { kind: infer Kind } & Record<Key, infer Value>
  ? { kind: Kind } & Record<Key, Value>
  : never

/** What an author wrote, with its kind: `if (question.kind === 'number') question.body.answer`. */
export type Question = Only<EachKind, 'body'>
type EachAsked = Only<EachKind, 'asked'>
/** What a learner may see before marking, with its kind. `passage` is the text that it is about. */
export type AskedQuestion = EachAsked extends infer One extends EachAsked
  ? { [Name in keyof One]: Name extends 'asked' ? One[Name] & { passage?: string } : One[Name] }
  : never

export const questionKindNames = Object.keys(questionKinds) as [QuestionKindName, ...QuestionKindName[]]
export const isQuestionKind = (value: string): value is QuestionKindName => Object.hasOwn(questionKinds, value)

const schemaOf = (kind: QuestionKindName) => z.object({ kind: z.literal(kind), body: questionKinds[kind].bodySchema })

/** A question as JSON: `{ kind, body }`, the body checked by its kind. */
export const questionSchema = z.discriminatedUnion(
  'kind',
  questionKindNames.map(schemaOf) as [ReturnType<typeof schemaOf>, ...ReturnType<typeof schemaOf>[]],
)

type AnyKind = QuestionKind<QuestionKindName, unknown, unknown, unknown>
const kindOf = (kind: QuestionKindName) => questionKinds[kind] as unknown as AnyKind

/** Marks a response as it was stored. One that does not fit the question is no answer: no points. */
export function markQuestion(question: Question, response: unknown, maxPoints: number): Mark {
  const kind = kindOf(question.kind)
  const read = kind.responseSchema.safeParse(response)
  return kind.mark(question.body, read.success ? read.data : kind.emptyResponse(), maxPoints)
}

/** The question without anything that tells the answer; `order` is the order of choices pinned in the attempt. */
export function askQuestion(question: Question, order?: string[]): AskedQuestion {
  const asked = kindOf(question.kind).asAsked(question.body, order) as object
  const { passage } = question.body
  return { kind: question.kind, asked: { ...asked, ...(passage && { passage }) } } as AskedQuestion
}

/** An order of choices to pin in an attempt; empty where nothing is shuffled. `random` gives numbers in [0, 1). */
export function shuffledChoices(question: Question, random: () => number): string[] {
  const ids = kindOf(question.kind).choiceIds(question.body)
  for (let last = ids.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[ids[last], ids[other]] = [ids[other]!, ids[last]!]
  }
  return ids
}

/** What chance gives an attempt, to pin in it; null where the question is the same for everybody. */
export const drawValues = (question: Question, random: () => number): Drawn | null =>
  kindOf(question.kind).draw?.(question.body, random) ?? null

/** The question as the attempt is asked it for which that was drawn. Done twice it changes nothing. */
export const settled = (question: Question, drawn: Drawn | null): Question => {
  const { settle } = kindOf(question.kind)
  return settle ? ({ kind: question.kind, body: settle(question.body, drawn ?? {}) } as Question) : question
}

/** Asks every attempt something else, so that answers of several cannot be counted together. */
export const isDrawn = (kind: QuestionKindName): boolean => kindOf(kind).draw !== undefined

export const alwaysShuffles = ({ kind }: Question): boolean => kindOf(kind).alwaysShuffles === true

/** Nothing is right or wrong in it, and it is worth nothing. */
export const isUnscored = (kind: QuestionKindName): boolean => kindOf(kind).isUnscored === true

/** Its points are given by who reads the answer. */
export const isByHand = (kind: QuestionKindName): boolean => kindOf(kind).isByHand === true

/** How many files an answer may hold; 0 for what is no file. */
export const mostFilesOf = ({ kind, asked }: AskedQuestion): number =>
  kind === 'file' ? asked.maxFiles : kind === 'audio' ? 1 : 0

/** Its answer is files. */
export const takesFiles = (question: AskedQuestion): boolean => mostFilesOf(question) > 0

export const byHandKinds = questionKindNames.filter(isByHand)

/** A response that gets full marks, as the values of its form fields. */
export const modelValues = (question: Question, { asked }: AskedQuestion = askQuestion(question)): string[] => {
  const kind = kindOf(question.kind)
  return kind.toFields(kind.modelResponse(question.body), asked)
}

export const modelResponse = (question: Question) => kindOf(question.kind).modelResponse(question.body)

/** The response in a posted form's fields of this question; null where it cannot be read. */
export const readResponse = ({ kind, asked }: AskedQuestion, values: string[]) => kindOf(kind).fromFields(values, asked)

/** A stored response as the values of its form fields: what `readResponse` reads back. */
export function responseValues({ kind, asked }: AskedQuestion, response: unknown): string[] {
  const read = kindOf(kind).responseSchema.safeParse(response)
  return read.success ? kindOf(kind).toFields(read.data, asked) : []
}

export const isAnswered = (kind: QuestionKindName, response: unknown) => {
  const read = kindOf(kind).responseSchema.safeParse(response)
  return read.success && kindOf(kind).isAnswered(read.data)
}

export const emptyQuestion = (kind: QuestionKindName) => ({ kind, body: kindOf(kind).emptyBody() }) as Question

/** What an author typed, as a question; `questionSchema` says what is still missing. */
export const typedQuestion = (kind: QuestionKindName, typed: Typed) =>
  ({ kind, body: kindOf(kind).fromTyped(typed) }) as Question

/** A question as the fields of its form. */
export const questionTyped = ({ kind, body }: Question): Typed => ({
  prompt: body.prompt,
  passage: body.passage ?? '',
  explanation: body.explanation,
  hint: body.hints ?? [],
  ...kindOf(kind).toTyped(body),
})

/** What its author says between one try and the next, in order. */
export const hintsOf = ({ kind, body }: Question): string[] =>
  isByHand(kind) || isUnscored(kind) ? [] : (body.hints ?? [])

/** A question of a course in Markdown: of the kind that its heading names, else of the one that its text looks like. */
export function readQuestionMarkdown(markdown: string, values: Record<string, string>): Question | null {
  const { passage, text: below } = readPassage(markdown)
  const { text, hints } = readHints(below)
  const named = isQuestionKind(values.kind ?? '') ? [values.kind as QuestionKindName] : []
  for (const [i, kind] of [...named, ...questionKindNames].entries()) {
    const body = kindOf(kind).readMarkdown(text, values, i < named.length)
    const read = body ? questionSchema.safeParse({ kind, body: withBase(body, { passage, hints }) }) : null
    if (read) return read.success ? (read.data as Question) : null
  }
  return null
}

const withBase = (body: unknown, { passage, hints }: { passage: string; hints: string[] }) => ({
  ...(body as object),
  ...(passage && { passage }),
  ...(hints.length && { hints }),
})

export function writeQuestionMarkdown({ kind, body }: Question): WrittenQuestion {
  const written = kindOf(kind).writeMarkdown(body)
  return { ...written, text: writePassage(writeHints(written.text, body.hints ?? []), body.passage ?? '') }
}

/** The question about another text; '' is none. */
export function withPassage({ kind, body: { passage: _, ...body } }: Question, passage: string): Question {
  return { kind, body: { ...body, ...(passage && { passage }) } } as Question
}

/** The question with every text in Markdown changed. */
export const mapQuestionTexts = ({ kind, body }: Question, change: (text: string) => string) =>
  ({ kind, body: kindOf(kind).mapTexts(body, change) }) as Question
