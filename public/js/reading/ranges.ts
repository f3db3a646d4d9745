export type Ranges = [number, number][]

/** A film that is watched in shreds must not fill the memory, nor a beat. */
const MOST = 200

/** In order, what touches joined; the latest of very many. */
export function joinRanges(ranges: Ranges): Ranges {
  const joined: Ranges = []
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined.slice(-MOST)
}
