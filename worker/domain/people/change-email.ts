import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { codes, users } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import { readEmail } from '../../lib/email-address'
import { newId } from '../../lib/ids'
import type { PasswordCost } from '../../lib/password'
import { recordAudit } from '../audit'
import { recordEvent, recordReachMoved } from '../events'
import type { Actor } from '../policy'
import { indexEntry } from '../search'
import { type Code, findCode, issueCode, readCode, useCode } from './codes'
import { personEntry } from './edit-person'
import { personRowQuery, personWithEmailQuery } from './find-person'
import { confirmPassword } from './passwords'
import { admit, guessing, mailing } from './throttle'

export type EmailChange = { email: string; password: string; address: string }

/** Asks to move to another address: both the old and the new one are written to, and both have to confirm. */
export async function askForEmailChange(
  tenant: Tenant,
  actor: Actor,
  { email: typed, password, address }: EmailChange,
  cost: PasswordCost,
): Promise<void> {
  const email = readEmail(typed)
  if (!email) throw new Invalid('email', 'email.unreadable')
  await admit(tenant, 'sign-in', guessing(actor.id, address))
  await admit(tenant, 'mail', mailing(email, address))
  const [person] = await personRowQuery(tenant, actor.id)
  if (!person) throw new NotFound()
  await confirmPassword(person, password, cost, 'passwordForEmail')
  if (person.email?.toLowerCase() === email) throw new Invalid('email', 'account.sameEmail')
  const changeId = newId()
  await tenant.db.batch([
    recordEvent(tenant.db, 'person.email-change-asked', actor.id, {
      key: changeId,
      actorId: actor.id,
      payload: { email },
      at: tenant.now(),
    }),
    recordAudit(tenant, actor, 'person.ask-email-change', { kind: 'person', id: actor.id, after: { email } }),
  ])
  await tenant.queue.send('drain')
}

export type EmailChangeMails = {
  person: { id: string; name: string; email: string | null; locale: string }
  /** Somebody else here has the new address: it gets a mail that says so, and nothing can be confirmed. */
  isTaken: boolean
}

export async function findEmailChange(tenant: Tenant, userId: string, email: string): Promise<EmailChangeMails | null> {
  const [[person], [other]] = await tenant.db.batch([
    personRowQuery(tenant, userId),
    personWithEmailQuery(tenant, email),
  ])
  return person ? { person, isTaken: other !== undefined && other.id !== userId } : null
}

type Side = 'old' | 'new'

/** The secret for one of the mails. The change happens when every side has used one; whoever had no address has one side. */
export const issueEmailChange = (
  tenant: Tenant,
  side: Side,
  userId: string,
  change: { id: string; email: string; sides: 1 | 2 },
) =>
  issueCode(tenant, {
    purpose: `change-email-${side}`,
    userId,
    payload: { change: change.id, email: change.email, sides: String(change.sides) },
  })

export async function findEmailConfirmation(tenant: Tenant, side: Side, secret: string) {
  const code = await findCode(tenant, `change-email-${side}`, secret)
  return { email: code.payload.email ?? '' }
}

/** What came of a link that opens nothing any more; null where it was never used. */
export async function readConfirmed(tenant: Tenant, side: Side, secret: string): Promise<'changed' | 'half' | null> {
  const code = await readCode(tenant, `change-email-${side}`, secret)
  if (!code || code.usedAt === null) return null
  const [row] = await sidesConfirmed(tenant, code)
  return Number(row?.sides) >= Number(code.payload.sides) ? 'changed' : 'half'
}

/** Confirms one side. True when both have confirmed and the address is changed. Throws Gone; Conflict when somebody took the address meanwhile. */
export async function confirmEmailChange(tenant: Tenant, side: Side, secret: string): Promise<boolean> {
  const code = await findCode(tenant, `change-email-${side}`, secret)
  const userId = code.userId ?? ''
  const { email = '' } = code.payload
  const now = tenant.now()
  const [, , changed] = await tenant.db
    .batch([
      ...useCode(tenant, code),
      tenant.db
        .update(users)
        .set({ email, emailVerifiedAt: now })
        .where(
          and(
            eq(users.id, userId),
            isNull(users.deletedAt),
            sql`(${sidesConfirmed(tenant, code)}) >= ${Number(code.payload.sides)}`,
          ),
        )
        .returning({ id: users.id, name: users.name, email: users.email, username: users.username }),
      recordAudit(tenant, null, 'person.confirm-email-change', { kind: 'person', id: userId, after: { email, side } }),
      recordEvent(tenant.db, 'person.email-changed', userId, { key: code.id, actorId: userId, at: now }),
      recordReachMoved(tenant.db, [userId], { actorId: userId, at: now }),
    ])
    .catch(orConflict('account.emailTaken'))
  const [person] = changed
  if (person) await indexEntry(tenant.db, personEntry(person))
  await tenant.queue.send('drain')
  return person !== undefined
}

/** How many sides of the change have confirmed. */
const sidesConfirmed = (tenant: Tenant, code: Code) =>
  tenant.db
    .select({ sides: sql`count(distinct ${codes.purpose})` })
    .from(codes)
    .where(
      and(
        eq(codes.userId, code.userId ?? ''),
        sql`${codes.payload} ->> 'change' = ${code.payload.change ?? ''}`,
        isNotNull(codes.usedAt),
      ),
    )
