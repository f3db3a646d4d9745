import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passagesOf } from '../../worker/lib/passages'
import { pagePlace, placeAt, placeOf, stretchesOf } from '../../worker/lib/place'

const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })

test('a place by its offsets is found again by its words and what stands around them', () => {
  fc.assert(
    fc.property(texts, fc.nat(60), fc.nat(60), (text, a, b) => {
      const points = [...text]
      const [start, end] = [Math.min(a, b), Math.max(a, b)]
      const place = placeAt(text, start, end)
      if (!place) return !points.slice(start, end).join('').trim() || end > points.length
      expect(place.exact).toBe(points.slice(start, end).join(''))
      const again = placeOf(text, { ...place, near: start })
      return again !== null && again.exact === place.exact && again.start === place.start
    }),
  )
})

test('the pieces of a text are the text, however its places overlap', () => {
  const places = fc.array(fc.tuple(fc.nat(70), fc.nat(70)), { maxLength: 8 })
  fc.assert(
    fc.property(texts, places, (text, drawn) => {
      const length = [...text].length
      const inside = drawn
        .map(([a, b], id) => ({ id, start: Math.min(a, b, length), end: Math.min(Math.max(a, b), length) }))
        .filter(({ start, end }) => start < end)
      const pieces = stretchesOf(text, inside)
      expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      for (const { id, start, end } of inside) {
        const own = pieces.filter(({ ids }) => ids.includes(id)).map((piece) => piece.text)
        expect(own.join('')).toBe([...text].slice(start, end).join(''))
        expect(pieces.filter(({ ends }) => ends.includes(id))).toHaveLength(1)
      }
    }),
  )
})

test('the same words twice are told apart by what stands around them', () => {
  const text = 'A bee flies. The bee sleeps. 🐝 bee'
  expect(placeOf(text, { exact: 'bee', prefix: 'The ' })).toMatchObject({ start: 17, end: 20 })
  expect(placeOf(text, { exact: 'bee', prefix: '🐝 ' })).toMatchObject({ start: 31, end: 34 }) // code points
  expect(placeOf(text, { exact: 'wasp' })).toBeNull()
})

test('paragraphs and sentences have numbers, and their offsets are their words', () => {
  const text = 'First one. 🐝 Second one!\n\n  Alone here.'
  const passages = passagesOf(text)
  expect(passages.map(({ number, text: words }) => `${number} ${words}`)).toEqual([
    '1 First one. 🐝 Second one!',
    '1.1 First one.',
    '1.2 🐝 Second one!',
    '2 Alone here.',
  ])
  for (const { start, end, text: words } of passages) expect(placeAt(text, start, end)?.exact).toBe(words)
})

test('a shape lies on its page, or it is none', () => {
  expect(pagePlace({ kind: 'pin', page: 2, x: 0.123456, y: 1 })).toEqual({ kind: 'pin', page: 2, x: 0.1235, y: 1 })
  expect(pagePlace({ kind: 'area', page: 1, x: 0.8, y: 0, width: 0.5, height: 0.1 })).toMatchObject({
    width: expect.closeTo(0.2),
  })
  for (const wrong of [
    null,
    'pin',
    { kind: 'pin', page: 0, x: 0, y: 0 },
    { kind: 'pin', page: 1, x: 1.1, y: 0 },
    { kind: 'pin', page: 1, x: Number.NaN, y: 0 },
    { kind: 'area', page: 1, x: 0, y: 0, width: 0, height: 1 },
    { kind: 'ink', page: 1, strokes: [[0, 0, 1]] },
    { kind: 'ink', page: 1, strokes: [] },
    { kind: 'ink', page: 1, strokes: [Array.from({ length: 2_000 }, () => 0.5)] },
    { kind: 'circle', page: 1 },
  ])
    expect(pagePlace(wrong)).toBeNull()
})
