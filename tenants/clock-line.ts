import type { Platform } from './platform'

/** The tenant's alarm clock: wakes its queue no later than at `dueAt`. */
export type ClockLine = { wakeAt: (dueAt: number) => Promise<void> }

export function clockLine(platform: Platform, tenantId: string): ClockLine {
  const { CLOCKS } = platform.env
  return {
    async wakeAt(dueAt) {
      await CLOCKS.get(CLOCKS.idFromName(`t:${tenantId}:clock`)).wakeAt(tenantId, dueAt)
    },
  }
}
