import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dealPeople } from '../../../worker/domain/groups'

const people = (n: number) => Array.from({ length: n }, (_, i) => `p${i}`)

describe('dealing people', () => {
  test('puts everybody in exactly one group, in sizes that differ by one at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 120 }),
        fc.constantFrom('groups' as const, 'people' as const),
        fc.integer({ min: 1, max: 30 }),
        fc.integer(),
        (count, into, n, seed) => {
          const groups = dealPeople(people(count), { into, n }, seed)
          expect(groups.flat().sort()).toEqual(people(count).sort())
          const sizes = groups.map(({ length }) => length)
          if (sizes.length) expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(2)
          if (into === 'people') expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(n)
          else expect(groups).toHaveLength(Math.min(n, count))
        },
      ),
    )
  })

  test('deals the same with the same seed, whatever the order, and otherwise with another', () => {
    const deal = { into: 'groups', n: 4 } as const
    expect(dealPeople(people(20).reverse(), deal, 7)).toEqual(dealPeople(people(20), deal, 7))
    expect(dealPeople(people(20), deal, 8)).not.toEqual(dealPeople(people(20), deal, 7))
  })
})
