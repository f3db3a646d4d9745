/** How people are dealt: into `n` groups, or into groups of `n`. */
export type Deal = { into: 'groups' | 'people'; n: number }

/**
 * People in random groups whose sizes differ by one at most. The same seed deals the same people the same way, in whatever
 * order they are given.
 */
export function dealPeople(ids: readonly string[], { into, n }: Deal, seed: number): string[][] {
  const random = mulberry32(seed)
  const deck = [...ids].sort()
  for (let i = deck.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[deck[i], deck[j]] = [deck[j]!, deck[i]!]
  }
  const count = into === 'groups' ? Math.min(n, deck.length) : Math.ceil(deck.length / n)
  const groups: string[][] = Array.from({ length: count }, () => [])
  deck.forEach((id, i) => {
    groups[i % count]!.push(id)
  })
  return groups
}

/** A small generator with a seed (Tommy Ettinger's mulberry32): good enough to shuffle, never for secrets. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
