import { findRecord } from '../../tenants/directory/records'
import type { Platform } from '../../tenants/platform'
import { openTenant, type Tenant } from '../../tenants/tenant'
import type { TenantMessage } from '../../tenants/tenant-queue'
import { certificateJobs } from './certificates'
import { deadLetterJobs } from './dead-letters'
import { drain } from './drain'
import { enrollmentJobs } from './enrollments'
import { importJobs } from './imports'
import { runPlatformJob } from './platform-jobs'
import { ring } from './ring'
import { sweep } from './sweep'

type Job = (tenant: Tenant, args: Record<string, unknown>, platform: Platform) => Promise<void>

/** Every job a message may ask for. Each may be run twice and does its thing once. */
export const jobs: Record<string, Job> = {
  drain,
  ring,
  sweep,
  ...certificateJobs,
  ...deadLetterJobs,
  ...enrollmentJobs,
  ...importJobs,
}

/** Works off a batch of messages, several tenants in one: what fails is tried again, alone and later. */
export async function consume(platform: Platform, batch: MessageBatch<TenantMessage>): Promise<void> {
  for (const message of batch.messages) {
    const { tenant: tenantId, job } = message.body
    try {
      const record = tenantId ? await findRecord(platform.directory, tenantId) : null
      if (!tenantId) await runPlatformJob(platform, job, message.body.args)
      else if (record?.state === 'active') await run(await openTenant(platform, record), message.body, platform)
      message.ack()
    } catch (error) {
      console.error(JSON.stringify({ job, tenant: tenantId, error: String(error) }))
      message.retry({ delaySeconds: Math.min(300, 2 ** message.attempts) })
    }
  }
}

async function run(tenant: Tenant, { job, args }: TenantMessage, platform: Platform): Promise<void> {
  try {
    await jobs[job]!(tenant, args, platform)
  } finally {
    tenant.close()
  }
}
