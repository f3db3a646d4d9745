import type { OpenedSlot } from '../../tenants/slots'

type Recorded = Parameters<OpenedSlot['batch']>[0][]

let trips: Recorded = []

/** Keeps what is asked of databases, trip by trip, so that a bench can ask the same without us. */
export const recordingSlot = (opened: OpenedSlot): OpenedSlot => ({
  ...opened,
  batch(statements) {
    trips.push(statements)
    return opened.batch(statements)
  },
})

/** What was asked since the last call. */
export function takeTrips(): Recorded {
  const taken = trips
  trips = []
  return taken
}
