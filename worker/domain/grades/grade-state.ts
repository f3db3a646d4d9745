/**
 * Where a grade stands: `excused` counts not at all, `graded` was given, `held` was written but not given yet, `awaiting`
 * was handed in, `missing` is past its date with nothing there, `open` is still to come.
 */
export type GradeState = 'excused' | 'graded' | 'held' | 'awaiting' | 'missing' | 'open'

type Known = {
  final: number | null
  raw: number | null
  excused: boolean
  releasedAt: number | null
  /** Handed in, and nobody has marked it. */
  awaits: boolean
  dueAt: number | null
  /** Nobody hands it in, so it is never missing. */
  isByHand?: boolean
}

export function gradeState(
  { final, raw, excused, releasedAt, awaits, dueAt, isByHand }: Known,
  now: number,
): GradeState {
  if (excused) return 'excused'
  if (final !== null && releasedAt !== null) return 'graded'
  if (final !== null || raw !== null) return 'held'
  if (awaits) return 'awaiting'
  return !isByHand && dueAt !== null && dueAt + MINUTE <= now ? 'missing' : 'open'
}

/** A date holds to the end of its minute. */
const MINUTE = 60_000
