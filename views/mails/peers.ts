import type { MailReader, MailText } from '../layouts/mail'
import { date } from '../ui/time'

type Told = { name: string; title: string; course: string; n: number; href: string }

/** Somebody is to review the work of others. */
export const reviewsAskedMail = (
  { t, locale }: MailReader,
  { name, title, course, n, href, endsAt, zone }: Told & { endsAt: number; zone: string },
): MailText => {
  const when = date({ locale, zone }, endsAt, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  return {
    subject: t('mail.peers.asked.subject', { title }),
    greeting: t('mail.hello', { name }),
    paragraphs: [t('mail.peers.asked.text', { title, course, n, when })],
    action: { label: t('mail.peers.asked.action'), href },
  }
}

/** Others have reviewed somebody's work, and it may be read. */
export const reviewsReceivedMail = ({ t }: MailReader, { name, title, course, n, href }: Told): MailText => ({
  subject: t('mail.peers.received.subject', { title }),
  greeting: t('mail.hello', { name }),
  paragraphs: [t('mail.peers.received.text', { title, course, n })],
  action: { label: t('mail.peers.received.action'), href },
})
