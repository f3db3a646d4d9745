import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysFromTo, monthAfter, monthAt, readMonth, weeksOf } from '../../worker/lib/month'

const month = fc
  .record({ year: fc.integer({ min: 1991, max: 2198 }), month: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, month }) => readMonth(`${year}-${String(month).padStart(2, '0')}`)!)
const zones = [
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Africa/Cairo',
  'Pacific/Apia',
  'Australia/Lord_Howe',
]

test('weeks are whole, begin with their day and have each day of the month once', () => {
  fc.assert(
    fc.property(month, fc.integer({ min: 1, max: 7 }), (asked, first) => {
      const weeks = weeksOf(asked, first)
      expect(weeks.every((week) => week.length === 7)).toBe(true)
      const days = weeks.flat()
      expect(days).toEqual([...new Set(days)].sort())
      expect(new Date(`${days[0]}T12:00Z`).getUTCDay()).toBe(first % 7)
      const last = new Date(Date.UTC(asked.year, asked.month, 0)).getUTCDate()
      expect(days.filter((day) => day.startsWith(asked.name))).toHaveLength(last)
      expect(weeks.every((week) => week.some((day) => day.startsWith(asked.name)))).toBe(true)
    }),
  )
})

test('a month comes after the one before it', () => {
  fc.assert(
    fc.property(month, (asked) => {
      expect(monthAfter(monthAfter(asked, 1)!, -1)).toEqual(asked)
    }),
  )
})

test('the moments of a month are those that its days have where one is', () => {
  fc.assert(
    fc.property(month, fc.constantFrom(...zones), (asked, zone) => {
      const days = weeksOf(asked, 1).flat()
      const { from, until } = daysFromTo(days[0]!, days.at(-1)!, zone)
      expect(Math.round((until - from) / 86_400_000)).toBe(days.length)
      const middle = monthAt((from + until) / 2, zone)
      expect(middle.name).toBe(asked.name)
    }),
  )
})

test('a month that is none, or where no calendar goes, is not read', () => {
  for (const text of ['', '2026', '2026-13', '2026-00', '1800-01', '9999-12', '2026-1', 'x2026-11', undefined])
    expect(readMonth(text)).toBeNull()
  expect(monthAfter(readMonth('2199-12')!, 1)).toBeNull()
})
