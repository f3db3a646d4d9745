import type { Platform } from '../../tenants/platform'
import { admitAtPlatform } from '../../tenants/platform-throttle'
import { TooMany } from '../errors'

const HOUR = 3600

/** Tells the operator that the platform needs a hand: a line in the log each time, a mail at most once an hour. */
export async function alarmOperator(platform: Platform, alarm: string, text: string): Promise<void> {
  console.error(JSON.stringify({ alarm, text }))
  const to = platform.env.OPERATOR_EMAIL
  if (!to) return
  try {
    await admitAtPlatform(platform, 'alarm', { key: alarm, most: 1, seconds: HOUR })
    const { hostname } = platform.origin
    await platform.mail.send({
      key: `alarm:${alarm}:${Math.floor(platform.now() / (HOUR * 1000))}`,
      to,
      from: { name: 'Lyceum', email: `no-reply@${hostname}` },
      subject: `${hostname}: ${alarm}`,
      html: `<p>${text}</p>`,
      text: `${text}\n`,
    })
  } catch (error) {
    if (!(error instanceof TooMany)) console.error(JSON.stringify({ alarm, mail: String(error) }))
  }
}
