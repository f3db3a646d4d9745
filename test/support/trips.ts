import { vi } from 'vitest'
import type { Browser } from './browser'

export type Spent = { status: number; trips: number; rowsRead: number }

/** What a page asked of its database, session included: as its line in the log says. */
export const spentOn = (browser: Browser, path: string): Promise<Spent> => spentBy(() => browser.get(path))

/** The same of any request. */
export async function spentBy(ask: () => Promise<Response>): Promise<Spent> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    const { status } = await ask()
    // A page that cost the database nothing has no line.
    const line = log.mock.lastCall?.[0]
    const { trips, rowsRead } = line ? (JSON.parse(String(line)) as Spent) : { trips: 0, rowsRead: 0 }
    return { status, trips, rowsRead }
  } finally {
    log.mockRestore()
  }
}

/** How many sequential trips to its database a page made. */
export async function tripsOf(browser: Browser, path: string): Promise<{ status: number; trips: number }> {
  const { status, trips } = await spentOn(browser, path)
  return { status, trips }
}
