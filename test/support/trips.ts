import { vi } from 'vitest'
import type { Browser } from './browser'

/** How many sequential trips to its database a page made, session included: as its line in the log says. */
export async function tripsOf(browser: Browser, path: string): Promise<{ status: number; trips: number }> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    const { status } = await browser.get(path)
    const line = JSON.parse(String(log.mock.lastCall?.[0])) as { trips: number }
    return { status, trips: line.trips }
  } finally {
    log.mockRestore()
  }
}
