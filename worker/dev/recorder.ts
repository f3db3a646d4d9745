import type { OpenedSlot } from '../../tenants/slots'

export type Trip = { statements: Parameters<OpenedSlot['batch']>[0]; rowsRead: number }

let trips: Trip[] = []

/** Keeps what is asked of databases, trip by trip, so that a bench can ask the same without us. */
export const recordingSlot = (opened: OpenedSlot): OpenedSlot => ({
  ...opened,
  async batch(statements) {
    const trip: Trip = { statements, rowsRead: 0 }
    trips.push(trip)
    const answer = await opened.batch(statements)
    trip.rowsRead = answer.answers.reduce((sum, { rowsRead }) => sum + rowsRead, 0)
    return answer
  },
})

/** What was asked since the last call. */
export function takeTrips(): Trip[] {
  const taken = trips
  trips = []
  return taken
}
