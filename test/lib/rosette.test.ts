import { expect, test } from 'vitest'
import { rosette, rosetteTurns } from '../../worker/lib/rosette'

test('the line of a seal is closed, even and never leaves its circle', () => {
  const line = rosette(50)
  expect(line).toMatch(/^M50\.0 0\.0L.*Z$/)
  const reaches = [...line.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => Math.hypot(Number(x), Number(y)))
  expect(reaches.length).toBe(128)
  expect(Math.max(...reaches)).toBeLessThan(50.2)
  expect(reaches.filter((reach) => reach > 49.8).length).toBe(8)
})

test('laid over itself it closes the gap between two waves', () => {
  const [first, second] = rosetteTurns as [number, number]
  expect(rosetteTurns.length * (second - first)).toBe(360 / 8)
})
