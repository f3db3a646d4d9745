import { Temporal } from 'temporal-polyfill'

const FROM = Date.UTC(2020, 0, 1)
const YEARS = 30

export type ZoneChange = { zone: string; at: number; wallFrom: number; ahead: number }

/** The changes of a zone's clocks from 2020 to 2050, the first row being what holds before them; milliseconds. */
export function zoneChangesOf(zone: string): ZoneChange[] {
  const until = FROM + YEARS * 366 * 86_400_000
  let moment = Temporal.Instant.fromEpochMilliseconds(FROM).toZonedDateTimeISO(zone)
  let before = moment.offsetNanoseconds / 1e6
  const changes = [{ zone, at: 0, wallFrom: 0, ahead: before }]
  for (;;) {
    const next = moment.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds > until) return changes
    const at = next.epochMilliseconds
    const ahead = next.offsetNanoseconds / 1e6
    if (ahead !== before) changes.push({ zone, at, wallFrom: at + Math.max(before, ahead), ahead })
    before = ahead
    moment = next
  }
}
