import type { MailReader, MailText } from '../layouts/mail'

export const resetPasswordMail = ({ t }: MailReader, { name, href }: { name: string; href: string }): MailText => ({
  subject: t('mail.reset.subject'),
  greeting: t('mail.hello', { name }),
  paragraphs: [t('mail.reset.text')],
  action: { label: t('mail.reset.action'), href },
  after: [t('mail.reset.after'), t('mail.notYou')],
})
