import { and, asc, eq, gt } from 'drizzle-orm'
import { tenants } from '../../tenants/directory/schema'
import { stepMigration } from '../../tenants/fleet'
import { followStates } from '../../tenants/life-cycle'
import type { Platform } from '../../tenants/platform'
import { purgeDeleted } from '../../tenants/purge'
import { tellOwners } from './tell-owners'

const SWEPT_AT_ONCE = 50

type Args = Record<string, unknown>
/** Gives what the next run is to be told, or null where nothing is left to do now. */
type PlatformJob = (platform: Platform, args: Args) => Promise<Args | null>

/** What concerns many organizations goes through the queue in small steps, each of which may be repeated. */
export const platformJobs: Record<string, PlatformJob> = {
  migrate: async (platform) => ((await stepMigration(platform)) ? {} : null),
  follow: async (platform) => ((await followStates(platform)) > 0 ? {} : null),
  purge: async (platform) => ((await purgeDeleted(platform)) ? {} : null),
  sweep,
  'tell-owners': async (platform, { tenantId, by }) => {
    await tellOwners(platform, String(tenantId), String(by))
    return null
  },
}

/** By night every organization is woken once, in case an alarm of its own was lost. */
async function sweep(platform: Platform, { after = '' }: Args): Promise<Args | null> {
  const page = await platform.directory
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(eq(tenants.state, 'active'), gt(tenants.id, String(after))))
    .orderBy(asc(tenants.id))
    .limit(SWEPT_AT_ONCE)
  if (page.length === 0) return null
  await platform.env.QUEUE.sendBatch(page.map(({ id }) => ({ body: { tenant: id, job: 'sweep', args: {} } })))
  return page.length === SWEPT_AT_ONCE ? { after: page.at(-1)!.id } : null
}

/** One step; what is left goes into the queue again. */
export async function runPlatformJob(platform: Platform, job: string, args: Args = {}): Promise<void> {
  const next = await platformJobs[job]?.(platform, args)
  if (next) await platform.env.QUEUE.send({ tenant: '', job, args: next })
}
