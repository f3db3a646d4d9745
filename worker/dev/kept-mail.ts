import type { Mail, Mailer } from '../../tenants/mail'
import type { Env } from '../env'

const PREFIX = 'dev/mail/'

/** Keeps every mail instead of sending it; `/dev/mail` shows them. */
export const keptMailer = (env: Env): Mailer => ({
  async send(mail) {
    const newestFirst = String(9_999_999_999_999 - Date.now()).padStart(13, '0')
    await env.MEDIA.put(
      `${PREFIX}${newestFirst}-${crypto.randomUUID()}`,
      JSON.stringify({ ...mail, sentAt: Date.now() }),
    )
  },
})

export type KeptMail = Mail & { id: string; sentAt: number }

export async function listKeptMails(env: Env, most = 100): Promise<KeptMail[]> {
  const { objects } = await env.MEDIA.list({ prefix: PREFIX, limit: most })
  const mails = await Promise.all(objects.map(({ key }) => readKeptMail(env, key.slice(PREFIX.length))))
  return mails.filter((mail) => mail !== null)
}

export async function readKeptMail(env: Env, id: string): Promise<KeptMail | null> {
  const object = await env.MEDIA.get(PREFIX + id)
  return object ? { ...(await object.json<Omit<KeptMail, 'id'>>()), id } : null
}
