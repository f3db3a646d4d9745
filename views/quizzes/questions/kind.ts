import type { Child } from 'hono/jsx'
import type {
  AnswerFile,
  AskedQuestion,
  MarkedQuestion,
  Question,
  QuestionKindName,
  Typed,
} from '../../../worker/domain/quizzes'
import type { Annotation } from '../../../worker/domain/rubrics'
import type { NoteEditing } from '../../assignments/notes'
import type { View } from '../../view'

type BodyOf<Kind> = Extract<Question, { kind: Kind }>['body']
type AskedOf<Kind> = Extract<AskedQuestion, { kind: Kind }>['asked']

export type AnswerProps<Kind> = {
  view: View
  asked: AskedOf<Kind>
  /** Of the fields: their values, in order, are the answer. */
  name: string
  values: string[]
  /** What of the answer are files. */
  files: AnswerFile[]
  /** `<attempt>:<question>`: what its files are handed in for. */
  place: string
}
export type ResultProps<Kind> = {
  view: View
  question: MarkedQuestion
  body: BodyOf<Kind>
  asked: AskedOf<Kind>
}
export type GivenProps<Kind> = {
  view: View
  /** Unique on the page. */
  id: string
  asked: AskedOf<Kind>
  values: string[]
  files: AnswerFile[]
  /** What was said at places of it. */
  notes: Annotation[]
  editing: NoteEditing
}
export type PreviewProps<Kind> = { view: View; body: BodyOf<Kind> }
export type FieldsProps = {
  view: View
  typed: Typed
  errors: Record<string, string>
  /** Of a survey: nothing is right, and nobody marks. */
  isSurvey?: boolean | undefined
}

/** How one kind of question looks to those who write it and to those who answer it. */
export type KindViews<Kind extends QuestionKindName> = {
  /** The fields of an answer; nothing in them tells what is right. */
  Answer: (props: AnswerProps<Kind>) => Child
  /** What was answered, and what is right. */
  Result: (props: ResultProps<Kind>) => Child
  /** The answer as its marker reads it, where somebody marks it. */
  Given?: (props: GivenProps<Kind>) => Child
  /** What is right, for those who write the quiz. */
  Preview: (props: PreviewProps<Kind>) => Child
  /** The fields of the author's form between the question and its explanation. */
  Fields: (props: FieldsProps) => Child
}

/** The first value of a field that may have several. */
export const first = (value: string | string[] | undefined): string => [value ?? ''].flat()[0] ?? ''
