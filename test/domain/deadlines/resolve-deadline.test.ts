import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Deadline,
  daysLate,
  dueAfterEnrollment,
  resolveDeadline,
  standingAt,
} from '../../../worker/domain/deadlines'
import { addDays, clockAt, momentOf } from '../../../worker/lib/zones'

const berlin = 'Europe/Berlin'
const at = (date: string, time = '17:00') => momentOf(date, time, berlin)!
const friday = at('2027-03-26')
const base = { dueAt: friday, closesAt: at('2027-03-29') }
const why = (deadline: Deadline) => deadline.because.map(({ key }) => key.replace('deadlines.', ''))

test('without anything special everyone has the same date', () => {
  expect(resolveDeadline({ base, zone: berlin })).toEqual({ ...base, because: [] })
  expect(
    resolveDeadline({
      base: { dueAt: null, closesAt: null },
      zone: berlin,
      accommodation: { extraDays: 3 },
      extension: { days: 2 },
    }),
  ).toEqual({ dueAt: null, closesAt: null, because: [] })
})

test('a date set for the person beats the group’s, and of several groups the kindest counts', () => {
  const groups = [
    { name: 'Evening', dueAt: at('2027-03-30'), closesAt: null },
    { name: 'Morning', dueAt: at('2027-03-28'), closesAt: null },
  ]
  expect(resolveDeadline({ base, zone: berlin, groups })).toMatchObject({
    dueAt: at('2027-03-30'),
    because: [{ values: { group: 'Evening' } }],
  })
  const personal = { dueAt: at('2027-03-25'), closesAt: null }
  const own = resolveDeadline({ base, zone: berlin, groups, personal, accommodation: { extraDays: 5 } })
  expect([own.dueAt, why(own)]).toEqual([at('2027-03-25'), ['personal']])
  expect(
    resolveDeadline({ base, zone: berlin, groups: [...groups, { name: 'Free', dueAt: null, closesAt: null }] }).dueAt,
  ).toBeNull()
})

test('extra days and an extension add up on the wall clock, across the change of clocks', () => {
  const deadline = resolveDeadline({ base, zone: berlin, accommodation: { extraDays: 2 }, extension: { days: 1 } })
  expect([deadline.dueAt, deadline.closesAt]).toEqual([at('2027-03-29'), at('2027-04-01')])
  expect(why(deadline)).toEqual(['accommodation', 'extension'])
  expect(deadline.dueAt! - friday).toBe(3 * 86_400_000 - 3_600_000)
})

test('an extension until a day moves the closing along and never takes time away', () => {
  expect(resolveDeadline({ base, zone: berlin, extension: { until: at('2027-04-05') } })).toMatchObject({
    dueAt: at('2027-04-05'),
    closesAt: at('2027-04-05'),
  })
  expect(resolveDeadline({ base, zone: berlin, extension: { until: at('2027-03-01') } })).toEqual({
    ...base,
    because: [],
  })
})

const zones = fc.constantFrom(
  berlin,
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/Santiago',
  'Africa/Casablanca',
  'UTC',
)
const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) })
const dates = fc.record({ dueAt: fc.option(moment), closesAt: fc.option(moment) })
const sources = fc.record({
  base: dates,
  zone: zones,
  personal: fc.option(dates),
  groups: fc.array(fc.record({ name: fc.constant('g'), dueAt: fc.option(moment), closesAt: fc.option(moment) }), {
    maxLength: 3,
  }),
  extension: fc.option(fc.oneof(fc.record({ until: moment }), fc.record({ days: fc.nat(60) }))),
  accommodation: fc.option(fc.record({ extraDays: fc.nat(30) })),
})
const time = (value: number | null) => value ?? Number.POSITIVE_INFINITY

test('in every zone, kindness never makes anything due earlier, and nothing closes before it is due', () => {
  fc.assert(
    fc.property(sources, (all) => {
      const plain = resolveDeadline({ ...all, extension: null, accommodation: null })
      const kind = resolveDeadline(all)
      expect(time(kind.dueAt)).toBeGreaterThanOrEqual(time(plain.dueAt))
      expect(time(kind.closesAt)).toBeGreaterThanOrEqual(time(plain.closesAt))
      if (kind.dueAt !== null) expect(time(kind.closesAt)).toBeGreaterThanOrEqual(kind.dueAt)
      expect(resolveDeadline({ ...all, groups: [...all.groups].reverse() })).toEqual(kind)
    }),
  )
})

test('in every zone, extra days keep the time of day', () => {
  fc.assert(
    fc.property(moment, zones, fc.nat(60), (dueAt, zone, extraDays) => {
      const moved = resolveDeadline({ base: { dueAt, closesAt: null }, zone, accommodation: { extraDays } }).dueAt!
      const [before, after] = [clockAt(dueAt, zone), clockAt(moved, zone)]
      if (clockAt(addDays(moved, 0, zone), zone).offset === before.offset) expect(after.time).toBe(before.time)
      expect(Math.abs(moved - dueAt - extraDays * 86_400_000)).toBeLessThanOrEqual(2 * 3_600_000)
    }),
  )
})

test('the minute that was named is in time, then it is late, then closed', () => {
  expect(standingAt(base, friday)).toBe('in time')
  expect(standingAt(base, friday + 59_999)).toBe('in time')
  expect(standingAt(base, friday + 60_000)).toBe('late')
  expect(standingAt(base, base.closesAt + 60_000)).toBe('closed')
  expect(standingAt({ dueAt: null, closesAt: null }, friday)).toBe('in time')
})

test('days late are begun days on the course’s calendar', () => {
  expect(daysLate(base, friday, berlin)).toBe(0)
  expect(daysLate(base, friday + 3_600_000, berlin)).toBe(1)
  expect(daysLate(base, at('2027-03-27', '16:59'), berlin)).toBe(1)
  expect(daysLate(base, at('2027-03-27', '17:00'), berlin)).toBe(1)
  expect(daysLate(base, at('2027-03-27', '17:01'), berlin)).toBe(2)
  expect(daysLate(base, at('2027-03-28', '17:00'), berlin)).toBe(2)
  expect(daysLate({ dueAt: null, closesAt: null }, friday, berlin)).toBe(0)
})

test('“due a week after joining” means the end of that day', () => {
  expect(dueAfterEnrollment(at('2027-03-22', '09:13'), 7, berlin)).toBe(at('2027-03-29', '23:59'))
})
