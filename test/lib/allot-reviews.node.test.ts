import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allotReviews, type Pair, type Reviewer, type StandingPair } from '../../worker/lib/allot-reviews'

/** Learners `0…n-1`, each with a work of their own called as they are. */
const alone = (n: number, asked: number): Reviewer[] =>
  Array.from({ length: n }, (_, i) => ({ id: `p${i}`, never: [`w${i}`], asked }))
const worksOf = (list: Reviewer[]) => list.flatMap(({ never }) => never)
const standing = (pairs: Pair[], isFixed: (pair: Pair) => boolean = () => false): StandingPair[] =>
  pairs.map((pair) => ({ ...pair, fixed: isFixed(pair) }))
const key = ({ reviewer, work }: Pair) => `${reviewer} ${work}`

function applied(before: StandingPair[], { add, drop }: { add: Pair[]; drop: Pair[] }): Pair[] {
  const gone = new Set(drop.map(key))
  return [...before.filter((pair) => !gone.has(key(pair))), ...add]
}

const countsOf = (works: string[], pairs: Pair[]) =>
  works.map((work) => pairs.filter((one) => one.work === work).length)
const spread = (counts: number[]) => (counts.length ? Math.max(...counts) - Math.min(...counts) : 0)

function fits(reviewers: Reviewer[], works: string[], pairs: Pair[]) {
  expect(new Set(pairs.map(key)).size).toBe(pairs.length)
  for (const { id, never, asked } of reviewers) {
    const own = pairs.filter(({ reviewer }) => reviewer === id)
    const free = works.filter((work) => !never.includes(work)).length
    expect(own.length).toBe(Math.min(asked, free))
    expect(own.some(({ work }) => never.includes(work))).toBe(false)
  }
}

const sizes = fc.record({
  people: fc.integer({ min: 0, max: 30 }),
  asked: fc.integer({ min: 1, max: 10 }),
  seed: fc.string(),
})

test('everybody reviews as many as asked, never themselves, and every work gets as many as every other', () => {
  fc.assert(
    fc.property(sizes, ({ people, asked, seed }) => {
      const reviewers = alone(people, asked)
      const works = worksOf(reviewers)
      const pairs = applied([], allotReviews({ reviewers, works, standing: [], seed }))
      fits(reviewers, works, pairs)
      expect(spread(countsOf(works, pairs))).toBe(0)
    }),
  )
})

test('groups never review their own work, and those who hand nothing in may review, too', () => {
  const crowd = fc.record({
    groups: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 8 }),
    idle: fc.integer({ min: 0, max: 6 }),
    asked: fc.integer({ min: 1, max: 5 }),
    seed: fc.string(),
  })
  fc.assert(
    fc.property(crowd, ({ groups, idle, asked, seed }) => {
      const members = groups.flatMap((size, g) =>
        Array.from({ length: size }, (_, i) => ({ id: `g${g}-${i}`, never: [`w${g}`], asked })),
      )
      const reviewers = [...members, ...Array.from({ length: idle }, (_, i) => ({ id: `i${i}`, never: [], asked }))]
      const works = groups.map((_, g) => `w${g}`)
      const pairs = applied([], allotReviews({ reviewers, works, standing: [], seed }))
      fits(reviewers, works, pairs)
      // As even as it can be: no single review could move to a work that has two fewer.
      for (const { reviewer, work } of pairs)
        for (const other of works) {
          const { never } = reviewers.find(({ id }) => id === reviewer)!
          const mayTake =
            !never.includes(other) && !pairs.some((one) => one.reviewer === reviewer && one.work === other)
          const [from, to] = countsOf([work, other], pairs)
          if (mayTake) expect(from! - to!).toBeLessThanOrEqual(1)
        }
    }),
  )
})

