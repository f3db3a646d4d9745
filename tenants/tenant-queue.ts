import type { Platform } from './platform'

/** Whatever leaves the request carries the tenant; '' is the platform itself (worker/jobs/platform-jobs.ts). */
export type TenantMessage = { tenant: string; job: string; args: Record<string, unknown> }

export type TenantQueue = {
  send: (job: string, args?: Record<string, unknown>, delaySeconds?: number) => Promise<void>
}

export function tenantQueue(platform: Platform, tenantId: string): TenantQueue {
  return {
    async send(job, args = {}, delaySeconds = 0) {
      await platform.env.QUEUE.send({ tenant: tenantId, job, args }, { delaySeconds })
    },
  }
}
