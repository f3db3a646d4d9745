import { receiptOf } from '../assignments/receipt-code'
import type { MailReader, MailText } from '../layouts/mail'
import { date } from '../ui/time'

type Receipt = {
  id: string
  number: number
  late: boolean
  submittedAt: number
  title: string
  name: string
  zone: string
  href: string
}

/** What was handed in and when, for its author's own papers. */
export const receiptLetter = ({ t, locale }: MailReader, given: Receipt): MailText => {
  const { id, number, late, submittedAt, title, name, zone, href } = given
  const when = date({ locale, zone }, submittedAt, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  return {
    subject: t('mail.receipt.subject', { title }),
    greeting: t('mail.hello', { name }),
    paragraphs: [
      t('mail.receipt.text', { title, when }),
      ...(late ? [t('mail.receipt.late')] : []),
      t('mail.receipt.code', { code: receiptOf(id), n: number }),
    ],
    action: { label: t('mail.receipt.action'), href },
  }
}
