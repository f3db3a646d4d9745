import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sayMoment } from '../../worker/lib/say-moment'
import {
  addDays,
  clockAt,
  daysBetween,
  guessZone,
  isZone,
  listZones,
  localDateTime,
  momentOf,
  readLocalDateTime,
  startOfDay,
  zoneToday,
} from '../../worker/lib/zones'

const berlin = 'Europe/Berlin'
const zone = fc.constantFrom(
  berlin,
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'UTC',
)
const moment = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2045, 0, 1) }).map((at) => at - (at % 60_000))

test('zones are those of the IANA list', () => {
  for (const good of [berlin, 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3'])
    expect(isZone(good), good).toBe(true)
  for (const bad of ['', '+01:00', 'Berlin', 'Europe/Atlantis', '../etc/passwd', 'Europe/Berlin '])
    expect(isZone(bad), bad).toBe(false)
  expect(listZones()[0]).toBe('UTC')
  expect(listZones()).toContain('Asia/Tokyo')
  expect(guessZone(null, 'Mars/Base', 'Asia/Tokyo')).toBe('Asia/Tokyo')
  expect(guessZone(undefined)).toBe('UTC')
})

test('a time that the clocks leap over moves forward, one that they show twice is the first', () => {
  expect(momentOf('2027-03-28', '02:30', berlin)).toBe(Date.UTC(2027, 2, 28, 1, 30))
  expect(localDateTime(momentOf('2027-03-28', '02:30', berlin)!, berlin)).toBe('2027-03-28T03:30')
  expect(momentOf('2027-10-31', '02:30', berlin)).toBe(Date.UTC(2027, 9, 31, 0, 30))
  expect(momentOf('2011-12-30', '12:00', 'Pacific/Apia')).toBe(Date.UTC(2011, 11, 30, 22))
})

test('what is no date or time is none', () => {
  for (const value of [
    '',
    '2027-02-30T10:00',
    '2027-13-01T10:00',
    '2027-03-01T25:00',
    '2027-03-01',
    'tomorrow',
    '2027-03-01T10:00Z',
    '2027-03-01T10:00 x',
  ])
    expect(readLocalDateTime(value, berlin), value).toBeNull()
  expect(momentOf('2027-03-01', '10:00', 'Nowhere/Land')).toBeNull()
})

test('what a field shows is what it gives back, in every zone', () => {
  fc.assert(
    fc.property(moment, zone, (at, where) => {
      const shown = localDateTime(at, where)
      expect(localDateTime(readLocalDateTime(shown, where)!, where)).toBe(shown)
    }),
  )
})

test('a week later the wall clock shows the same, whatever the clocks did', () => {
  const friday = momentOf('2027-03-26', '17:00', berlin)!
  expect(localDateTime(addDays(friday, 7, berlin), berlin)).toBe('2027-04-02T17:00')
  expect(addDays(friday, 7, berlin) - friday).toBe(7 * 86_400_000 - 3_600_000)
  expect(localDateTime(addDays(friday, -30, berlin), berlin)).toBe('2027-02-24T17:00')
})

test('days are counted by midnights, not by hours', () => {
  fc.assert(
    fc.property(moment, zone, fc.integer({ min: -400, max: 400 }), (at, where, days) => {
      const noon = momentOf(clockAt(at, where).date, '12:00', where)!
      expect(daysBetween(noon, addDays(noon, days, where), where)).toBe(days)
      expect(startOfDay(at, where)).toBeLessThanOrEqual(at)
      expect(clockAt(startOfDay(at, where), where).date).toBe(clockAt(at, where).date)
    }),
    { examples: [[Date.UTC(2026, 1, 1), berlin, 60]] },
  )
})

test('a moment is said in the reader’s zone, with its name where the course’s clock differs', () => {
  const at = momentOf('2027-03-02', '17:00', berlin)!
  const now = Date.UTC(2027, 1, 1)
  const say = (change: object, locale = 'en', zone = berlin) =>
    sayMoment({ at, zone: berlin, say: 'day-and-time', ...change }, { locale, zone, now }).replace(
      /[\u00a0\u202f]/g,
      ' ',
    )
  expect(say({})).toBe('Tuesday 2 March at 17:00')
  expect(say({}, 'en', 'America/New_York')).toBe('Tuesday 2 March at 11:00 Eastern Time')
  expect(say({}, 'en', 'Europe/Madrid')).toBe('Tuesday 2 March at 17:00')
  expect(say({ say: 'day' }, 'de')).toBe('Dienstag, 2. März')
  expect(say({ say: 'time' }, 'fr')).toBe('17:00')
  expect(
    sayMoment({ at, zone: berlin, say: 'day' }, { locale: 'en', zone: 'Pacific/Auckland', now: Date.UTC(2026, 1, 1) }),
  ).toBe('Tuesday, 2 March 2027')
})

test('zones are called by today’s names, and the older ones are taken too', () => {
  const zones = listZones()
  for (const [old, now] of [
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ] as const) {
    expect(zones).toContain(now)
    expect(zones).not.toContain(old)
    expect(isZone(old) && isZone(now)).toBe(true)
    expect(zoneToday(old)).toBe(now)
    expect(guessZone(old)).toBe(now)
    expect(momentOf('2027-06-01', '12:00', old)).toBe(momentOf('2027-06-01', '12:00', now))
  }
  expect(new Set(zones).size).toBe(zones.length)
  expect(zones[0]).toBe('UTC')
})
