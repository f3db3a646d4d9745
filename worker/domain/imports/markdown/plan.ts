import type { ItemCompletion } from '../../../db/schema/courses'
import type { FileKinds } from '../../../lib/file-kinds'
import type { LessonContent } from '../../lessons/blocks'
import type { Question } from '../../quizzes/questions'

/** A course as it stands in a folder of Markdown, before anything is written. Paths are those of the folder. */
export type CoursePlan = {
  course: CourseMeta
  modules: PlannedModule[]
  /** Files that the content shows or links to, with their captions. */
  media: PlannedMedia[]
  report: ReportLine[]
}

export type CourseMeta = {
  title: string
  summary: string
  /** BCP 47, or '' where nothing says it. */
  language: string
  tags: string[]
  licence: string
  expectedHours: number | null
}

export type PlannedModule = { path: string; title: string; items: PlannedItem[] }

export type PlannedItem = {
  /** The file, or `file.md#part` where one file holds several lessons. Stays the same when the course is imported again. */
  path: string
  /** The item's id in the system it was exported from, where the file says it. */
  id: string | null
  title: string
  minutes: number | null
  published: boolean
  required: boolean
  /** Null where the file does not say: what is new gets its kind's own, what is there keeps its. */
  completion: ItemCompletion | null
  /** SHA-256 of all the rest but ids: equal where nothing changed. */
  hash: string
} & (
  | { kind: 'lesson'; content: LessonContent }
  | { kind: 'quiz'; quiz: PlannedQuiz }
  | { kind: 'assignment'; assignment: PlannedAssignment }
)

type Without<Item, Key extends PropertyKey> = Item extends unknown ? Omit<Item, Key> : never
export type UnhashedItem = Without<PlannedItem, 'hash'>

export type PlannedQuiz = {
  /** Markdown. */
  introduction: string
  passPercent: number
  attemptsAllowed: number | null
  shuffleQuestions: boolean
  showAnswers: boolean
  /** Null where the file does not say: what is new waits for a pass, what is there stays as it is. */
  answersAfter: 'attempt' | 'pass' | null
  questions: PlannedQuestion[]
}
export type PlannedQuestion = Question & { points: number }

export type PlannedAssignment = {
  /** Markdown. */
  instructions: string
  maxPoints: number
  takesText: boolean
  takesFiles: boolean
  maxFiles: number
  /** Null where the file does not say: what is there stays as it is. */
  fileKinds: FileKinds | null
}

export type PlannedMedia = { path: string; name: string; type: string; size: number; captions: PlannedCaptions[] }
export type PlannedCaptions = { path: string; language: string; label: string }

/** One thing the author should know. `line` counts from 1. The key is under `imports.report.`. */
export type ReportLine = {
  level: 'info' | 'changed' | 'left-out' | 'problem'
  path: string
  line: number | null
  key: ReportKey
  values: Record<string, string | number>
}

export type ReportKey =
  | 'captions-refused'
  | 'comment'
  | 'config-broken'
  | 'div-stray'
  | 'div-unclosed'
  | 'div-unknown'
  | 'draft-beneath'
  | 'draft-binned'
  | 'embed-refused'
  | 'file-refused'
  | 'file-unused'
  | 'front-matter-broken'
  | 'headings-shifted'
  | 'html-left-out'
  | 'image-missing'
  | 'image-remote'
  | 'instructor-notes'
  | 'intro-shortened'
  | 'intro-used'
  | 'item-missing'
  | 'licence'
  | 'link-missing'
  | 'link-unsafe'
  | 'order-from'
  | 'page-left-out'
  | 'question-broken'
  | 'shortcode'
  | 'skipped'
  | 'split'
  | 'too-deep'
  | 'too-many-blocks'
  | 'unlisted'
  | 'unreadable'
  | 'value-ignored'

export type Report = (line: ReportLine) => void
