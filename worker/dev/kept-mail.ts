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
      { customMetadata: { key: mail.key } },
    )
  },
})

export type KeptMail = Mail & { id: string; sentAt: number }

/** Whose mails: an organization sees its own, also where its address belonged to another before; null sees all. */
export type MailOwner = { tenantId: string } | null

const belongsTo = (owner: MailOwner, key = '') => owner === null || key.startsWith(`${owner.tenantId}:`)

/** The newest first. */
export async function listKeptMails(env: Env, owner: MailOwner, most = 100): Promise<KeptMail[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page: R2Objects = await env.MEDIA.list({ prefix: PREFIX, include: ['customMetadata'], cursor })
    const own = page.objects.filter(({ customMetadata }) => belongsTo(owner, customMetadata?.key))
    ids.push(...own.map(({ key }) => key.slice(PREFIX.length)))
    cursor = page.truncated ? page.cursor : undefined
  } while (cursor && ids.length < most)
  const mails = await Promise.all(ids.slice(0, most).map((id) => readKeptMail(env, owner, id)))
  return mails.filter((mail) => mail !== null)
}

export async function readKeptMail(env: Env, owner: MailOwner, id: string): Promise<KeptMail | null> {
  const object = await env.MEDIA.get(PREFIX + id)
  if (!object || !belongsTo(owner, object.customMetadata?.key)) return null
  return { ...(await object.json<Omit<KeptMail, 'id'>>()), id }
}
