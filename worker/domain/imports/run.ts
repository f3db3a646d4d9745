import type { ItemKind, importRuns } from '../../db/schema'
import type { ReportLine } from './markdown'
import type { FoundQuestion, QuestionReportLine } from './questions'
import type { Tries } from './tries'

export type ImportRun = typeof importRuns.$inferSelect

/** What a preview shows of a plan. */
export type ImportSummary = {
  title: string
  summary: string
  modules: { title: string; items: SummaryItem[] }[]
  /** Items of the course that the archive no longer has. */
  removed: { title: string; path: string; hasDraft?: boolean }[]
  files: number
  bytes: number
}

export type SummaryItem = {
  title: string
  path: string
  kind: ItemKind
  minutes: number | null
  published: boolean
  change: 'added' | 'changed' | 'same'
  /** Somebody's changes to it wait to be published. */
  hasDraft?: boolean
}

/** Questions of a file as they would come into a quiz, and what its author should know. */
export type QuestionPlan = {
  questions: FoundQuestion[]
  report: { lines: QuestionReportLine[]; total: number }
  /** What their hints ask of a quiz; none where there are none, or no quiz. */
  tries?: Tries | null
}

/** The first lines of the report, and how many there are. */
export type ImportReport = { lines: ReportLine[]; total: number }

const MOST_LINES = 1_000

const weight = { problem: 0, 'left-out': 1, changed: 2, info: 3 }

/** What matters most first, then by file and line. */
export function reportOf<Line extends Pick<ReportLine, 'level' | 'path' | 'line'>>(
  lines: Line[],
): { lines: Line[]; total: number } {
  const sorted = lines.toSorted(
    (a, b) => weight[a.level] - weight[b.level] || a.path.localeCompare(b.path) || (a.line ?? 0) - (b.line ?? 0),
  )
  return { lines: sorted.slice(0, MOST_LINES), total: lines.length }
}
