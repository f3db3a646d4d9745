import { nextPositions } from '../../../lib/position'

/** The order of an archive, with what was made here kept behind what it stood behind. */
export function mergeOrder(wanted: string[], current: string[]): string[] {
  const result = [...wanted]
  for (const [index, id] of current.entries()) {
    if (result.includes(id)) continue
    const before = current.slice(0, index).findLast((one) => result.includes(one))
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, id)
  }
  return result
}

/** Position keys for ids in order: those that they have, where they stand in this order already. */
export function positionsFor(ids: string[], current: Map<string, string>): Map<string, string> {
  const keys = ids.map((id) => current.get(id))
  const stands = keys.every((key, index) => key !== undefined && (index === 0 || keys[index - 1]! < key))
  const fresh = stands ? (keys as string[]) : nextPositions(ids.length)
  return new Map(ids.map((id, index) => [id, fresh[index]!]))
}
