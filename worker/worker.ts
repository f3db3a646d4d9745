import { openPlatform, type Ports } from '../tenants/platform'
import type { TenantMessage } from '../tenants/tenant-queue'
import { lyceum } from './app'
import type { Env } from './env'
import { consume } from './jobs/consume'
import { runSchedule } from './jobs/schedule'

/** The Worker on given ports: what comes by HTTP, by the clock and by the queue. */
export function worker(ports: Ports): ExportedHandler<Env, TenantMessage> {
  const app = lyceum(ports)
  return {
    fetch: (request, env, context) => app.fetch(request, env, context),
    async scheduled(controller, env) {
      await runSchedule(openPlatform(env, ports), controller.cron)
    },
    async queue(batch, env) {
      await consume(openPlatform(env, ports), batch)
    },
  }
}
