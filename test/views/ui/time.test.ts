import { expect, test } from 'vitest'
import { translator } from '../../../views/translate'
import { type Clock, dueTime, duration, humanAgo, humanDay, humanTime, isoDay } from '../../../views/ui/time'

const minute = 60_000
const day = 24 * 60 * minute
const now = Date.UTC(2026, 10, 22, 13, 0) // Sunday, 14:00 in Berlin

const berlin: Clock = { t: translator('en'), locale: 'en', zone: 'Europe/Berlin', now }

test('what is near is said by its name, what is far by its date', () => {
  expect(humanTime(berlin, now + day + 3 * 60 * minute)).toBe('tomorrow, 17:00')
  expect(humanDay(berlin, now)).toBe('today')
  expect(humanDay(berlin, now + 4 * day)).toBe('Thursday')
  expect(humanDay(berlin, now + 11 * day)).toBe('Thu 3 December')
  expect(humanDay(berlin, now + 100 * day)).toMatch(/2027$/)
})

test('a day ends at the reader’s own midnight', () => {
  const late = Date.UTC(2026, 10, 22, 23, 30)
  expect(humanDay(berlin, late)).toBe('tomorrow')
  expect(humanDay({ ...berlin, zone: 'America/Lima' }, late)).toBe('today')
  expect(isoDay('Europe/Berlin', late)).toBe('2026-11-23')
})

test('a deadline names its zone where the clock of the course shows another time', () => {
  const at = now + day + 3 * 60 * minute
  expect(dueTime({ ...berlin, homeZone: 'Europe/Paris' }, at)).toBe('tomorrow, 17:00')
  expect(dueTime({ ...berlin, zone: 'UTC', homeZone: 'Europe/Berlin' }, at)).toBe('tomorrow, 16:00 UTC')
  expect(dueTime({ ...berlin, homeZone: 'Europe/Berlin' }, at, 'America/Lima')).toMatch(
    /^tomorrow, 17:00 (CET|GMT\+1)$/,
  )
  expect(dueTime(berlin, at)).toBe('tomorrow, 17:00')
})

test('the clock change makes no day longer', () => {
  const before = Date.UTC(2026, 9, 24, 22, 30) // 00:30 on the long Sunday in Berlin
  expect(humanDay({ ...berlin, now: before }, before + 24 * 60 * minute)).toBe('today')
})

test('what is past is said by how long ago it was', () => {
  expect(humanAgo(berlin, now - 20_000)).toBe('now')
  expect(humanAgo(berlin, now - 12 * minute)).toBe('12 minutes ago')
  expect(humanAgo(berlin, now - 26 * 60 * minute)).toBe('yesterday')
  expect(humanAgo(berlin, now - 16 * day)).toBe('16 days ago')
  expect(humanAgo(berlin, now - 80 * day)).toBe('Thu 3 September')
})

test('lengths are told in hours and minutes, in the reader’s language', () => {
  expect(duration(berlin, 720)).toBe('12 min')
  expect(duration(berlin, 192 * 60)).toBe('3 hr, 12 min')
  expect(duration(berlin, 4800, 'long')).toBe('1 hour, 20 minutes')
  expect(duration(berlin, 20)).toBe('1 min')
  expect(duration(berlin, 7200)).toBe('2 hr')
  expect(duration({ locale: 'de' }, 720, 'long')).toBe('12 Minuten')
  expect(duration({ locale: 'fr' }, 4800).replace(/\s/g, ' ')).toBe('1 h et 20 min')
  expect(duration({ locale: 'ar' }, 4800, 'long')).toBe('ساعة و20 دقيقة')
})
