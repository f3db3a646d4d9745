import type { Platform } from '../../tenants/platform'
import { resumeSignUps } from '../../tenants/sign-up'
import { foundOrganization } from '../domain/organization'
import { alarmOperator } from './alarm-operator'

/** What fails once may be a database that restarted; so often it is not. */
const TRIES_BEFORE_ALARM = 3

/** Goes on with sign-ups that got stuck, and tells the operator of those that do not come unstuck. */
export async function goOnWithSignUps(platform: Platform, found = foundOrganization): Promise<void> {
  const { stuck } = await resumeSignUps(platform, found)
  const lasting = stuck.filter(({ tries }) => tries >= TRIES_BEFORE_ALARM)
  if (!lasting.length) return
  const lines = lasting.map(({ tenantId, tries, fault }) => `${tenantId} (${tries} tries): ${fault}`)
  await alarmOperator(platform, 'sign-ups-stuck', lines.join('; '))
}
