import type { Mailer } from '../../../tenants/mail'
import type { Platform } from '../../../tenants/platform'
import type { Tenant } from '../../../tenants/tenant'
import { MailDocument, type MailReader, type MailText, mailText } from '../../../views/layouts/mail'
import { directionOf, translator } from '../../../views/translate'
import type { OrganizationSettings } from '../../domain/organization'
import { chooseLocale } from '../../http/locale'
import { withoutIsolates } from '../../lib/isolate'
import { paletteOf } from '../../lib/palette'
import { urls } from '../../urls'

/**
 * One mail to be written. `write` is called once, when the mail is really sent: secrets are made in it, and only their
 * hashes stay. `about` tells apart the mails of one event (to the old and to the new address).
 */
export type Letter = {
  about?: string
  to: { email: string; locale: string }
  replyTo?: string
  write: (reader: MailReader) => MailText | Promise<MailText>
}

/** The mails that follow from an event; none where nobody is left to write to. */
export type Composer = (
  tenant: Tenant,
  event: { seq: number; subjectId: string; key: string; payload: Record<string, unknown>; actorId: string | null },
  platform: Platform,
) => Promise<Letter[]>

/** Whose letter it is, and where its site answers: a mail is read far from there. */
export type Sender = { organization: OrganizationSettings; origin: string }

/** A letter as it goes to the port, in its reader's language; the platform's own when there is no sender. */
export async function writeLetter(
  platform: Platform,
  sender: Sender | null,
  { to, replyTo, write }: Letter,
  key: string,
): Promise<Parameters<Mailer['send']>[0]> {
  const organization = sender?.organization
  const locale = chooseLocale([to.locale, organization?.locale], null)
  const reader: MailReader = {
    t: translator(locale),
    locale,
    dir: directionOf(locale),
    organization: sender && {
      name: sender.organization.name,
      logo: sender.organization.logoId ? sender.origin + urls.media(sender.organization.logoId) : null,
      palette: paletteOf(sender.organization.colour),
    },
  }
  const words = await write(reader)
  const name = organization
    ? reader.t('mail.from', { organization: organization.mailName || organization.name })
    : 'Lyceum'
  return {
    key,
    to: to.email,
    from: { name: withoutIsolates(name).replace(/[\r\n"<>]/g, ' '), email: `no-reply@${platform.origin.hostname}` },
    replyTo: replyTo ?? (organization?.mailReplyTo || undefined),
    subject: withoutIsolates(words.subject).replace(/[\r\n]+/g, ' '),
    html: String(await (<MailDocument reader={reader} mail={words} />)),
    text: mailText(reader, words),
  }
}
