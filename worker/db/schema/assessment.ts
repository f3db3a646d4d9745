import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { QuestionKindName } from '../../domain/quizzes/questions'
import type { LogKind } from '../../lib/attempt-log'
import type { FileKinds } from '../../lib/file-kinds'
import type { GroupWork } from '../../lib/group-work'
import type { LatePolicy, Resubmission } from '../../lib/late-policy'
import type { PeerSettings } from '../../lib/peer-review'
import type { Counting } from '../../lib/quiz-rules'
import type { Navigation, PageKind, PinnedSection, QuizSection } from '../../lib/quiz-sections'
import type { Shows } from '../../lib/quiz-shows'
import type { Survey } from '../../lib/survey'
import { at, flag, id, json } from './columns'
import { items } from './courses'
import { enrollments } from './learning'
import { media } from './media'

export const quizzes = sqliteTable('quizzes', {
  itemId: text('item_id')
    .primaryKey()
    .references(() => items.id, { onDelete: 'cascade' }),
  introduction: text('introduction').notNull().default(''),
  /** Null: as often as one likes. */
  attemptsAllowed: integer('attempts_allowed'),
  passPercent: integer('pass_percent').notNull().default(60),
  shuffleQuestions: flag('shuffle_questions').notNull().default(false),
  shuffleOptions: flag('shuffle_options').notNull().default(false),
  /** Which attempt gives the grade. */
  counts: text('counts').$type<Counting>().notNull().default('highest'),
  /** Whether right answers are shown after submitting. */
  showAnswers: flag('show_answers').notNull().default(true),
  /** Where they are shown: after every attempt, or once there is a pass or no attempt is left. What is new waits for the pass. */
  answersAfter: text('answers_after').$type<'attempt' | 'pass'>().notNull().default('attempt'),
  /** Null: as long as one likes. */
  timeLimitMinutes: integer('time_limit_minutes'),
  /** What arrives so long after the end of an attempt is still taken: connections are slow. */
  graceSeconds: integer('grace_seconds').notNull().default(30),
  /** Attempts begin from then on; null is always. */
  opensAt: at('opens_at'),
  /** Every attempt ends at the latest then; null is never. */
  closesAt: at('closes_at'),
  /** Between handing in and the next attempt. */
  delayMinutes: integer('delay_minutes').notNull().default(0),
  /** Asked for at the start of an attempt; empty is none. */
  accessCode: text('access_code').notNull().default(''),
  /** Networks from which it is answered (CIDR); empty is anywhere. */
  networks: json<string[]>('networks').notNull().default([]),
  /** What learners see of their attempts at which moment; null is what `showAnswers` says. */
  shows: json<Shows>('shows'),
  /** What a wrong answer costs, in percent of what its question is worth; leaving it out costs nothing. */
  wrongPercent: integer('wrong_percent').notNull().default(0),
  /** All questions stand on one page; else the page shows one after the other, where it can. */
  onePage: flag('one_page').notNull().default(false),
  /** "After it has closed" begins for everybody when it has closed for the last of them. */
  closesTogether: flag('closes_together').notNull().default(false),
  /** How its questions and draws are grouped, in order. */
  sections: json<QuizSection[]>('sections').notNull().default([]),
  /** Each section is a page; `onePage` gives way to it. */
  sectionPages: flag('section_pages').notNull().default(false),
  /** Whether a page that is left can be gone back to. */
  navigation: text('navigation').$type<Navigation>().notNull().default('free'),
  /** Sections come in another order in each attempt. */
  shuffleSections: flag('shuffle_sections').notNull().default(false),
  /** How often an answer may be checked while it is taken, where that is shown at all; after the last time, or once it is right, it stays. */
  tries: integer('tries').notNull().default(1),
  /** What each further try costs, in percent of what its question is worth. */
  tryPercent: integer('try_percent').notNull().default(25),
  /** Null: it is graded. Else nothing in it is right or wrong; `anonymous`: answers that are handed in hold no person. */
  survey: text('survey').$type<Survey>(),
  /** A survey to which learners are invited once they have completed the course. */
  atCompletion: flag('at_completion').notNull().default(false),
})

