import type { Mailer } from './mail'

/** Cloudflare's e-mail binding. Throws when the mail was not taken, so that the queue tries again. */
export function cloudflareMailer(binding: SendEmail | undefined): Mailer {
  return {
    async send({ to, from, replyTo, subject, html, text, headers }) {
      if (!binding) throw new Error('No e-mail binding is configured')
      await binding.send({
        to,
        from,
        subject,
        html,
        text,
        ...(replyTo ? { replyTo } : {}),
        ...(headers ? { headers } : {}),
      })
    },
  }
}
