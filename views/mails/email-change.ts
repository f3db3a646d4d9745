import type { MailReader, MailText } from '../layouts/mail'

type EmailChange = { name: string; email: string; side: 'old' | 'new'; href: string }

export const emailChangeMail = ({ t }: MailReader, { name, email, side, href }: EmailChange): MailText => ({
  subject: t('mail.emailChange.subject'),
  greeting: t('mail.hello', { name }),
  paragraphs: [t(side === 'old' ? 'mail.emailChange.old' : 'mail.emailChange.new', { email })],
  action: { label: t('mail.emailChange.action'), href },
  after: [t(side === 'old' ? 'mail.emailChange.notYou' : 'mail.notYou')],
})

/** To an address that belongs to another account already. */
export const emailInUseMail = ({ t }: MailReader, { href }: { href: string }): MailText => ({
  subject: t('mail.emailChange.subject'),
  paragraphs: [t('mail.emailChange.inUse')],
  action: { label: t('mail.emailChange.signIn'), href },
  after: [t('mail.notYou')],
})
