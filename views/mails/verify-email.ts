import type { MailReader, MailText } from '../layouts/mail'

export const verifyMail = ({ t }: MailReader, { name, href }: { name: string; href: string }): MailText => ({
  subject: t('mail.verify.subject'),
  greeting: t('mail.hello', { name }),
  paragraphs: [t('mail.verify.text')],
  action: { label: t('mail.verify.action'), href },
  after: [t('mail.verify.after'), t('mail.notYou')],
})