export const questions = sqliteTable(
  'questions',
  {
    id: id().primaryKey(),
    /** '' where it belongs to a bank of the organization. */
    courseId: text('course_id').notNull(),
    createdAt: at('created_at').notNull(),
    deletedAt: at('deleted_at'),
    /** The quiz that it was taken out of, and can be put back into. */
    deletedFrom: text('deleted_from'),
  },
  (t) => [index('questions_deleted').on(t.deletedFrom).where(sql`${t.deletedFrom} is not null`)],
)

/** Attempts point at versions, so that editing a quiz never changes what was asked. */
export const questionVersions = sqliteTable(
  'question_versions',
  {
    id: id().primaryKey(),
    questionId: text('question_id')
      .notNull()
      .references(() => questions.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    kind: text('kind').$type<QuestionKindName>().notNull(),
    /** Shape by kind: see domain/quizzes/questions. */
    body: json<unknown>('body').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [uniqueIndex('question_versions_number').on(t.questionId, t.number)],
)

export const quizQuestions = sqliteTable(
  'quiz_questions',
  {
    itemId: text('item_id')
      .notNull()
      .references(() => quizzes.itemId, { onDelete: 'cascade' }),
    questionId: text('question_id')
      .notNull()
      .references(() => questions.id, { onDelete: 'cascade' }),
    versionId: text('version_id')
      .notNull()
      .references(() => questionVersions.id),
    position: text('position').notNull(),
    points: real('points').notNull().default(1),
    /** By which answers to it are marked, where that is done by hand. */
    rubricId: text('rubric_id'),
  },
  (t) => [
    primaryKey({ columns: [t.itemId, t.questionId] }),
    uniqueIndex('quiz_questions_position').on(t.itemId, t.position),
    index('quiz_questions_question').on(t.questionId),
  ],
)

/** What one attempt asks, in its order, fixed at its start; `order` is the order of choices, where they are shuffled, `draw` what chose it, `wrong` what a wrong answer costs, `tries` how often it may be checked (once where it is left out), `each` what a further try costs, `drawn` its numbers. */
export type Asked = {
  versionId: string
  points: number
  order?: string[]
  draw?: string
  wrong?: number
  drawn?: Record<string, number>
  tries?: number
  each?: number
}[]

export const attempts = sqliteTable(
  'attempts',
  {
    id: id().primaryKey(),
    enrollmentId: text('enrollment_id')
      .notNull()
      .references(() => enrollments.id),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id),
    number: integer('number').notNull(),
    asked: json<Asked>('asked').notNull(),
    startedAt: at('started_at').notNull(),
    submittedAt: at('submitted_at'),
    /** When the time is up, fixed at the start; null is never. Only an author's change moves it, and only later. */
    endsAt: at('ends_at'),
    /** The end and the grace: from this moment on nothing is taken. */
    takenUntil: at('taken_until'),
    /** Milliseconds of breaks, by which its end moved; a break that lasts counts to its end. */
    breakTime: integer('break_time').notNull().default(0),
    /** The clock stands still until then; null, or past: it runs. */
    breakUntil: at('break_until'),
    /** Null until it is handed in, and while answers in it wait for a mark. */
    score: real('score'),
    maxScore: real('max_score').notNull(),
    /** So many answers of what was handed in wait for a mark. */
    toMark: integer('to_mark').notNull().default(0),
    /** When an answer of it was last marked by hand. */
    markedAt: at('marked_at'),
    /** How what it asks is grouped; null where nothing is. */
    sections: json<PinnedSection[]>('sections'),
    /** One only goes forwards, by pages of this kind; null is free. */
    forwardBy: text('forward_by').$type<PageKind>(),
    /** The page (from 0) that is open, where one only goes forwards. */
    reached: integer('reached').notNull().default(0),
  },
  (t) => [
    uniqueIndex('attempts_number').on(t.enrollmentId, t.itemId, t.number),
    index('attempts_item').on(t.itemId),
    index('attempts_to_mark').on(t.itemId, t.submittedAt).where(sql`${t.toMark} > 0`),
    index('attempts_marked').on(t.itemId, t.markedAt).where(sql`${t.markedAt} is not null`),
  ],
)

export const responses = sqliteTable(
  'responses',
  {
    attemptId: text('attempt_id')
      .notNull()
      .references(() => attempts.id),
    versionId: text('version_id')
      .notNull()
      .references(() => questionVersions.id),
    /** Grows by one with every saved change; an older one never overwrites a newer one. */
    revision: integer('revision').notNull(),
    response: json<unknown>('response'),
    savedAt: at('saved_at').notNull(),
    /** Given by marking; null before, and while it waits for a mark that is given by hand. */
    points: real('points'),
    /** The learner has looked whether it is right: from then on it stays as it is. */
    checkedAt: at('checked_at'),
  },
  (t) => [primaryKey({ columns: [t.attemptId, t.versionId] })],
)

/** Answers that were checked and could be tried again: they stay as they were given. */
export const responseTries = sqliteTable(
  'response_tries',
  {
    attemptId: text('attempt_id')
      .notNull()
      .references(() => attempts.id),
    versionId: text('version_id')
      .notNull()
      .references(() => questionVersions.id),
    /** From 1. */
    number: integer('number').notNull(),
    response: json<unknown>('response'),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.attemptId, t.versionId, t.number] })],
)

