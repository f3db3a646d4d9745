import type { MailReader, MailText } from '../layouts/mail'

type Decision = { name: string; course: string; isIn: boolean; href: string }

export const joinDecisionMail = ({ t }: MailReader, { name, course, isIn, href }: Decision): MailText => ({
  subject: t(isIn ? 'mail.join.inSubject' : 'mail.join.outSubject', { course }),
  greeting: t('mail.hello', { name }),
  paragraphs: [t(isIn ? 'mail.join.in' : 'mail.join.out', { course })],
  action: isIn ? { label: t('mail.join.open'), href } : undefined,
})
