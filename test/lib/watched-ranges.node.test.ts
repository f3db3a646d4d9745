import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinRanges, type Ranges } from '../../public/js/reading/ranges'

test('what was watched in pieces, told late and twice, is as much as was watched, in few pieces', () => {
  const range = fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }))
    .map(([from, length]): [number, number] => [from, from + length])
  const secondsOf = (ranges: Ranges) =>
    new Set(ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, n) => from + n)))
  fc.assert(
    fc.property(fc.array(range, { maxLength: 40 }), (ranges) => {
      const joined = joinRanges([...ranges, ...ranges])
      expect(secondsOf(joined)).toEqual(new Set([...secondsOf(ranges)].sort((a, b) => a - b)))
      for (const [n, [from]] of joined.entries()) if (n > 0) expect(from).toBeGreaterThan(joined[n - 1]![1])
    }),
  )
})

test('ten thousand shreds are not all kept', () => {
  const shreds = Array.from({ length: 10_000 }, (_, n): [number, number] => [2 * n, 2 * n + 1])
  expect(joinRanges(shreds)).toHaveLength(200)
})
