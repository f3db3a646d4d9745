import { type LatePolicy, penaltyFor } from '../../lib/late-policy'
import { daysLate, standingAt } from '../deadlines'

const HOUR = 3_600_000

export type Lateness = {
  policy: LatePolicy | null
  /** For this learner, with everything that stands for them; null is no date. */
  dueAt: number | null
  submittedAt: number
  /** The course's: days are counted on its calendar. */
  zone: string
  /** A marker has said that it costs nothing here. */
  excused: boolean
}

/** Begun hours or days after the date, as the policy counts; 0 is in time. The minute that is named is in time. */
export function howLate({ policy, dueAt, submittedAt, zone }: Omit<Lateness, 'excused'>): number {
  const dates = { dueAt, closesAt: null }
  if (!policy || dueAt === null || standingAt(dates, submittedAt) === 'in time') return 0
  if (policy.per === 'day') return daysLate(dates, submittedAt, zone)
  return Math.floor((submittedAt - dueAt - 60_000) / HOUR) + 1
}

/** Points that lateness takes off work that is worth so many. */
export const latePenalty = (lateness: Lateness, worth: number): number =>
  lateness.policy && !lateness.excused ? penaltyFor(lateness.policy, howLate(lateness), worth) : 0
