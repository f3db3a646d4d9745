import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { organization } from '../../db/schema'
import type { Paper, Registration } from '../../db/schema/organization'
import { keepZoneChanges } from '../../db/zone-changes'
import { Invalid, refuseWrong } from '../../errors'
import { readDomain, readEmail } from '../../lib/email-address'
import { newId } from '../../lib/ids'
import { isColour } from '../../lib/palette'
import { cleanLine } from '../../lib/text'
import { isZone } from '../../lib/zones'
import { recordAudit } from '../audit'
import { recordDatesMoved, recordEvent } from '../events'
import { type Actor, authorize } from '../policy'
import { keepOrganization, type OrganizationSettings, organizationQuery } from './settings'

export type Identity = { name: string; colour: string; locale: string; zone: string; paper: Paper }
export type Admission = { registration: Registration; registrationDomains: string[]; publicCatalogue: boolean }
export type Safety = {
  passwordLength: number
  embedHosts: string[]
  /** Days that the bin keeps what was removed. */
  retentionDays: number
}

/** Who mails come from and where answers to them go; empty is the organization's name, and nowhere. */
export type Post = { mailName: string; mailReplyTo: string }

const MOST_HOSTS = 50

/** Name, colour ("#rrggbb", or empty for the default), language, zone and paper. */
export const editIdentity = (tenant: Tenant, actor: Actor, given: Identity): Promise<OrganizationSettings> =>
  change(tenant, actor, 'organization.edit-identity', () => identity(given))

function identity(given: Identity): Identity {
  const name = cleanLine(given.name, 100)
  refuseWrong(
    !name && new Invalid('name', 'signUp.organizationMissing'),
    given.colour !== '' && !isColour(given.colour) && new Invalid('colour', 'organization.colourUnknown'),
    !isZone(given.zone) && new Invalid('zone', 'signUp.zoneUnknown'),
  )
  return { ...given, name, colour: given.colour.toLowerCase() }
}

/** Who may register and how, and whether strangers may read the catalogue. Nobody opens the door before their own address is confirmed. */
export const editAdmission = (tenant: Tenant, actor: Actor, given: Admission): Promise<OrganizationSettings> =>
  change(tenant, actor, 'organization.edit-admission', () => admission(given))

function admission(given: Admission): Admission {
  const { hosts: registrationDomains, wrong } = readHosts(given.registrationDomains, 'registrationDomains')
  refuseWrong(wrong)
  if (given.registration === 'domain' && registrationDomains.length === 0)
    throw new Invalid('registrationDomains', 'organization.domainMissing')
  return { ...given, registrationDomains }
}

/** How long passwords are, and which sites may be shown inside lessons. */
export const editSafety = (tenant: Tenant, actor: Actor, given: Safety): Promise<OrganizationSettings> =>
  change(tenant, actor, 'organization.edit-safety', () => safety(given))

function safety(given: Safety): Safety {
  const { passwordLength, retentionDays } = given
  const { hosts: embedHosts, wrong } = readHosts(given.embedHosts, 'embedHosts')
  refuseWrong(
    !isBetween(passwordLength, 8, 64) && new Invalid('passwordLength', 'organization.passwordLengthRange'),
    wrong,
    !isBetween(retentionDays, 1, 365) && new Invalid('retentionDays', 'organization.retentionRange'),
  )
  return { ...given, embedHosts }
}

/** Who its mails come from, and where answers to them go. */
export const editPost = (tenant: Tenant, actor: Actor, given: Post): Promise<OrganizationSettings> =>
  change(tenant, actor, 'organization.edit-post', () => post(given))

