/** How a question that was asked is marked otherwise than it says, in the order in which they are offered. */
export const rulingKinds = ['credit', 'accept', 'drop', 'newest'] as const
export type RulingKind = (typeof rulingKinds)[number]

/** One more answer that is right, as the values of its form's fields; `gap` counts from 0 where it fills only that one. */
export type AcceptedAnswer = { values: string[]; gap?: number }

export type RulingData = {
  /** Of `accept`. */
  answers?: AcceptedAnswer[]
  /** Of `newest`: the version by which it is marked, and what it is worth then; null is what it was worth. */
  versionId?: string
  points?: number | null
  /** Of `newest`: whoever has more by the version that was asked keeps it. */
  keepsBest?: boolean
}

/** So many further answers one ruling takes, and so many rulings a quiz has in force. */
export const mostAccepted = 20
export const mostRulings = 200

/** A dry run looks at so many learners; the rulings hold for all. */
export const mostPlanned = 3_000
