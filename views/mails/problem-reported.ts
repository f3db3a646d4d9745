import type { MailReader, MailText } from '../layouts/mail'

type ProblemReported = { name: string; by: string; lesson: string; text: string; href: string }

/** To a teacher: somebody found something wrong or unclear in a lesson. */
export function problemReported({ t }: MailReader, { name, by, lesson, text, href }: ProblemReported): MailText {
  return {
    subject: t('mail.problemReported.subject', { lesson }),
    greeting: t('mail.problemReported.greeting', { name }),
    paragraphs: [t('mail.problemReported.who', { by, lesson }), text],
    action: { label: t('mail.problemReported.action'), href },
  }
}