function post(given: Post): Post {
  // what ends a name in a mail's header has no place in one
  const mailName = cleanLine(given.mailName.replace(/["<>\\]/g, ' '), 60)
  const typed = given.mailReplyTo.trim()
  const mailReplyTo = typed ? readEmail(typed) : ''
  if (mailReplyTo === null) throw new Invalid('mailReplyTo', 'email.unreadable')
  return { mailName, mailReplyTo }
}

/** All of it at once, or nothing: for programs. */
export const editOrganization = (tenant: Tenant, actor: Actor, { ...given }: Identity & Admission & Safety & Post) =>
  change(tenant, actor, 'organization.edit', () => {
    const { name, colour, locale, zone, paper, registration, registrationDomains, publicCatalogue, ...rest } = given
    return {
      ...identity({ name, colour, locale, zone, paper }),
      ...post({ mailName: rest.mailName, mailReplyTo: rest.mailReplyTo }),
      ...admission({ registration, registrationDomains, publicCatalogue }),
      ...safety({
        passwordLength: rest.passwordLength,
        embedHosts: rest.embedHosts,
        retentionDays: rest.retentionDays,
      }),
    }
  })

/** Sets, or with null takes away, the logo; for the batch of whoever keeps the file. */
export const logoStatements = (tenant: Tenant, actor: Actor, before: string | null, logoId: string | null) =>
  [
    tenant.db
      .update(organization)
      .set({ logoId, updatedAt: tenant.now() })
      .where(eq(organization.id, 'own'))
      .returning(),
    recordAudit(tenant, actor, 'organization.edit-logo', {
      kind: 'organization',
      id: 'own',
      before: { logoId: before },
      after: { logoId },
    }),
  ] as const

/** Writes what differs, with its audit, and remembers the result. */
async function change(
  tenant: Tenant,
  actor: Actor,
  act: string,
  read: () => Partial<OrganizationSettings>,
): Promise<OrganizationSettings> {
  authorize(actor, 'organization.edit')
  const wanted = read()
  const [before] = await organizationQuery(tenant.db)
  const changed = differing(before!, wanted)
  if (Object.keys(changed).length === 0) return before!
  if ((changed.registration ?? 'closed') !== 'closed' && !actor.verified)
    throw new Invalid('registration', 'organization.verifyFirst')
  const at = tenant.now()
  const renamed = changed.name !== undefined
  const [[after]] = await tenant.db.batch([
    tenant.db
      .update(organization)
      .set({ ...changed, updatedAt: at })
      .where(eq(organization.id, 'own'))
      .returning(),
    recordAudit(tenant, actor, act, {
      kind: 'organization',
      id: 'own',
      before: differing(wanted as OrganizationSettings, before!, Object.keys(changed)),
      after: changed,
    }),
    ...(changed.zone
      ? [
          keepZoneChanges(tenant.db, [changed.zone]),
          recordDatesMoved(tenant.db, { zone: 'organization' }, { actorId: actor.id, at }),
        ]
      : []),
    ...(renamed
      ? [recordEvent(tenant.db, 'organization.renamed', 'own', { key: newId(), actorId: actor.id, at })]
      : []),
  ])
  if (renamed || changed.zone) await tenant.queue.send('drain')
  return keepOrganization(tenant, after!)
}

/** The entries of `wanted` (among `names`) that are not so in `is`. */
function differing<T extends object>(is: T, wanted: Partial<T>, names = Object.keys(wanted)): Partial<T> {
  const entries = Object.entries(wanted).filter(
    ([name, value]) => names.includes(name) && JSON.stringify(is[name as keyof T]) !== JSON.stringify(value),
  )
  return Object.fromEntries(entries) as Partial<T>
}

const isBetween = (n: number, least: number, most: number) => Number.isInteger(n) && n >= least && n <= most

function readHosts(typed: string[], field: string): { hosts: string[]; wrong: Invalid | null } {
  const given = typed.map((one) => one.trim()).filter(Boolean)
  const hosts = given.map((host) => readDomain(host.replace(/^https?:\/\//i, '').replace(/\/.*$/, '')))
  const unread = hosts.indexOf(null)
  const tooMany = given.length > MOST_HOSTS && new Invalid(field, 'organization.tooManyHosts', { most: MOST_HOSTS })
  const unreadable = unread >= 0 && new Invalid(field, 'organization.hostUnreadable', { host: given[unread]! })
  return { hosts: [...new Set(hosts.filter((host) => host !== null))], wrong: tooMany || unreadable || null }
}
