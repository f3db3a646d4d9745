import type { Platform } from './platform'

/** The tenant's alarm clock: wakes its queue no later than at `dueAt`. */
export type ClockLine = {
  wakeAt: (dueAt: number) => Promise<void>
  /** Wakes nobody any more, and forgets whose it was. */
  stop: () => Promise<void>
}

export function clockLine(platform: Platform, tenantId: string): ClockLine {
  const { CLOCKS } = platform.env
  const clock = () => CLOCKS.get(CLOCKS.idFromName(`t:${tenantId}:clock`))
  return {
    async wakeAt(dueAt) {
      await clock().wakeAt(tenantId, dueAt)
    },
    async stop() {
      await clock().stop()
    },
  }
}
