import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { fold, type IcsEvent, writeIcs } from '../../worker/lib/icalendar'

const event: IcsEvent = {
  uid: 'due-1@acme.example',
  at: Date.UTC(2027, 2, 28, 1, 30),
  endsAt: null,
  changedAt: Date.UTC(2026, 10, 23, 9),
  summary: 'Essay – Due',
  description: 'Git for beginners',
  url: 'https://acme.example/assignments/1',
  category: 'Git for beginners',
}
const write = (events: IcsEvent[]) =>
  writeIcs({ name: 'Acme, Academy', origin: 'https://acme.example', refreshMinutes: 60, events })
const read = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text))
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)) }
}

test('a calendar program reads an event as it was said', () => {
  const { calendar, events } = read(write([event]))
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
  // ical.js does not know the property yet (RFC 7986), so it leaves the text escaped
  expect(calendar.getFirstPropertyValue('name')).toBe('Acme\\, Academy')
  expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT60M')
  const [one] = events
  expect(one!.uid).toBe(event.uid)
  expect(one!.summary).toBe(event.summary)
  expect(one!.startDate.toJSDate().getTime()).toBe(event.at)
  expect(one!.startDate.zone.tzid).toBe('UTC')
  expect(one!.component.getFirstPropertyValue('url')).toBe(event.url)
  expect(one!.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
})

test('what has an end has one, and takes time', () => {
  const [one] = read(write([{ ...event, endsAt: event.at + 5_400_000 }])).events
  expect(one!.duration.toSeconds()).toBe(5_400)
  expect(one!.component.getFirstPropertyValue('transp')).toBe('OPAQUE')
})

test('an event that changed has a greater sequence and a later stamp', () => {
  const [before] = read(write([event])).events
  const [after] = read(write([{ ...event, changedAt: event.changedAt + 60_000 }])).events
  expect(after!.sequence).toBe(before!.sequence + 1)
  expect(after!.sequence).toBeLessThan(2 ** 31)
  expect(write([event])).toBe(write([event]))
})

test('whatever stands in a title comes back, and no line is longer than 75 octets', () => {
  const words = fc.string({ unit: 'binary', maxLength: 80 })
  fc.assert(
    fc.property(words, words, (summary, description) => {
      const text = write([{ ...event, summary, description }])
      for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      const { events } = read(text)
      expect(events).toHaveLength(1)
      expect(events[0]!.summary).toBe(plain(summary))
    }),
    { numRuns: 50 },
  )
})

test('a title cannot end its event, nor begin one', () => {
  const { events } = read(write([{ ...event, summary: 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil' }]))
  expect(events).toHaveLength(1)
  expect(events[0]!.summary).toContain('END:VEVENT')
})

test('a folded line is whole again without its breaks', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const line = text.replace(/[\r\n]/g, '')
      expect(fold(line).replaceAll('\r\n ', '')).toBe(line)
    }),
  )
})

/** Line ends are one kind, and control characters are none of a text. */
const plain = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
