import type { Platform } from '../../tenants/platform'
import type { Tenant } from '../../tenants/tenant'
import { askedLetters, settleDeadLetter } from '../domain/organization'
import { readers } from './readers'

/** Tries what an admin asked to be tried again. A reader does a thing once, so one that went through after all stays as it is. */
export async function retryAsked(tenant: Tenant, _args: Record<string, unknown>, platform: Platform): Promise<void> {
  const letters = await askedLetters(tenant)
  for (const { id, reader, event } of letters) {
    const error = await said(async () => readers[reader]?.[event.name]?.(tenant, event, platform))
    await settleDeadLetter(tenant, id, error)
  }
  if (letters.length) await tenant.queue.send('retry-dead-letters')
}

/** What an act failed with; null where it did not. */
async function said(act: () => Promise<unknown>): Promise<string | null> {
  try {
    await act()
    return null
  } catch (error) {
    return String(error)
  }
}

export const deadLetterJobs = { 'retry-dead-letters': retryAsked }
