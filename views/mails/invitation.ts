import type { MailReader, MailText } from '../layouts/mail'

type Invited = {
  /** As whoever invited them wrote it; empty where only the address is known. */
  name: string
  inviter: string
  courses: string[]
  href: string
}

export const invitationMail = (
  { t, locale, organization }: MailReader,
  { name: invited, inviter, courses, href }: Invited,
): MailText => {
  const name = organization?.name ?? ''
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    subject: t('mail.invitation.subject', { organization: name }),
    ...(invited ? { greeting: t('mail.hello', { name: invited }) } : {}),
    paragraphs: [
      t('mail.invitation.text', { inviter, organization: name }),
      ...(courses.length ? [t('mail.invitation.courses', { courses: list.format(courses), n: courses.length })] : []),
    ],
    action: { label: t('mail.invitation.action'), href },
    after: [t('mail.invitation.after')],
  }
}
