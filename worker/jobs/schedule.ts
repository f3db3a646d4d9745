import type { Platform } from '../../tenants/platform'
import { runPlatformJob } from './platform-jobs'
import { goOnWithSignUps } from './sign-ups'

/** The cron table. No entry opens every database: a tenant's own due things are kept by its clock. */
const schedule: Record<string, ((platform: Platform) => Promise<unknown>)[]> = {
  '*/2 * * * *': [
    goOnWithSignUps,
    (platform) => runPlatformJob(platform, 'follow'),
    (platform) => runPlatformJob(platform, 'migrate'),
  ],
  '17 3 * * *': [(platform) => runPlatformJob(platform, 'purge'), (platform) => runPlatformJob(platform, 'sweep')],
}

/** One that fails keeps none of the others from its turn. */
export async function runSchedule(platform: Platform, cron: string): Promise<void> {
  const done = await Promise.allSettled((schedule[cron] ?? []).map((job) => job(platform)))
  for (const one of done)
    if (one.status === 'rejected') console.error(JSON.stringify({ cron, error: String(one.reason) }))
}
