/** What lateness costs: percent of what the work is worth for each begun hour or day, and never more than `most`. */
export type LatePolicy = { percent: number; per: 'hour' | 'day'; most: number }

/** Points taken off for `late` begun hours or days (as the policy counts), to two decimals. */
export const penaltyFor = ({ percent, most }: LatePolicy, late: number, worth: number): number =>
  late <= 0 ? 0 : Math.round(Math.min(100, most, percent * late) * worth) / 100

export const resubmissions = ['never', 'unmarked', 'until-passed', 'always'] as const
/** Until when work may be handed in again: never, until it is marked, until the mark is a pass, always. */
export type Resubmission = (typeof resubmissions)[number]

export const mostLate = { least: 0.1, percent: 100 }
export const mostMegabytes = 1_000
export const mostStatement = 2_000
