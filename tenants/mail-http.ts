import { type Mail, type Mailer, MailRefused } from './mail'

export type MailProvider = {
  /** Takes a POST a mail. */
  url: string
  token: string
  timeoutMs?: number
}

const TIMEOUT_MS = 10_000
/** As much of an answer as is read: it is kept with what failed. */
const MOST_READ = 2_000

/**
 * A provider of mail over HTTP, as Resend and those who copy its door take it (docs/deploy.md): one POST a mail with a bearer
 * token, and the key that makes a second one the same. Throws MailRefused for what no second try changes, an Error else.
 */
export function httpMailer({ url, token, timeoutMs = TIMEOUT_MS }: MailProvider): Mailer {
  return {
    async send(mail) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': mail.key.slice(0, 256),
        },
        body: JSON.stringify(bodyOf(mail)),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      const said = await readStart(answer)
      if (answer.ok) return
      const error = `The mail provider answered ${answer.status}: ${said}`
      throw isFinal(answer.status) ? new MailRefused(error) : new Error(error)
    },
  }
}

const bodyOf = ({ to, from, replyTo, subject, html, text, headers }: Mail) => ({
  from: `"${from.name.replace(/["\\]/g, '')}" <${from.email}>`,
  to: [to],
  subject,
  html,
  text,
  ...(replyTo ? { reply_to: replyTo } : {}),
  ...(headers ? { headers } : {}),
})

/** Wrong in itself. A wrong token, too many, and whatever is the provider's own fault may be otherwise later. */
const isFinal = (status: number) => status === 400 || status === 413 || status === 422

/** The first letters of an answer, however long it is or goes on. */
async function readStart({ body }: Response): Promise<string> {
  if (!body) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    while (text.length < MOST_READ) {
      const { done, value } = await reader.read()
      if (done) break
      text += decoder.decode(value, { stream: true })
    }
  } catch {
    // what was said matters less than that it was
  }
  await reader.cancel().catch(() => {})
  return text.slice(0, MOST_READ)
}
