import type { MailReader, MailText } from '../layouts/mail'

type Invited = { inviter: string; courses: string[]; href: string }

export const invitationMail = (
  { t, locale, organization }: MailReader,
  { inviter, courses, href }: Invited,
): MailText => {
  const name = organization?.name ?? ''
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    subject: t('mail.invitation.subject', { organization: name }),
    paragraphs: [
      t('mail.invitation.text', { inviter, organization: name }),
      ...(courses.length ? [t('mail.invitation.courses', { courses: list.format(courses), n: courses.length })] : []),
    ],
    action: { label: t('mail.invitation.action'), href },
    after: [t('mail.invitation.after')],
  }
}
