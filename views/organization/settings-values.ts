import type { OrganizationSettings } from '../../worker/domain/organization'
import { defaultColour } from '../../worker/lib/palette'
import { zoneToday } from '../../worker/lib/zones'

/** The panels that are one form each: their fields as the organization has them, before anything is typed. */
export const shownIn = {
  identity: ({ name, colour, locale, zone, paper }: OrganizationSettings) => ({
    name,
    colour: colour || defaultColour,
    locale,
    zone: zoneToday(zone),
    paper,
  }),
  mail: ({ mailName, mailReplyTo }: OrganizationSettings) => ({ mailName, mailReplyTo }),
  admission: ({ registration, registrationDomains, publicCatalogue }: OrganizationSettings) => ({
    registration,
    registrationDomains: registrationDomains.join('\n'),
    ...(publicCatalogue ? { publicCatalogue: 'on' } : {}),
  }),
  safety: ({ passwordLength, retentionDays, embedHosts }: OrganizationSettings) => ({
    passwordLength: String(passwordLength),
    retentionDays: String(retentionDays),
    embedHosts: embedHosts.join('\n'),
  }),
} satisfies Record<string, (settings: OrganizationSettings) => Record<string, string>>