/**
 * An answer to one question of an anonymous survey: without a person, a time, or what else was answered along with it. Its id is
 * by chance and is the row's place as well, so that nothing says in which order they came (docs/decisions/0017).
 */
export const surveyAnswers = sqliteTable(
  'survey_answers',
  {
    id: integer('id').primaryKey(),
    itemId: text('item_id')
      .notNull()
      .references(() => quizzes.itemId, { onDelete: 'cascade' }),
    versionId: text('version_id')
      .notNull()
      .references(() => questionVersions.id),
    response: json<unknown>('response').notNull(),
    /** It stands in the results: five people had answered since the last that do. */
    counted: flag('counted').notNull().default(false),
  },
  (t) => [index('survey_answers_item').on(t.itemId, t.versionId)],
)

/** How many people have answered an anonymous survey, and how many of them are not in its results yet. */
export const surveyCounts = sqliteTable('survey_counts', {
  itemId: text('item_id')
    .primaryKey()
    .references(() => quizzes.itemId, { onDelete: 'cascade' }),
  answered: integer('answered').notNull(),
  waiting: integer('waiting').notNull(),
})

/** What happened in an attempt, bounded by what it asks and how long it lasts. */
export const attemptLog = sqliteTable(
  'attempt_log',
  {
    attemptId: text('attempt_id')
      .notNull()
      .references(() => attempts.id, { onDelete: 'cascade' }),
    /** Time-ordered; saves of one question in one minute share theirs. */
    id: id().notNull(),
    kind: text('kind').$type<LogKind>().notNull(),
    at: at('at').notNull(),
    /** The last of those that share this row, and how many they are. */
    lastAt: at('last_at').notNull(),
    times: integer('times').notNull().default(1),
    /** Of the question that was saved, or the page that was gone on to; 0 where it is about the whole attempt. */
    number: integer('number').notNull().default(0),
    /** How long it lasted; null where it has no length. */
    seconds: integer('seconds'),
    address: text('address').notNull().default(''),
  },
  (t) => [primaryKey({ columns: [t.attemptId, t.id] })],
)

export const assignments = sqliteTable('assignments', {
  itemId: text('item_id')
    .primaryKey()
    .references(() => items.id, { onDelete: 'cascade' }),
  /** Markdown and the HTML made of it. */
  instructions: text('instructions').notNull().default(''),
  instructionsHtml: text('instructions_html').notNull().default(''),
  takesText: flag('takes_text').notNull().default(true),
  takesFiles: flag('takes_files').notNull().default(true),
  maxFiles: integer('max_files').notNull().default(5),
  /** Which files it takes; programs never. */
  fileKinds: text('file_kinds').$type<FileKinds>().notNull().default('any'),
  takesUrl: flag('takes_url').notNull().default(false),
  /** Of one file; null is as large as the organization takes. */
  maxMegabytes: integer('max_megabytes'),
  /** What learners agree to when they hand in; empty is nothing. */
  statement: text('statement').notNull().default(''),
  resubmission: text('resubmission').$type<Resubmission>().notNull().default('unmarked'),
  /** From this percentage on it is passed, where it may be handed in until then. */
  passPercent: integer('pass_percent').notNull().default(60),
  /** Nothing is taken after that; null is never. */
  closesAt: at('closes_at'),
  /** Null: being late costs nothing. */
  late: json<LatePolicy>('late'),
  /** What counts, in percent, while nothing is there after its date; null is as the course says. */
  missingPercent: integer('missing_percent'),
  /** By which it is marked. */
  rubricId: text('rubric_id'),
  /** Who hands in: each one, groups of the course, or nobody without a group. */
  groupWork: text('group_work').$type<GroupWork>().notNull().default('none'),
  /** Markers see numbers in place of names while its grades are held, and learners never who marked. */
  anonymous: flag('anonymous').notNull().default(false),
  /** How learners review each other's work; null: they do not. */
  peers: json<PeerSettings>('peers'),
})

