import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../env'

/** One a tenant: keeps one alarm at the earliest due thing and wakes the tenant's queue, so that no cron opens every database. */
export class Clock extends DurableObject<Env> {
  /** Asks for a wake-up at `dueAt` or before. */
  async wakeAt(tenantId: string, dueAt: number): Promise<void> {
    await this.ctx.storage.put('tenant', tenantId)
    const set = await this.ctx.storage.getAlarm()
    if (set === null || dueAt < set) await this.ctx.storage.setAlarm(Math.max(dueAt, Date.now()))
  }

  async stop(): Promise<void> {
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
  }

  override async alarm(): Promise<void> {
    const tenant = await this.ctx.storage.get<string>('tenant')
    if (tenant) await this.env.QUEUE.send({ tenant, job: 'ring', args: {} })
  }
}
