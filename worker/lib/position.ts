import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

/** A text key that sorts (by code unit) between two others; null is the beginning or the end. Moving one row writes one row. */
export const positionBetween = (before: string | null, after: string | null): string =>
  generateKeyBetween(before, after)

/** A key behind the last one. */
export const positionAfter = (last: string | null): string => generateKeyBetween(last, null)

/** `count` keys behind `last`, in order: for an import or the first items of a course. */
export const nextPositions = (count: number, last: string | null = null): string[] =>
  generateNKeysBetween(last, null, count)

/**
 * The key that puts a row at place `index` (0 is first) among its siblings. `siblings` are their keys in order,
 * without the row that moves.
 */
export function positionAt(siblings: string[], index: number): string {
  const place = Math.max(0, Math.min(index, siblings.length))
  return generateKeyBetween(siblings[place - 1] ?? null, siblings[place] ?? null)
}
