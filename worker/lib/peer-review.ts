/** How the peers' marks make the grade; `advisory` leaves it to whoever marks. */
export const peerMakes = ['median', 'mean', 'advisory'] as const
export type PeerMakes = (typeof peerMakes)[number]

/** How learners review each other's work on an assignment. */
export type PeerSettings = {
  /** So many reviews each. */
  reviews: number
  /** When reviewing begins; null is once the due date is over. */
  opensAt: number | null
  /** It lasts so many days, so that it moves with the date that it follows. */
  days: number
  /** Work that comes late is reviewed, too. */
  late: boolean
  /** Whoever hands nothing in reviews as well. */
  everyone: boolean
  /** Reviewers see whose work it is. */
  showAuthors: boolean
  /** Authors see who reviewed. */
  showReviewers: boolean
  makes: PeerMakes
  /** So much of the points is given for the reviews that one was asked for, 0-100. */
  reviewingPercent: number
}

export const mostPeer = { reviews: 10, days: 60 }

export const newPeerSettings: PeerSettings = {
  reviews: 3,
  opensAt: null,
  days: 7,
  late: true,
  everyone: false,
  showAuthors: false,
  showReviewers: false,
  makes: 'median',
  reviewingPercent: 0,
}

/** When reviewing begins; the minute in which something is due still counts for its author. Null while there is no date. */
export const peersOpenAt = ({ opensAt }: Pick<PeerSettings, 'opensAt'>, dueAt: number | null): number | null =>
  opensAt ?? (dueAt === null ? null : dueAt + 60_000)

export function medianOf(points: readonly number[]): number | null {
  if (!points.length) return null
  const sorted = points.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : round((sorted[middle - 1]! + sorted[middle]!) / 2)
}

export const meanOf = (points: readonly number[]): number | null =>
  points.length ? round(points.reduce((sum, one) => sum + one, 0) / points.length) : null

/** What the reviews that count make of the work; null where there are none. */
export const pointsOfPeers = (makes: PeerMakes, points: readonly number[]): number | null =>
  makes === 'mean' ? meanOf(points) : medianOf(points)

type Reviewing = { done: number; asked: number }

/** The part for reviewing is the share that was done of what was asked; who was asked for nothing is judged by the work alone. */
export function withReviewing(ofWork: number, { done, asked }: Reviewing, percent: number, worth: number): number {
  if (asked === 0 || percent === 0) return ofWork
  const share = percent / 100
  return round(ofWork * (1 - share) + worth * share * Math.min(1, done / asked))
}

type Given = { reviewer: string; work: string; points: number }

/** How far somebody's points are from the median of what the others gave for the same work, on average; null where nobody else did. */
export function distanceOf(reviewer: string, given: readonly Given[]): number | null {
  const own = given.filter((one) => one.reviewer === reviewer)
  const far = own.flatMap(({ work, points }) => {
    const others = medianOf(given.flatMap((one) => (one.work === work && one.reviewer !== reviewer ? one.points : [])))
    return others === null ? [] : Math.abs(points - others)
  })
  return meanOf(far)
}

const round = (points: number) => Math.round(points * 100) / 100
