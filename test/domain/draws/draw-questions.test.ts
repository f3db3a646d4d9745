import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawQuestions, shortagesOf } from '../../../worker/domain/draws'

/** Draws over a small bank, so that they often want the same questions. */
const quiz = fc
  .record({
    draws: fc.array(fc.record({ count: fc.integer({ min: 1, max: 4 }), pool: fc.uniqueArray(fc.nat(9)) }), {
      minLength: 1,
      maxLength: 4,
    }),
    seeds: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 40 }),
  })
  .map(({ draws, seeds }) => ({
    draws: draws.map(({ count }, i) => ({ id: `draw-${i}`, count })),
    candidates: draws.flatMap(({ pool }, i) => pool.map((n) => ({ drawId: `draw-${i}`, questionId: `question-${n}` }))),
    seeds,
  }))

const chance = (seeds: number[]) => {
  let at = 0
  return () => seeds[at++ % seeds.length]!
}

/** The most questions that any choice gives, found by trying all of them. */
function most(draws: { id: string; count: number }[], candidates: { drawId: string; questionId: string }[]): number {
  const slots = draws.flatMap(({ id, count }) => Array.from({ length: count }, () => id))
  const best = new Map<string, number>()
  const walk = (at: number, taken: number): number => {
    if (at === slots.length) return 0
    const key = `${at} ${taken}`
    const known = best.get(key)
    if (known !== undefined) return known
    let found = walk(at + 1, taken)
    for (const { drawId, questionId } of candidates) {
      const bit = 1 << Number(questionId.slice('question-'.length))
      if (drawId === slots[at] && !(taken & bit)) found = Math.max(found, 1 + walk(at + 1, taken | bit))
    }
    best.set(key, found)
    return found
  }
  return walk(0, 0)
}

describe('drawing questions', () => {
  test('gives each draw its own, none twice, never more than it wants, and as many as any choice could', () => {
    fc.assert(
      fc.property(quiz, ({ draws, candidates, seeds }) => {
        const drawn = drawQuestions(draws, candidates, chance(seeds))
        const all = [...drawn.values()].flat()
        expect(new Set(all).size).toBe(all.length)
        expect([...drawn.keys()]).toEqual(draws.map(({ id }) => id))
        for (const { id, count } of draws) {
          const own = drawn.get(id)!
          expect(own.length).toBeLessThanOrEqual(count)
          for (const question of own)
            expect(candidates.some((one) => one.drawId === id && one.questionId === question)).toBe(true)
        }
        expect(all.length).toBe(most(draws, candidates))
      }),
      { numRuns: 300 },
    )
  })

  test('comes short exactly where no choice gives everybody enough', () => {
    fc.assert(
      fc.property(quiz, ({ draws, candidates }) => {
        const wanted = draws.reduce((sum, { count }) => sum + count, 0)
        expect(shortagesOf(draws, candidates).length === 0).toBe(most(draws, candidates) === wanted)
      }),
      { numRuns: 300 },
    )
  })

  test('lets every question of a bank come up', () => {
    const candidates = Array.from({ length: 6 }, (_, n) => ({ drawId: 'one', questionId: `question-${n}` }))
    const seen = new Map<string, number>()
    for (let round = 0; round < 600; round++)
      for (const question of drawQuestions([{ id: 'one', count: 2 }], candidates, Math.random).get('one')!)
        seen.set(question, (seen.get(question) ?? 0) + 1)
    expect(seen.size).toBe(6)
    for (const times of seen.values()) expect(times).toBeGreaterThan(120)
  })
})
