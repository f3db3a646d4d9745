import type { MailReader, MailText } from '../layouts/mail'

export const passwordChanged = ({ t }: MailReader, { name, href }: { name: string; href: string }): MailText => ({
  subject: t('mail.passwordChanged.subject'),
  greeting: t('mail.hello', { name }),
  paragraphs: [t('mail.passwordChanged.text')],
  action: { label: t('mail.passwordChanged.action'), href },
  after: [t('mail.passwordChanged.after')],
})
