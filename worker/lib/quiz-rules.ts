/** Which attempts give the grade; the average is over all that are handed in. */
export const countings = ['highest', 'latest', 'first', 'average'] as const
export type Counting = (typeof countings)[number]

/** The most that a quiz takes of each: a week, an hour, thirty days. */
export const mostTime = { limitMinutes: 10_080, graceSeconds: 3_600, delayMinutes: 43_200 }

/** Characters of an access code. */
export const mostCode = 40

/** So often an answer may be checked at most. */
export const mostTries = 10

/** So many a quiz asks at most. */
export const mostQuestions = 200