test('the same people and the same seed give the same answer in whatever order they come; once it stands nothing changes', () => {
  fc.assert(
    fc.property(sizes, ({ people, asked, seed }) => {
      const reviewers = alone(people, asked)
      const works = worksOf(reviewers)
      const first = allotReviews({ reviewers, works, standing: [], seed })
      const turned = allotReviews({ reviewers: reviewers.toReversed(), works: works.toReversed(), standing: [], seed })
      expect(turned).toEqual(first)
      const again = allotReviews({ reviewers, works, standing: standing(applied([], first)), seed })
      expect(again).toEqual({ add: [], drop: [] })
    }),
  )
})

test('another seed gives another answer', () => {
  const reviewers = alone(20, 3)
  const answers = ['a', 'b', 'c'].map((seed) =>
    JSON.stringify(allotReviews({ reviewers, works: worksOf(reviewers), standing: [], seed })),
  )
  expect(new Set(answers).size).toBe(3)
})

test('people who leave and people who come late change few reviews, and leave works within one of each other', () => {
  const story = fc.record({
    people: fc.integer({ min: 6, max: 24 }),
    asked: fc.integer({ min: 1, max: 4 }),
    turns: fc.array(fc.record({ leaves: fc.boolean(), who: fc.nat(200) }), { maxLength: 8 }),
    seed: fc.string(),
  })
  fc.assert(
    fc.property(story, ({ people, asked, turns, seed }) => {
      const all = alone(people + turns.length, asked)
      let here = all.slice(0, people)
      let pairs = applied([], allotReviews({ reviewers: here, works: worksOf(here), standing: [], seed }))
      turns.forEach(({ leaves, who }, turn) => {
        const gone = leaves && here.length > asked + 2 ? here[who % here.length]! : null
        here = gone ? here.filter((one) => one !== gone) : [...here, all[people + turn]!]
        const works = worksOf(here)
        const change = allotReviews({ reviewers: here, works, standing: standing(pairs), seed })
        pairs = applied(standing(pairs), change)
        fits(here, works, pairs)
        expect(spread(countsOf(works, pairs))).toBeLessThanOrEqual(1)
        // What somebody had, and what others had of theirs: each of these moves once, and makes way at most once.
        expect(change.drop.length).toBeLessThanOrEqual(4 * asked)
      })
    }),
  )
})

test('what is begun, done or given by hand stays where it is', () => {
  const begun = fc.record({
    people: fc.integer({ min: 4, max: 16 }),
    asked: fc.integer({ min: 1, max: 4 }),
    every: fc.integer({ min: 1, max: 4 }),
    seed: fc.string(),
  })
  fc.assert(
    fc.property(begun, ({ people, asked, every, seed }) => {
      const reviewers = alone(people, asked)
      const pairs = applied([], allotReviews({ reviewers, works: worksOf(reviewers), standing: [], seed }))
      const fixed = new Set(pairs.filter((_, i) => i % every === 0).map(key))
      const stands = standing(pairs, (pair) => fixed.has(key(pair)))
      const here = reviewers.slice(1)
      const { drop } = allotReviews({ reviewers: here, works: worksOf(here), standing: stands, seed })
      expect(drop.some((pair) => fixed.has(key(pair)))).toBe(false)
      const asksFewer = reviewers.map((one) => ({ ...one, asked: 1 }))
      const fewer = allotReviews({ reviewers: asksFewer, works: worksOf(reviewers), standing: stands, seed })
      expect(fewer.drop.some((pair) => fixed.has(key(pair)))).toBe(false)
      const left = applied(stands, fewer)
      for (const { id } of reviewers) {
        const own = left.filter(({ reviewer }) => reviewer === id)
        expect(own.length).toBe(Math.max(Math.min(1, people - 1), own.filter((pair) => fixed.has(key(pair))).length))
      }
    }),
  )
})

test('thousands are dealt out at once', () => {
  const reviewers = alone(3_000, 4)
  const works = worksOf(reviewers)
  const pairs = applied([], allotReviews({ reviewers, works, standing: [], seed: 'many' }))
  expect(pairs.length).toBe(12_000)
  const counts = new Map<string, number>()
  for (const { work } of pairs) counts.set(work, (counts.get(work) ?? 0) + 1)
  expect(new Set(counts.values())).toEqual(new Set([4]))
})
