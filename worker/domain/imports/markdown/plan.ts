import type {
  AccessAfterEnd,
  CourseCompletion,
  CourseJoining,
  CourseVisibility,
  Grading,
  ItemCompletion,
} from '../../../db/schema/courses'
import type { ForumKind, GroupMode } from '../../../db/schema/forums'
import type { FileKinds } from '../../../lib/file-kinds'
import type { GroupWork } from '../../../lib/group-work'
import type { LatePolicy, Resubmission } from '../../../lib/late-policy'
import type { PeerSettings } from '../../../lib/peer-review'
import type { Counting } from '../../../lib/quiz-rules'
import type { Navigation, QuizSection } from '../../../lib/quiz-sections'
import type { Shows } from '../../../lib/quiz-shows'
import type { GivenRubric } from '../../../lib/rubric'
import type { Survey } from '../../../lib/survey'
import type { LessonContent } from '../../lessons/blocks'
import type { Question } from '../../quizzes/questions'
import type { Rule } from '../../rules'

/** A course as it stands in a folder of Markdown, before anything is written. Paths are those of the folder. */
export type CoursePlan = {
  course: CourseMeta
  modules: PlannedModule[]
  /** Files that the content shows or links to, with their captions. */
  media: PlannedMedia[]
  banks: PlannedBank[]
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
} & Partial<CourseConditions>

/** What the file may leave out: what is there stays as it is then. Moments are UTC milliseconds. */
export type CourseConditions = {
  zone: string
  /** A name; '' is none. */
  category: string
  /** Path of the file; null is none. */
  picture: string | null
  startsAt: number | null
  endsAt: number | null
  afterEnd: AccessAfterEnd
  inOrder: boolean
  visibility: CourseVisibility
  joining: CourseJoining
  /** Of its code; null is without end or limit. */
  joinEndsAt: number | null
  joinMost: number | null
  completion: CourseCompletion
  certificate: boolean
  chat: boolean
  /** Null: every item counts the same. */
  grading: Grading | null
  /** Those that are not named stay. */
  rubrics: PlannedRubric[]
}
export type PlannedRubric = { title: string; rubric: GivenRubric }

export type PlannedModule = { path: string; title: string; items: PlannedItem[] } & Partial<ModuleConditions>

/** As `CourseConditions`. In a rule of a plan items stand by their paths and groups by their names. */
export type ModuleConditions = {
  published: boolean
  publishAt: number | null
  availability: Rule | null
  certificate: boolean
}
export type ItemConditions = {
  dueAt: number | null
  publishAt: number | null
  availability: Rule | null
  /** Id of one of the course's grading; null is none. */
  gradeCategoryId: string | null
  extraCredit: boolean
  holdGrades: boolean
}

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
} & Partial<ItemConditions> &
  (
    | { kind: 'lesson'; content: LessonContent }
    | { kind: 'quiz'; quiz: PlannedQuiz }
    | { kind: 'assignment'; assignment: PlannedAssignment }
    | { kind: 'forum'; forum: PlannedForum }
  )

type Without<Item, Key extends PropertyKey> = Item extends unknown ? Omit<Item, Key> : never
export type UnhashedItem = Without<PlannedItem, 'hash'>

/** What is undefined the file does not say: it stays, or is as in `unsaid`. */
export type PlannedQuiz = {
  /** Markdown. */
  introduction: string
  passPercent?: number | undefined
  attemptsAllowed?: number | null | undefined
  shuffleQuestions?: boolean | undefined
  shuffleOptions?: boolean | undefined
  counts?: Counting | undefined
  showAnswers?: boolean | undefined
  /** Null where the file does not say: what is new waits for a pass, what is there stays as it is. */
  answersAfter: 'attempt' | 'pass' | null
  /** Null where `answers` says it. */
  shows?: Shows | null | undefined
  closesTogether?: boolean | undefined
  /** Left out, or null: graded. What stands here already stays what it is. */
  survey?: Survey | null | undefined
  atCompletion?: boolean | undefined
  timeLimitMinutes?: number | null | undefined
  graceSeconds?: number | undefined
  opensAt?: number | null | undefined
  closesAt?: number | null | undefined
  delayMinutes?: number | undefined
  accessCode?: string | undefined
  networks?: string[] | undefined
  wrongPercent?: number | undefined
  onePage?: boolean | undefined
  sectionPages?: boolean | undefined
  navigation?: Navigation | undefined
  shuffleSections?: boolean | undefined
  sections?: PlannedSection[] | undefined
  tries?: number | undefined
  tryPercent?: number | undefined
  /** Its own. */
  questions: PlannedQuestion[]
  /** What it asks from banks; undefined where there is nothing of the kind. */
  banked?: PlannedBanked[] | undefined
  /** Whether the file says what is drawn: else the draws that stand stay. */
  saysDraws?: boolean | undefined
}
/** `place`: so many of the quiz's questions and draws stand before it. */
export type PlannedSection = Pick<QuizSection, 'title' | 'introduction' | 'shuffle'> & { place: number }

