import type { MailReader, MailText } from '../layouts/mail'

type Inquiry = { asked: boolean; name: string; by: string; title: string; text: string; href: string }

/** A question about a grade, or the answer to it. */
export function inquiryLetter({ t }: MailReader, { asked, name, by, title, text, href }: Inquiry): MailText {
  const way = asked ? 'asked' : 'answered'
  return {
    subject: t(`mail.inquiry.${way}.subject`, { title }),
    greeting: t('mail.hello', { name }),
    paragraphs: [t(`mail.inquiry.${way}.who`, { by, title }), text],
    action: { label: t(`mail.inquiry.${way}.action`), href },
  }
}
