import type { SearchKind } from './entries'
import type { SearchHit } from './list-hits'

export type Found = { kind: SearchKind; hits: SearchHit[] }[]

/** At most three of a kind while others wait, so that thirty captions do not hide the one person. */
const FIRST_OF_A_KIND = 3

/** The best few by kind, the kind of the best hit first. `hits` come best first. */
export function shortlist(hits: SearchHit[], most = 8): Found {
  const before = (hit: SearchHit, i: number) => hits.slice(0, i).filter(({ kind }) => kind === hit.kind).length
  const isEarly = hits.map((hit, i) => before(hit, i) < FIRST_OF_A_KIND)
  const chosen = [...hits.filter((_, i) => isEarly[i]), ...hits.filter((_, i) => !isEarly[i])].slice(0, most)
  const kinds = [...new Set(hits.filter((hit) => chosen.includes(hit)).map(({ kind }) => kind))]
  return kinds.map((kind) => ({ kind, hits: chosen.filter((hit) => hit.kind === kind) }))
}