/** The title of one of the course's rubrics, by which its answers are marked. */
type Marked = { rubric?: string | null | undefined }
export type PlannedQuestion = Question & Marked & { points: number }

/** A bank of the folder, by its file, or one of the organization, by its title and id. */
export type BankName = { file: string } | { organization: string; key: string }

/** `after`: so many of the quiz's own questions stand before it; among equals the order of the list decides. */
export type PlannedBanked = PlannedLink | PlannedDraw
export type PlannedLink = Marked & {
  after: number
  bank: BankName
  /** Of the question in its bank. */
  key: string
  points: number
  /** What it asks, where that is not what the bank says today. */
  question: Question | null
}
export type PlannedDraw = Marked & {
  after: number
  bank: BankName
  /** Titles on the way to it; none is the whole bank. */
  category: string[]
  tag: string
  count: number
  points: number
}
export const isDraw = (one: PlannedBanked): one is PlannedDraw => 'count' in one

export type PlannedBank = {
  path: string
  /** Its id in the system it was exported from, where the file says it. */
  id: string | null
  title: string
  description: string
  /** Each as the titles on the way to it, what is above first. */
  categories: string[][]
  questions: PlannedBankQuestion[]
}
export type PlannedBankQuestion = {
  /** '' where the file does not name it. */
  key: string
  question: Question
  points: number
  /** Titles on the way to it; none is the bank itself. */
  category: string[]
  tags: string[]
  /** As an item's. */
  hash: string
}

export type PlannedAssignment = {
  /** Markdown. */
  instructions: string
  maxPoints?: number | undefined
  takesText?: boolean | undefined
  takesFiles?: boolean | undefined
  maxFiles?: number | undefined
  /** Null where the file does not say: what is there stays as it is. */
  fileKinds: FileKinds | null
  takesUrl?: boolean | undefined
  maxMegabytes?: number | null | undefined
  statement?: string | undefined
  resubmission?: Resubmission | undefined
  passPercent?: number | undefined
  closesAt?: number | null | undefined
  late?: LatePolicy | null | undefined
  missingPercent?: number | null | undefined
  groupWork?: GroupWork | undefined
  anonymous?: boolean | undefined
  peers?: PeerSettings | null | undefined
  /** The title of one of the course's rubrics; null is none. */
  rubric?: string | null | undefined
}

export type PlannedForum = {
  /** Markdown: what it is for. */
  intro: string
  kind?: ForumKind | undefined
  stream?: boolean | undefined
  groupMode?: GroupMode | undefined
  anonymous?: boolean | undefined
  editMinutes?: number | undefined
}

/** What a file that does not say it means, where nothing is there yet. */
export const unsaid = {
  quiz: {
    passPercent: 60,
    attemptsAllowed: null,
    shuffleQuestions: false,
    shuffleOptions: false,
    counts: 'highest',
    showAnswers: true,
  },
  assignment: { maxPoints: 100, takesText: true, takesFiles: true, maxFiles: 5 },
  forum: { kind: 'general', stream: false, groupMode: 'none', anonymous: false, editMinutes: 30 },
} as const

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
  | 'bank-again'
  | 'bank-category-missing'
  | 'bank-category-refused'
  | 'bank-comes'
  | 'bank-full'
  | 'bank-missing'
  | 'bank-question-missing'
  | 'bank-question-twice'
  | 'bank-version-missing'
  | 'captions-refused'
  | 'comment'
  | 'config-broken'
  | 'date-unreadable'
  | 'div-stray'
  | 'div-unclosed'
  | 'div-unknown'
  | 'draft-beneath'
  | 'draft-binned'
  | 'draw-broken'
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
  | 'rule-broken'
  | 'rule-circle'
  | 'rule-group-missing'
  | 'rule-item-missing'
  | 'rubric-missing'
  | 'rule-person-missing'
  | 'shortcode'
  | 'skipped'
  | 'split'
  | 'too-deep'
  | 'too-many-blocks'
  | 'unlisted'
  | 'unreadable'
  | 'value-ignored'

export type Report = (line: ReportLine) => void
