import type { Platform } from '../../tenants/platform'
import { resumeSignUps } from '../../tenants/sign-up'
import { foundOrganization } from '../domain/organization'

/** The cron table. No entry opens every database: a tenant's own due things are kept by its clock. */
const schedule: Record<string, (platform: Platform) => Promise<unknown>> = {
  '*/2 * * * *': (platform) => resumeSignUps(platform, foundOrganization),
}

export async function runSchedule(platform: Platform, cron: string): Promise<void> {
  await schedule[cron]?.(platform)
}
