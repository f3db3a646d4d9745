import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextPositions, positionAfter, positionAt, positionBetween } from '../../worker/lib/position'

const sorted = (keys: string[]) => [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))

test('a row finds its place between any two others, again and again', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 200 }), (moves) => {
      const keys = nextPositions(3)
      for (const move of moves) keys.splice(move % (keys.length + 1), 0, positionAt(keys, move % (keys.length + 1)))
      expect(sorted(keys)).toEqual(keys)
      expect(new Set(keys).size).toBe(keys.length)
    }),
  )
})

test('the first, the last and the one between', () => {
  const first = positionAfter(null)
  const second = positionAfter(first)
  expect(sorted([second, positionBetween(first, second), first])).toEqual([
    first,
    positionBetween(first, second),
    second,
  ])
  expect(positionBetween(null, first) < first).toBe(true)
  expect(positionAt([first, second], 99) > second).toBe(true)
  expect(nextPositions(2, second).every((key) => key > second)).toBe(true)
})
