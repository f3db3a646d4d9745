import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { events, users } from '../../db/schema'
import { Invalid, NotFound, refuseWrong } from '../../errors'
import { emailDomain, readEmail } from '../../lib/email-address'
import { newId } from '../../lib/ids'
import type { PasswordCost } from '../../lib/password'
import { cleanLine } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { consentRows, type OrganizationSettings, organizationQuery } from '../organization'
import { indexEntry } from '../search'
import { findCode, issueCode, useCode } from './codes'
import { personEntry } from './edit-person'
import { personWithEmailQuery } from './find-person'
import { passwordColumns, wrongPassword } from './passwords'
import { keepPlace } from './places'
import { startSession } from './sessions'
import { admit, mailing } from './throttle'

/** Somebody wants to register; `locale` is the language of the page. */
export type Asking = { email: string; locale: string; address: string }

/**
 * First the address, then everything else: the link in the mail proves that it is theirs, and the answer is the same for
 * an address that is here already. Throws NotFound where the organization is closed, Invalid, TooMany.
 */
export async function askToRegister(
  tenant: Tenant,
  settings: OrganizationSettings,
  { email: typed, locale, address }: Asking,
): Promise<void> {
  if (!isOpenTo(settings)) throw new NotFound()
  const email = readEmail(typed)
  if (!email) throw new Invalid('email', 'email.unreadable')
  if (!isOpenTo(settings, email)) throw new Invalid('email', 'register.otherDomain')
  await keepPlace(tenant)
  await admit(tenant, 'register', mailing(email, address))
  await recordEvent(tenant.db, 'person.registering', newId(), { payload: { email, locale }, at: tenant.now() })
  await tenant.queue.send('drain')
}

/** For the mail: null where nobody here has the address, and a registration can begin. */
export async function findNewcomer(tenant: Tenant, email: string) {
  const [person] = await personWithEmailQuery(tenant, email)
  return person ?? null
}

export const issueRegistration = (tenant: Tenant, email: string) =>
  issueCode(tenant, { purpose: 'registration', userId: null, payload: { email } })

/** The address that a link of a mail belongs to. Throws Gone. */
export async function findRegistration(tenant: Tenant, secret: string) {
  const code = await findCode(tenant, 'registration', secret)
  const [settings] = await organizationQuery(tenant.db)
  if (!isOpenTo(settings!, code.payload.email)) throw new NotFound()
  return { code, email: code.payload.email ?? '', settings: settings! }
}

export type Newcomer = {
  name: string
  password: string
  /** Empty: as the organization. */
  locale: string
  zone: string
  consents: Record<string, string>
  device: string
}

/** Makes the account once. Gives the cookie's value, or null where an admin has to approve first. */
export async function register(
  tenant: Tenant,
  secret: string,
  given: Newcomer,
  cost: PasswordCost,
): Promise<string | null> {
  const { code, email, settings } = await findRegistration(tenant, secret)
  const name = cleanLine(given.name, 200)
  refuseWrong(
    !name && new Invalid('name', 'signUp.nameMissing'),
    wrongPassword(given.password, { role: 'learner', email, name }, settings),
  )
  await keepPlace(tenant)
  const waits = settings.registration === 'approval'
  const id = newId()
  const at = tenant.now()
  const password = await passwordColumns(given.password, cost)
  await tenant.db
    .batch([
      ...useCode(tenant, code),
      tenant.db.insert(users).values({
        id,
        name,
        email,
        emailVerifiedAt: at,
        ...password,
        role: 'learner',
        state: waits ? 'requested' : 'active',
        locale: given.locale,
        zone: given.zone,
        createdAt: at,
      }),
      indexEntry(tenant.db, personEntry({ id, name, email, username: null })),
      ...consentRows(tenant, id, given.consents),
      recordAudit(tenant, null, 'person.register', { kind: 'person', id, after: { email } }),
      recordEvent(tenant.db, waits ? 'person.requested' : 'user.activated', id, { actorId: id, at }),
      recordEvent(tenant.db, 'user.email-given', id, { actorId: id, at }),
    ])
    .catch(orConflict('register.already'))
  await tenant.queue.send('drain')
  return waits ? null : startSession(tenant, id, given.device)
}

/** Of people who were removed, those who had asked to come in and were never let in. */
export const listDeclined = ({ db }: Tenant, userIds: string[]) =>
  db
    .select({ id: users.id, name: users.name, email: users.email, locale: users.locale })
    .from(users)
    .innerJoin(events, and(eq(events.subjectId, users.id), eq(events.name, 'person.requested')))
    .where(
      and(
        sql`${users.id} in (select value from json_each(${JSON.stringify(userIds)}))`,
        eq(users.state, 'requested'),
        isNotNull(users.deletedAt),
      ),
    )

/** Whether people may register themselves, with this address where one is given. */
function isOpenTo({ registration, registrationDomains }: OrganizationSettings, email?: string): boolean {
  if (registration === 'open' || registration === 'approval') return true
  return registration === 'domain' && (!email || registrationDomains.includes(emailDomain(email)))
}
