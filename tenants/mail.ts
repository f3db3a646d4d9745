/** A mail as the product writes it; `key` is the same whenever the same mail is asked for again. */
export type Mail = {
  key: string
  to: string
  from: { name: string; email: string }
  replyTo?: string
  subject: string
  html: string
  text: string
  /** Further header lines: how to stop such mails. */
  headers?: Record<string, string>
}

/** The one port through which mail leaves. */
export type Mailer = { send: (mail: Mail) => Promise<void> }

/** Cloudflare's e-mail binding. Throws when the mail was not taken, so that the queue tries again. */
export function cloudflareMailer(binding: SendEmail | undefined): Mailer {
  return {
    async send({ to, from, replyTo, subject, html, text, headers }) {
      if (!binding) throw new Error('No e-mail binding is configured')
      await binding.send({ to, from, subject, html, text, ...(replyTo ? { replyTo } : {}), ...(headers ? { headers } : {}) })
    },
  }
}
