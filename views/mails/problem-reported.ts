import type { ReadLesson } from '../../worker/domain/lessons'
import type { MailReader, MailText } from '../layouts/mail'

type ProblemReported = {
  name: string
  by: string
  lesson: string
  text: string
  /** Of the version that was read; null where it is about the whole lesson. */
  block: Pick<ReadLesson['parts'][number], 'kind' | 'words'> | null
  version: number
  href: string
}

/** To a teacher: somebody found something wrong or unclear in a lesson. */
export function problemReported(
  { t }: MailReader,
  { name, by, lesson, text, block, version, href }: ProblemReported,
): MailText {
  const about = block
    ? t('mail.problemReported.block', { block: block.words || t(`lessons.kind.${block.kind}`), version })
    : t('mail.problemReported.version', { version })
  return {
    subject: t('mail.problemReported.subject', { lesson }),
    greeting: t('mail.problemReported.greeting', { name }),
    paragraphs: [t('mail.problemReported.who', { by, lesson }), text, about],
    action: { label: t('mail.problemReported.action'), href },
  }
}
