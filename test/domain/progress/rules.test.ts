import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isCourseComplete,
  meets,
  mergeRanges,
  mergeResume,
  percentWatched,
  secondsIn,
} from '../../../worker/domain/progress'

const range = fc.tuple(fc.nat(600), fc.nat(600)).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b) + 1])

describe('watched seconds', () => {
  test('count once however often they are watched', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), (ranges) => {
        const seconds = new Set(ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i)))
        expect(secondsIn(ranges)).toBe(seconds.size)
      }),
    )
  })

  test('do not depend on the order or the number of beats', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 12 }), fc.nat(11), (ranges, cut) => {
        const beats = [ranges.slice(0, cut), ranges.slice(cut)].map((part) => ({ watched: { v: part } }))
        const there = mergeResume(mergeResume({}, beats[0]!), beats[1]!)
        const back = mergeResume(mergeResume({}, beats[1]!), beats[0]!)
        expect(there).toEqual(back)
        expect(mergeRanges(there.watched!.v!)).toEqual(there.watched!.v)
      }),
    )
  })

  test('never exceed the video, and other videos do not help', () => {
    const resume = { watched: { a: [[0, 1_000]] as [number, number][], other: [[0, 1_000]] as [number, number][] } }
    expect(percentWatched(resume, { a: 100 })).toBe(100)
    expect(percentWatched(resume, { a: 100, b: 100 })).toBe(50)
    expect(percentWatched(resume, {})).toBe(0)
  })

  test('nonsense from a browser is left out', () => {
    expect(
      mergeRanges([
        [5, 5],
        [9, 2],
        [Number.NaN, 3],
        [-4, 3],
        [1, 2],
      ]),
    ).toEqual([[1, 2]])
  })
})

describe('what completes an item', () => {
  test('a lesson by time needs all of it', () => {
    expect(meets({ kind: 'time', minutes: 2 }, { viewed: true, seconds: 119 })).toBe(false)
    expect(meets({ kind: 'time', minutes: 2 }, { viewed: true, seconds: 120 })).toBe(true)
  })

  test('a quiz passes at exactly its mark', () => {
    expect(meets({ kind: 'passed', percent: 70 }, { percent: (7 / 10) * 100 })).toBe(true)
    expect(meets({ kind: 'passed', percent: 70 }, { percent: 69.99 })).toBe(false)
    expect(meets({ kind: 'passed', percent: 0 }, { submitted: true })).toBe(false)
  })

  test('what has no rule is never complete by itself', () => {
    expect(meets({ kind: 'none' }, { viewed: true, marked: true, submitted: true, percent: 100 })).toBe(false)
  })

  test('more work never takes a completion away', () => {
    const rule = fc.constantFrom(
      { kind: 'viewed' as const },
      { kind: 'marked' as const },
      { kind: 'time' as const, minutes: 3 },
      { kind: 'video' as const, percent: 80 },
      { kind: 'submitted' as const },
      { kind: 'passed' as const, percent: 60 },
    )
    const done = fc.record({
      viewed: fc.boolean(),
      marked: fc.boolean(),
      submitted: fc.boolean(),
      seconds: fc.nat(400),
      watched: fc.nat(100),
      percent: fc.nat(100),
    })
    fc.assert(
      fc.property(rule, done, done, (requirement, one, other) => {
        const both = {
          viewed: one.viewed || other.viewed,
          marked: one.marked || other.marked,
          submitted: one.submitted || other.submitted,
          seconds: Math.max(one.seconds, other.seconds),
          watched: Math.max(one.watched, other.watched),
          percent: Math.max(one.percent, other.percent),
        }
        if (meets(requirement, one) || meets(requirement, other)) expect(meets(requirement, both)).toBe(true)
      }),
    )
  })
})

describe('what completes a course', () => {
  test('all, n of m, and the average', () => {
    expect(isCourseComplete({ kind: 'all' }, { all: 3, done: 2, average: 100 })).toBe(false)
    expect(isCourseComplete({ kind: 'all' }, { all: 3, done: 3, average: null })).toBe(true)
    expect(isCourseComplete({ kind: 'count', n: 2 }, { all: 3, done: 2, average: null })).toBe(true)
    expect(isCourseComplete({ kind: 'count', n: 5 }, { all: 3, done: 3, average: null })).toBe(true)
    expect(isCourseComplete({ kind: 'average', percent: 60 }, { all: 3, done: 3, average: 59.9 })).toBe(false)
    expect(isCourseComplete({ kind: 'average', percent: 60 }, { all: 3, done: 0, average: 60 })).toBe(true)
    expect(isCourseComplete({ kind: 'average', percent: 0 }, { all: 3, done: 3, average: null })).toBe(false)
  })

  test('an empty course is never complete', () => {
    fc.assert(
      fc.property(fc.nat(9), (n) => {
        expect(isCourseComplete({ kind: 'all' }, { all: 0, done: 0, average: null })).toBe(false)
        expect(isCourseComplete({ kind: 'count', n }, { all: 0, done: 0, average: null })).toBe(false)
      }),
    )
  })
})
