import { expect, test } from 'vitest'
import en from '../../views/locales/en.json' with { type: 'json' }
import { toldEvents, toldReaders } from '../../views/organization/dead-letter-words'
import { readers } from '../../worker/jobs/readers'

test('whatever may fail after an act has words', () => {
  expect(Object.keys(readers).filter((name) => !toldReaders.includes(name))).toEqual([])
  const events = [...new Set(Object.values(readers).flatMap((reader) => Object.keys(reader)))]
  expect(events.length).toBeGreaterThan(20)
  expect(events.filter((name) => !toldEvents.includes(name))).toEqual([])
})

test('and every word is for something that may', () => {
  const events = new Set(Object.values(readers).flatMap((reader) => Object.keys(reader)))
  expect(toldEvents.filter((name) => !events.has(name))).toEqual([])
  expect(toldReaders.filter((name) => !readers[name])).toEqual([])
  const said = [...toldReaders.map((name) => `reader.${name}`), ...toldEvents.map((name) => `event.${name}`)]
  expect(said.filter((key) => !(`deadLetters.${key}` in en))).toEqual([])
})
