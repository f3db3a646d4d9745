import type { Question } from '../../quizzes/questions'

/** A question as a file has it, fit for a quiz. `line` counts from 1. `category` names each level from the top; a quiz has none. */
export type FoundQuestion = {
  path: string
  line: number | null
  points: number
  question: Question
  category?: string[]
  tags?: string[]
  /** Of one with hints: the share of its points that each further try costs, 0-1, as its file says. */
  penalty?: number
}

/** What a file of questions holds, before anything is written. Pictures stand in the texts as `path:<name>`. */
export type QuestionFile = {
  questions: FoundQuestion[]
  pictures: Map<string, Picture>
  report: QuestionReportLine[]
}

export type Picture = () => Promise<Uint8Array>

/** One thing the author should know of a file of questions. The key is under `imports.report.`. */
export type QuestionReportLine = {
  level: 'info' | 'changed' | 'left-out' | 'problem'
  path: string
  line: number | null
  key: QuestionReportKey
  values: Record<string, string | number>
}

export type QuestionReportKey =
  | 'encoding-guessed'
  | 'file-refused'
  | 'html-left-out'
  | 'image-missing'
  | 'image-remote'
  | 'question-attachments'
  | 'question-bank-entry'
  | 'question-became'
  | 'question-braces'
  | 'question-categories'
  | 'question-feedback'
  | 'question-file-broken'
  | 'question-gap'
  | 'question-gap-weights'
  | 'question-hint-options'
  | 'question-hints'
  | 'question-kind'
  | 'question-kind-other'
  | 'question-no-answer'
  | 'question-numbers'
  | 'question-passage'
  | 'question-penalty'
  | 'question-shares'
  | 'question-template'
  | 'question-too-many'
  | 'question-tries-elsewhere'
  | 'question-two-right'
  | 'question-unfit'
  | 'question-units'
  | 'question-weights'
  | 'question-wordings'
