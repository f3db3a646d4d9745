export type Reviewer = {
  id: string
  /** Works that are not theirs to review: their own, their group's, what was taken from them by hand. */
  never: readonly string[]
  /** So many reviews. */
  asked: number
}

export type Pair = { reviewer: string; work: string }
/** `fixed`: begun, done or given by hand, so that nothing moves it. */
export type StandingPair = Pair & { fixed: boolean }

type Allotting = {
  reviewers: readonly Reviewer[]
  works: readonly string[]
  standing: readonly StandingPair[]
  seed: string
}

/**
 * Who reviews what: each as many as asked (or all that there is), never what is not theirs to review, and every work about equally
 * often. What stands stays, but for what lost its reviewer or its work and for the few moves that keep works within one review of
 * each other; the same input gives the same answer.
 */
export function allotReviews({ reviewers, works, standing, seed }: Allotting): { add: Pair[]; drop: Pair[] } {
  const desks = new Map(shuffled(reviewers, seed, ({ id }) => id).map((one) => [one.id, deskOf(one)]))
  const counts = tally(shuffled(works, seed, (id) => id))
  for (const pair of standing) keep(desks.get(pair.reviewer), pair, counts)
  for (const desk of desks.values()) letGo(desk, counts)
  fill([...desks.values()], counts, seed)
  level([...desks.values()], counts)
  return difference(desks, standing)
}

type Held = { fixed: boolean; stood: boolean }
type Desk = { id: string; asked: number; never: ReadonlySet<string>; has: Map<string, Held> }

const deskOf = ({ id, asked, never }: Reviewer): Desk => ({ id, asked, never: new Set(never), has: new Map() })
const mayTake = ({ never, has }: Desk, work: string) => !never.has(work) && !has.has(work)

/** Works by how often each is reviewed, in an order by chance. */
function tally(order: string[]) {
  const counts = new Map(order.map((work) => [work, 0]))
  const piles: Set<string>[] = [new Set(order)]
  const pile = (n: number) => {
    while (piles.length <= n) piles.push(new Set())
    return piles[n]!
  }
  return {
    works: order,
    knows: (work: string) => counts.has(work),
    of: (work: string) => counts.get(work)!,
    with: (n: number) => [...(piles[n] ?? [])],
    upTo: (n: number) => piles.slice(0, n + 1).flatMap((one) => [...one]),
    most: () => piles.findLastIndex(({ size }) => size > 0),
    add(work: string, change: number) {
      const before = counts.get(work)!
      pile(before).delete(work)
      pile(before + change).add(work)
      counts.set(work, before + change)
    },
    least(fits: (work: string) => boolean): string | null {
      for (const one of piles) for (const work of one) if (fits(work)) return work
      return null
    },
  }
}
type Tally = ReturnType<typeof tally>

function keep(desk: Desk | undefined, { work, fixed }: StandingPair, counts: Tally): void {
  if (!desk || !counts.knows(work) || (desk.never.has(work) && !fixed)) return
  desk.has.set(work, { fixed, stood: true })
  counts.add(work, 1)
}

/** More than is asked for now: what stands at the works with the most goes first. */
function letGo({ has, asked }: Desk, counts: Tally): void {
  const loose = [...has].flatMap(([work, { fixed }]) => (fixed ? [] : [work]))
  for (const work of loose.sort((a, b) => counts.of(b) - counts.of(a))) {
    if (has.size <= asked) return
    has.delete(work)
    counts.add(work, -1)
  }
}

/** One each in turn, in an order that differs from turn to turn, so that not always the same people meet. */
function fill(desks: Desk[], counts: Tally, seed: string): void {
  const most = Math.max(0, ...desks.map(({ asked }) => asked))
  for (let turn = 1; turn <= most; turn++) {
    for (const desk of shuffled(desks, `${seed}:${turn}`, ({ id }) => id)) {
      if (desk.has.size >= Math.min(turn, desk.asked)) continue
      const work = counts.least((id) => mayTake(desk, id))
      if (work === null) continue
      desk.has.set(work, { fixed: false, stood: false })
      counts.add(work, 1)
    }
  }
}

type Step = { desk: Desk; from: string; to: string }

/** Moves loose reviews from works that have more to those that have two fewer, over others where no straight way leads there. */
function level(desks: Desk[], counts: Tally): void {
  const holders = new Map<string, Set<Desk>>(counts.works.map((work) => [work, new Set()]))
  for (const desk of desks) for (const [work, { fixed }] of desk.has) if (!fixed) holders.get(work)!.add(desk)
  for (let n = counts.most(); n >= 2; n = Math.min(n, counts.most())) {
    const way = wayDown(n, counts, holders)
    if (!way) {
      n -= 1
      continue
    }
    for (const { desk, from, to } of way) {
      desk.has.delete(from)
      holders.get(from)!.delete(desk)
      desk.has.set(to, { fixed: false, stood: false })
      holders.get(to)!.add(desk)
    }
    counts.add(way[0]!.from, -1)
    counts.add(way.at(-1)!.to, 1)
  }
}

/** The shortest chain of moves from any work with `n` reviews to one with two fewer; null where there is none. */
function wayDown(n: number, counts: Tally, holders: Map<string, Set<Desk>>): Step[] | null {
  const low = counts.upTo(n - 2)
  if (!low.length) return null
  const tops = counts.with(n)
  const unseen = new Set(counts.works)
  for (const top of tops) unseen.delete(top)
  let edge = tops.map((work) => ({ work, way: [] as Step[] }))
  while (edge.length) {
    const further: typeof edge = []
    for (const { work, way } of edge) {
      // What is new moves before what lies on somebody's desk already.
      const loose = [...holders.get(work)!].sort(
        (a, b) => Number(a.has.get(work)!.stood) - Number(b.has.get(work)!.stood),
      )
      for (const desk of loose) {
        const end = low.find((id) => mayTake(desk, id))
        if (end !== undefined) return [...way, { desk, from: work, to: end }]
        for (const to of unseen) {
          if (!mayTake(desk, to)) continue
          unseen.delete(to)
          further.push({ work: to, way: [...way, { desk, from: work, to }] })
        }
      }
    }
    edge = further
  }
  return null
}

const nameOf = ({ reviewer, work }: Pair) => `${reviewer} ${work}`

function difference(desks: Map<string, Desk>, standing: readonly StandingPair[]) {
  const stood = new Set(standing.map(nameOf))
  const now = [...desks.values()].flatMap(({ id, has }) => [...has.keys()].map((work) => ({ reviewer: id, work })))
  return {
    add: now.filter((pair) => !stood.has(nameOf(pair))),
    drop: standing.flatMap(({ reviewer, work, fixed }) =>
      fixed || desks.get(reviewer)?.has.has(work) ? [] : [{ reviewer, work }],
    ),
  }
}

/** The same order for the same seed, whatever order they came in. */
function shuffled<One>(list: readonly One[], seed: string, idOf: (one: One) => string): One[] {
  return list
    .map((one) => ({ one, id: idOf(one), rank: hashOf(`${seed} ${idOf(one)}`) }))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
    .map(({ one }) => one)
}

/** FNV-1a with a last mix (murmur3's): 32 bits that say nothing of who somebody is. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
