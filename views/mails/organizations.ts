import type { MailReader, MailText } from '../layouts/mail'

type Organizations = { organizations: { name: string; origin: string }[] }

/** Answer to "find your organization". */
export const organizationsMail =
  ({ organizations }: Organizations) =>
  ({ t }: MailReader): MailText => {
    if (organizations.length === 0)
      return { subject: t('mail.find.noneSubject'), paragraphs: [t('mail.find.none')], after: [t('mail.notYou')] }
    const [only] = organizations
    return {
      subject: t('mail.find.subject'),
      paragraphs: [
        t('mail.find.lead', { n: organizations.length }),
        ...organizations.map(({ name, origin }) => `${name}: ${origin}`),
      ],
      action:
        organizations.length === 1
          ? { label: t('mail.find.open', { organization: only!.name }), href: only!.origin }
          : undefined,
      after: [t('mail.notYou')],
    }
  }
