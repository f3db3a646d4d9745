/** What a learner may see of an attempt, and when. */

/** In the order in which they lead to each other; `right` are the right answers, `correctness` whether one's own is right. */
export const aspects = ['answers', 'correctness', 'points', 'right', 'feedback'] as const
export type Aspect = (typeof aspects)[number]

/** While answering; just after handing in; later, while the quiz is open; after it has closed. */
export const moments = ['during', 'after', 'later', 'closed'] as const
export type Moment = (typeof moments)[number]

export type Shows = Record<Moment, Aspect[]>

/** Milliseconds after handing in that are "just after". */
export const JUST_AFTER = 15 * 60_000

const all = [...aspects]
const none: Aspect[] = []
const points: Aspect[] = ['points']

/** What most quizzes want. One's own answers are always seen while answering. */
export const showings = {
  attempt: { during: ['answers'], after: all, later: all, closed: all },
  practice: { during: all, after: all, later: all, closed: all },
  exam: { during: ['answers'], after: none, later: none, closed: all },
  never: { during: ['answers'], after: points, later: points, closed: points },
} as const satisfies Record<string, Shows>
export type Showing = keyof typeof showings

type Settings = { shows: Shows | null; showAnswers: boolean }

/** What a quiz shows; where nobody has said it moment by moment, everything or the points. */
export const showsOf = ({ shows, showAnswers }: Settings): Shows =>
  shows ?? (showAnswers ? showings.attempt : showings.never)

/** The one of `showings` that a quiz is set to; null where it is one of its own. */
export function showingOf(settings: Settings): Showing | null {
  const now = JSON.stringify(checkedShows(showsOf(settings)))
  return (Object.keys(showings) as Showing[]).find((name) => JSON.stringify(showings[name]) === now) ?? null
}

/**
 * Fit to be stored: in one order, and each with what it tells anyway: right answers and feedback say whether one's own is
 * right, and that stands beside one's own.
 */
export function checkedShows(shows: Partial<Shows>): Shows {
  const of = (moment: Moment) => {
    const said = new Set<Aspect>(shows[moment] ?? [])
    if (said.has('right') || said.has('feedback')) said.add('correctness')
    if (said.has('correctness') || moment === 'during') said.add('answers')
    return aspects.filter((aspect) => said.has(aspect))
  }
  return { during: of('during'), after: of('after'), later: of('later'), closed: of('closed') }
}

type When = {
  submittedAt: number | null
  /** When the quiz has closed for this learner, or for everybody where it waits for all; null is never. */
  closedAt: number | null
  /** Another attempt of the same learner is under way. */
  isAnswering: boolean
}

export function momentOf({ submittedAt, closedAt, isAnswering }: When, now: number): Moment {
  if (submittedAt === null) return 'during'
  if (closedAt !== null && now >= closedAt && !isAnswering) return 'closed'
  return now < submittedAt + JUST_AFTER ? 'after' : 'later'
}

export type Shown = Record<Aspect, boolean>

/** `awaitsPass`: right answers and feedback wait until the quiz is passed or no attempt is left. */
export function whatIsShown(settings: Settings, moment: Moment, awaitsPass: boolean): Shown {
  const has = new Set(showsOf(settings)[moment])
  const teaches = moment === 'during' || !awaitsPass
  return {
    answers: has.has('answers'),
    correctness: has.has('correctness'),
    points: has.has('points'),
    right: has.has('right') && teaches,
    feedback: has.has('feedback') && teaches,
  }
}

export const nothing: Shown = { answers: false, correctness: false, points: false, right: false, feedback: false }
export const everything: Shown = { answers: true, correctness: true, points: true, right: true, feedback: true }

/** When more becomes visible by waiting, and until when what is visible now stays so; null: nothing changes. */
export function showsNext(settings: Settings, when: When, now: number) {
  const shows = showsOf(settings)
  const moment = momentOf(when, now)
  const { submittedAt, closedAt } = when
  if (submittedAt === null || moment === 'closed') return { moreAt: null, untilAt: null }
  const coming: { at: number; moment: Moment }[] = [
    ...(moment === 'after' ? [{ at: submittedAt + JUST_AFTER, moment: 'later' as const }] : []),
    ...(closedAt === null ? [] : [{ at: closedAt, moment: 'closed' as const }]),
  ].filter(({ at }) => at > now)
  const before = shows[moment]
  return {
    moreAt: coming.find((one) => shows[one.moment].some((aspect) => !before.includes(aspect)))?.at ?? null,
    untilAt: coming.find((one) => before.some((aspect) => !shows[one.moment].includes(aspect)))?.at ?? null,
  }
}
