import { MailRefused } from '../../tenants/mail'
import type { Platform } from '../../tenants/platform'
import type { Tenant } from '../../tenants/tenant'
import { notificationMail } from '../../views/mails/notifications'
import { claimMail, markMailSent, releaseMail } from '../domain/mails'
import { delayMailOf, type MailOf, readMailOf, settleMailOf } from '../domain/notifications'
import { readOrganization } from '../domain/organization'
import { signToken } from '../lib/signature'
import { urls } from '../urls'
import { alarmOperator } from './alarm-operator'
import { writeLetter } from './mails/letter'
import type { Timer } from './timers'

/** One mail of everything that waits for its reader. Run twice, it is sent once. */
export async function sendNotifications(tenant: Tenant, { subjectId: userId }: Timer, platform: Platform) {
  const mail = await readMailOf(tenant, userId)
  if (!mail) return settleMailOf(tenant, userId, { until: tenant.now(), sent: false })
  const oldest = mail.lines.at(-1)!
  const key = `notifications:${oldest.id}:${oldest.seq}`
  if (await claimMail(tenant, key)) {
    try {
      await tenant.mail.send(await letterOf(tenant, platform, mail, `${tenant.id}:${key}`))
    } catch (error) {
      await releaseMail(tenant, key)
      console.error(JSON.stringify({ job: 'notifications.mail', tenant: tenant.id, error: String(error) }))
      if (error instanceof MailRefused) await settleMailOf(tenant, userId, { until: mail.until, sent: false })
      else if (await delayMailOf(tenant, userId))
        await alarmOperator(platform, 'mail', `${tenant.slug}: a mail was given up.`)
      return
    }
    await markMailSent(tenant, key)
  }
  await settleMailOf(tenant, userId, { until: mail.until, sent: true })
}

async function letterOf(tenant: Tenant, platform: Platform, { lines, all, person }: MailOf, key: string) {
  const organization = await readOrganization(tenant)
  const kinds = [...new Set(lines.map(({ kind }) => kind))]
  // a mail of one kind stops that kind, a summary of several all of them
  const token = await signToken(
    platform.keys,
    'unsubscribe',
    { t: tenant.id, u: person.id, k: kinds.length === 1 ? kinds : [] },
    Number.POSITIVE_INFINITY,
  )
  const unsubscribe = tenant.origin + urls.unsubscribe(token)
  const zone = person.zone || organization.zone
  const letter = {
    to: { email: person.email, locale: person.locale },
    write: notificationMail({
      name: person.name,
      lines,
      all,
      zone,
      now: tenant.now(),
      origin: tenant.origin,
      unsubscribe,
    }),
  }
  const mail = await writeLetter(platform, { organization, origin: tenant.origin }, letter, key)
  return {
    ...mail,
    headers: { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  }
}
