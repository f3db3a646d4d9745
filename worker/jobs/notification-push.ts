import type { Platform } from '../../tenants/platform'
import type { Tenant } from '../../tenants/tenant'
import { pushMessage } from '../../views/notifications/push-message'
import { claimMail, markMailSent, releaseMail } from '../domain/mails'
import {
  type Device,
  delayPushOf,
  dropDevice,
  markSent,
  openDevice,
  type PushOf,
  readPushOf,
  settlePushOf,
} from '../domain/notifications'
import { readOrganization } from '../domain/organization'
import { chooseLocale } from '../http/locale'
import { FetchRefused, guardedFetch } from '../lib/guarded-fetch'
import { encryptPush, type Vapid, vapidHeader } from '../lib/web-push'
import type { Timer } from './timers'

/** Seconds for which a push service keeps what it cannot deliver. */
const DAY = 86_400
const MOST_READ = 10_000

/** What waits for somebody is shown on each of their devices. Run twice, it is sent once. */
export async function pushNotifications(tenant: Tenant, { subjectId: userId }: Timer, platform: Platform) {
  const { vapid } = platform
  const push = vapid && (await readPushOf(tenant, userId))
  if (!push) return settlePushOf(tenant, userId, tenant.now())
  const text = await messageOf(tenant, push)
  const [newest] = push.lines
  const fates = await Promise.all(
    push.devices.map((device) => sendOnce(tenant, platform, vapid, device, text, `${newest!.id}:${newest!.seq}`)),
  )
  const later = fates.filter((fate) => fate !== null)
  if (later.length) {
    await delayPushOf(tenant, userId, Math.max(...later.map(({ after }) => after)))
    return
  }
  await settlePushOf(tenant, userId, push.until)
}

async function messageOf(tenant: Tenant, { lines, all, person }: PushOf): Promise<string> {
  const organization = await readOrganization(tenant)
  const locale = chooseLocale([person.locale, organization.locale], null)
  const zone = person.zone || organization.zone
  return pushMessage({ lines, all, locale, zone, now: tenant.now(), organization: organization.name })
}

/** When it is to be tried again, in milliseconds from now; null where it went, or never will. */
async function sendOnce(
  tenant: Tenant,
  platform: Platform,
  vapid: Vapid,
  device: Device,
  text: string,
  about: string,
): Promise<{ after: number } | null> {
  const key = `push:${device.id}:${about}`
  const isOurs = await claimMail(tenant, key).catch(() => null)
  if (isOurs === null) return { after: 0 } // somebody else is at it
  if (!isOurs) return null
  const fate = await send(tenant, platform, vapid, device, text)
  if (fate !== 'sent' && fate !== 'gone' && fate !== 'refused') {
    await releaseMail(tenant, key)
    return fate
  }
  await markMailSent(tenant, key)
  if (fate === 'gone') await dropDevice(tenant, device.id)
  if (fate === 'sent') await markSent(tenant, device.id)
  return null
}

type Fate = 'sent' | 'gone' | 'refused' | { after: number }

async function send(tenant: Tenant, platform: Platform, vapid: Vapid, device: Device, text: string): Promise<Fate> {
  const say = (error: string): void =>
    console.error(JSON.stringify({ job: 'notifications.push', tenant: tenant.id, device: device.id, error }))
  try {
    const { endpoint, ...keys } = await openDevice(device, platform.keys)
    const subject = `mailto:${platform.env.CONTACT_EMAIL}`
    const headers = {
      Authorization: await vapidHeader(vapid, { endpoint, subject, now: tenant.now() }),
      'Content-Encoding': 'aes128gcm',
      'Content-Type': 'application/octet-stream',
      TTL: String(DAY),
      Urgency: 'normal',
    }
    const { hostname } = platform.origin
    const answer = await guardedFetch(
      endpoint,
      { method: 'POST', headers, body: await encryptPush(text, keys) },
      {
        fetch: platform.seams.outside,
        maxBytes: MOST_READ,
        maxRedirects: 0,
        isOwnHost: (host) => host === hostname || host.endsWith(`.${hostname}`),
      },
    )
    if (answer.status >= 200 && answer.status < 300) return 'sent'
    if (answer.status === 404 || answer.status === 410) return 'gone'
    say(`The push service answered ${answer.status}`)
    if (answer.status === 429 || answer.status >= 500)
      return { after: Number(answer.headers.get('retry-after') ?? 0) * 1000 || 0 }
    return 'refused'
  } catch (error) {
    say(String(error))
    // an address that we do not call, or a key that is gone: no second try changes it
    const isPassing = error instanceof FetchRefused && ['fetch.slow', 'fetch.failed'].includes(error.reason.key)
    return isPassing ? { after: 0 } : 'gone'
  }
}
