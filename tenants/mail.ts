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

/** This mail will never be taken: no second try changes it. */
export class MailRefused extends Error {}

/** The one port through which mail leaves. */
export type Mailer = { send: (mail: Mail) => Promise<void> }
