import type { MailReader, MailText } from '../layouts/mail'
import { date } from '../ui/time'

type Closed = {
  name: string
  /** Who closed it. */
  closer: string
  organization: string
  /** When it is erased. */
  until: number
  zone: string
  href: string
}

export const organizationClosed =
  ({ name, closer, organization, until, zone, href }: Closed) =>
  ({ t, locale }: MailReader): MailText => {
    const day = date({ locale, zone }, until, { dateStyle: 'long' })
    return {
      subject: t('mail.closed.subject', { organization }),
      greeting: t('mail.hello', { name }),
      paragraphs: [t('mail.closed.text', { closer, organization }), t('mail.closed.until', { day })],
      action: { label: t('reopening.title'), href },
    }
  }

type Reopened = { name: string; organization: string; href: string }

export const organizationReopened =
  ({ name, organization, href }: Reopened) =>
  ({ t }: MailReader): MailText => ({
    subject: t('mail.reopened.subject', { organization }),
    greeting: t('mail.hello', { name }),
    paragraphs: [t('mail.reopened.text', { organization })],
    action: { label: t('mail.find.open', { organization }), href },
  })
