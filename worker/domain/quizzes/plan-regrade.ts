import { isPassing, type Quiz, whatCounts } from './quiz-queries'
import type { RecountedLearner } from './read-recounting'

/** What counts for a learner, in points, and whether it passes. */
type Counts = { points: number; most: number; isPassed: boolean }

export type RegradeLine = {
  enrollmentId: string
  name: string
  before: Counts
  after: Counts
  /** Which way its share goes. */
  way: 'up' | 'down' | 'same'
  /** Passes by it, or no more. */
  pass: 'won' | 'lost' | 'same'
  /** Why the grade stays as it is all the same: nobody may change it now, or somebody has set or excused it by hand. */
  stays: 'locked' | 'override' | 'excused' | null
  /** What the gradebook says where it stays; null is nothing yet. */
  grade: number | null
}

export type RegradePlan = {
  /** Those for whom something changes: who loses first, then who passes by it, then by name. */
  lines: RegradeLine[]
  learners: number
  up: number
  down: number
  /** Who passes by it, and who does so no more. */
  won: number
  lost: number
  /** Whose grade stays as it is all the same. */
  staying: number
}

/** Who changes by a ruling, and by how much: learners as they stand, and as they would. */
export function planRegrade(now: RecountedLearner[], then: RecountedLearner[], isLocked: boolean): RegradePlan {
  const after = new Map(then.map((one) => [one.enrollmentId, one]))
  const lines = now.flatMap((learner): RegradeLine[] => {
    const other = after.get(learner.enrollmentId)
    if (!other?.attempts.length) return []
    const before = countsOf(learner.quiz, whatCounts(learner.quiz.counts, learner.attempts), learner.grade?.penalty)
    const next = countsOf(other.quiz, whatCounts(other.quiz.counts, other.attempts), learner.grade?.penalty)
    if (before.points === next.points && before.most === next.most) return []
    const change = shareOf(next) - shareOf(before)
    return [
      {
        enrollmentId: learner.enrollmentId,
        name: learner.name,
        before,
        after: next,
        way: Math.abs(change) < 1e-9 ? 'same' : change > 0 ? 'up' : 'down',
        pass: before.isPassed === next.isPassed ? 'same' : next.isPassed ? 'won' : 'lost',
        stays: staysOf(learner, isLocked),
        grade: learner.grade?.final ?? null,
      },
    ]
  })
  const count = (is: (line: RegradeLine) => boolean) => lines.filter(is).length
  return {
    lines: lines.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)),
    learners: now.length,
    up: count(({ way }) => way === 'up'),
    down: count(({ way }) => way === 'down'),
    won: count(({ pass }) => pass === 'won'),
    lost: count(({ pass }) => pass === 'lost'),
    staying: count(({ stays }) => stays !== null),
  }
}

function countsOf(quiz: Quiz, counted: ReturnType<typeof whatCounts>, penalty = 0): Counts {
  const { score, maxScore, percent } = counted ?? { score: 0, maxScore: 0, percent: 0 }
  return { points: Math.max(0, score - penalty), most: maxScore, isPassed: isPassing(quiz, percent) }
}

function staysOf({ grade }: RecountedLearner, isLocked: boolean): RegradeLine['stays'] {
  if (grade?.excused) return 'excused'
  if (grade && grade.override !== null) return 'override'
  return isLocked ? 'locked' : null
}

const shareOf = ({ points, most }: Counts) => (most > 0 ? points / most : 1)

const rank = ({ way, pass }: RegradeLine) => (pass === 'lost' ? 0 : way === 'down' ? 1 : pass === 'won' ? 2 : 3)