/** The number by which a learner is called while an assignment is marked without names: by chance, once. */
export const participants = sqliteTable(
  'participants',
  {
    itemId: text('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    enrollmentId: text('enrollment_id')
      .notNull()
      .references(() => enrollments.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.itemId, t.enrollmentId] }),
    uniqueIndex('participants_number').on(t.itemId, t.number),
    index('participants_enrollment').on(t.enrollmentId),
  ],
)

/** Work handed in; a new row each time it is handed in again. */
export const submissions = sqliteTable(
  'submissions',
  {
    id: id().primaryKey(),
    enrollmentId: text('enrollment_id')
      .notNull()
      .references(() => enrollments.id),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id),
    number: integer('number').notNull(),
    text: text('text').notNull().default(''),
    draft: flag('draft').notNull().default(false),
    url: text('url').notNull().default(''),
    /** The words that its learner agreed to. */
    statement: text('statement').notNull().default(''),
    /** The group that it is handed in by; null is one learner alone. */
    groupId: text('group_id'),
    /** What is handed in by a group has a row a member: theirs point at that of whoever handed in, which holds the work. */
    leadId: text('lead_id'),
    /** Of the draft: grows with every change, and who made the last one. */
    revision: integer('revision').notNull().default(0),
    savedBy: text('saved_by'),
    late: flag('late').notNull().default(false),
    /** A marker has said that being late costs nothing here. */
    lateExcused: flag('late_excused').notNull().default(false),
    createdAt: at('created_at').notNull(),
    submittedAt: at('submitted_at'),
    markedAt: at('marked_at'),
  },
  (t) => [
    uniqueIndex('submissions_number').on(t.enrollmentId, t.itemId, t.number),
    index('submissions_item').on(t.itemId, t.submittedAt),
    index('submissions_lead').on(t.leadId).where(sql`${t.leadId} is not null`),
    uniqueIndex('submissions_group_draft')
      .on(t.itemId, t.groupId)
      .where(sql`${t.draft} = 1 and ${t.groupId} is not null`),
  ],
)

export const submissionFiles = sqliteTable(
  'submission_files',
  {
    submissionId: text('submission_id')
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    mediaId: text('media_id')
      .notNull()
      .references(() => media.id),
  },
  (t) => [primaryKey({ columns: [t.submissionId, t.mediaId] })],
)

/** Learners reviewing each other's work on an assignment, once that has begun. */
export const peerRounds = sqliteTable('peer_rounds', {
  itemId: text('item_id')
    .primaryKey()
    .references(() => items.id, { onDelete: 'cascade' }),
  /** Grows with every change of who reviews what: who deals says which one they have read. */
  revision: integer('revision').notNull().default(0),
  openedAt: at('opened_at').notNull(),
  /** For those for whom nothing else stands. */
  endsAt: at('ends_at').notNull(),
  /** When the peers' marks first became grades, or were first shown. */
  settledAt: at('settled_at'),
})

/** Whoever is to review a piece of work; what they write stands in `marks`, under the kind `review`. */
export const peerReviews = sqliteTable(
  'peer_reviews',
  {
    id: id().primaryKey(),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    /** The row that holds the work. */
    submissionId: text('submission_id')
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    /** The enrollment of whoever reviews. */
    reviewerId: text('reviewer_id')
      .notNull()
      .references(() => enrollments.id, { onDelete: 'cascade' }),
    /** Somebody who marks said so: nothing moves it. */
    byHand: flag('by_hand').notNull().default(false),
    createdAt: at('created_at').notNull(),
    doneAt: at('done_at'),
    /** What it gives; null until it is done. */
    points: real('points'),
    /** It counts for nobody: somebody who marks has left it out. */
    excludedAt: at('excluded_at'),
    /** Taken from its reviewer by hand: they never get it again by themselves. */
    takenAt: at('taken_at'),
  },
  (t) => [
    uniqueIndex('peer_reviews_once').on(t.submissionId, t.reviewerId),
    index('peer_reviews_reviewer').on(t.reviewerId, t.itemId),
    index('peer_reviews_item').on(t.itemId, t.reviewerId),
  ],
)
