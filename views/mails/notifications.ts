import { urls } from '../../worker/urls'
import type { MailReader, MailText } from '../layouts/mail'
import { hrefOf, sayTold, type Told } from '../notifications/words'

type Given = {
  name: string
  /** The latest first. */
  lines: Told[]
  /** As many as there are, of which some may stand only in the bell. */
  all: number
  zone: string
  now: number
  origin: string
  unsubscribe: string
}

/** What happened, in one mail however much it was: a single thing leads to itself, several to their page. */
export const notificationMail =
  ({ name, lines, all, zone, now, origin, unsubscribe }: Given) =>
  (reader: MailReader): MailText => {
    const { t, locale } = reader
    const clock = { t, locale, zone, now }
    const told = lines.map((line) => ({ sentence: sayTold(clock, line), href: hrefOf(line), course: line.course }))
    const [first] = told
    const isOne = all === 1
    const after = [
      ...(lines[0]?.code && isOne ? [t('mail.certificate.after', { href: origin + urls.verify(lines[0].code) })] : []),
      t('mail.told.choices', { href: origin + urls.notificationChoices() }),
    ]
    return {
      subject: isOne ? first!.sentence : t('mail.told.subject', { n: all }),
      greeting: t('mail.hello', { name }),
      paragraphs: isOne ? [`${first!.sentence}.`] : [t('mail.told.text', { n: all })],
      links: isOne
        ? []
        : told.map(({ sentence, href, course }) => ({ label: sentence, href: href && origin + href, below: course })),
      action: {
        label: t(isOne ? 'mail.told.open' : 'mail.told.openAll'),
        href: origin + ((isOne && first!.href) || urls.notifications()),
      },
      after,
      unsubscribe: { label: t('mail.told.stop'), href: unsubscribe },
    }
  }
