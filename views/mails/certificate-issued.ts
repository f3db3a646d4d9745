import type { MailReader, MailText } from '../layouts/mail'

type Issued = { name: string; title: string; href: string; verify: string }

export const certificateIssued = ({ t }: MailReader, { name, title, href, verify }: Issued): MailText => ({
  subject: t('mail.certificate.subject', { title }),
  greeting: t('mail.hello', { name }),
  paragraphs: [t('mail.certificate.text', { title })],
  action: { label: t('mail.certificate.action'), href },
  after: [t('mail.certificate.after', { href: verify })],
})
