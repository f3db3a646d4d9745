import type { MailReader, MailText } from '../layouts/mail'

const nameOf = ({ organization }: MailReader) => organization?.name ?? ''

export const registerMail = (reader: MailReader, { href }: { href: string }): MailText => ({
  subject: reader.t('mail.register.subject', { organization: nameOf(reader) }),
  paragraphs: [reader.t('mail.register.text', { organization: nameOf(reader) })],
  action: { label: reader.t('mail.register.action'), href },
  after: [reader.t('mail.register.after'), reader.t('mail.notYou')],
})

/** To somebody who wanted to register with an address that has an account. */
export const alreadyHereMail = (reader: MailReader, { name, href }: { name: string; href: string }): MailText => ({
  subject: reader.t('mail.already.subject', { organization: nameOf(reader) }),
  greeting: reader.t('mail.hello', { name }),
  paragraphs: [reader.t('mail.already.text')],
  action: { label: reader.t('mail.already.action'), href },
  after: [reader.t('mail.notYou')],
})

export const approvalMail = (reader: MailReader, { name, href }: { name: string; href: string }): MailText => ({
  subject: reader.t('mail.approved.subject', { organization: nameOf(reader) }),
  greeting: reader.t('mail.hello', { name }),
  paragraphs: [reader.t('mail.approved.text')],
  action: { label: reader.t('mail.approved.action'), href },
})

export const declinedMail = (reader: MailReader, { name }: { name: string }): MailText => ({
  subject: reader.t('mail.declined.subject', { organization: nameOf(reader) }),
  greeting: reader.t('mail.hello', { name }),
  paragraphs: [reader.t('mail.declined.text', { organization: nameOf(reader) })],
})
