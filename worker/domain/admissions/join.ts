import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { insist, isInsisted } from '../../db/insist'
import { courses, joinLinks, users } from '../../db/schema'
import { Conflict, Gone, Invalid, NotFound, refuseWrong } from '../../errors'
import { readEmail } from '../../lib/email-address'
import { newId, readCode, sha256Hex } from '../../lib/ids'
import type { PasswordCost } from '../../lib/password'
import { cleanLine } from '../../lib/text'
import { recordAudit } from '../audit'
import { isCodeOpen, joinByCode } from '../enrollments'
import { recordEvent } from '../events'
import { consentRows, type OrganizationSettings, organizationQuery } from '../organization'
import {
  admit,
  codeQuery,
  countTries,
  hashed,
  issueCode,
  keepPlace,
  type Limit,
  mailing,
  orGone,
  orTooMany,
  passwordColumns,
  personEntry,
  startSession,
  triesQueries,
  useCode,
  wrongPassword,
} from '../people'
import type { Actor } from '../policy'
import { indexEntry } from '../search'
import { enterStatements, entranceQueries, landing } from './entrance'
import { isOpen, type JoinLink } from './join-links'

/** Codes are short, so whoever guesses them is slowed down; a whole class behind one address is not. */
const tries = (address: string): Limit[] => [{ key: `from:${address}`, most: 300, seconds: 900 }]

/**
 * Where a code leads: one of our links, or the course that has it as its own; one trip. A form's try is counted, looking
 * at a page only asks whether too many were. NotFound for no code of ours, Gone for a link that is over or full, TooMany.
 */
export async function findJoin(tenant: Tenant, typed: string, address: string, isTry = false) {
  const found = await lookUp(tenant, typed, address, isTry)
  if (!found.isOpen) throw new Gone(found.link ? 'joinLinks.over' : 'courses.codeOver')
  return found
}

async function lookUp(tenant: Tenant, typed: string, address: string, isTry: boolean) {
  const { db } = tenant
  const code = readCode(typed) ?? ''
  const limits = await hashed(tenant, tries(address))
  const [[link], [own], into, groups, ...counts] = await db.batch([
    db.select().from(joinLinks).where(eq(joinLinks.code, code)).limit(1),
    courseOfCodeQuery(tenant, code),
    ...entranceQueries(tenant, {
      courseIds: sql`(select course_ids from join_links where code = ${code})`,
      groupIds: sql`(select group_ids from join_links where code = ${code})`,
    }),
    ...(isTry ? countTries(tenant, 'code', limits) : triesQueries(tenant, 'code', limits)),
  ])
  orTooMany(tenant, limits, counts)
  const now = tenant.now()
  if (!link && own) {
    const { id, title, ...limits } = own
    return { link: null, courses: [{ id, title }], isOpen: isCodeOpen(limits, now) }
  }
  if (!link) throw new NotFound()
  return { link, courses: into, groupIds: groups.map(({ id }) => id), isOpen: isOpen(link, now) }
}

const courseOfCodeQuery = ({ db }: Tenant, code: string) =>
  db
    .select({
      id: courses.id,
      title: courses.title,
      joinEndsAt: courses.joinEndsAt,
      joinMost: courses.joinMost,
      joinUses: courses.joinUses,
    })
    .from(courses)
    .where(
      and(
        eq(courses.joinCode, code),
        eq(courses.joining, 'code'),
        isNotNull(courses.publishedAt),
        isNull(courses.archivedAt),
        isNull(courses.deletedAt),
      ),
    )
    .limit(1)

/** Somebody who is here already comes into what the link names; a second time changes nothing. Gives the course to land in. */
export async function useJoinCode(
  tenant: Tenant,
  actor: Actor,
  typed: string,
  address: string,
): Promise<string | null> {
  const { link, isOpen, ...entrance } = await lookUp(tenant, typed, address, true)
  // A course's own code also lands those who are in it already, whom no limit turns away.
  if (!link) return (await joinByCode(tenant, actor, typed)).courseId
  if (!isOpen) throw new Gone('joinLinks.over')
  const { db } = tenant
  try {
    await db.batch([
      recordEvent(db, 'join-link.used', link.id, { key: actor.id, actorId: actor.id, at: tenant.now() }),
      ...takePlace(tenant, link),
      ...enterStatements(tenant, actor.id, entrance, { source: 'link', sourceId: link.id, actor }),
    ])
  } catch (error) {
    if (isInsisted(error)) throw new Gone('joinLinks.over')
    if (!isUniqueViolation(error)) throw error
    return landing(entrance)
  }
  await tenant.queue.send('drain')
  return landing(entrance)
}

export type Asking = { email: string; locale: string; address: string }

/**
 * A stranger comes by a link: first the address, so that the answer is the same for one that is here already. Throws
 * Invalid where nobody new may come, NotFound for a code that is no link, Gone, TooMany.
 */
export async function askToJoin(
  tenant: Tenant,
  typed: string,
  { email: given, locale, address }: Asking,
  { registration, name }: OrganizationSettings,
): Promise<void> {
  const { link } = await findJoin(tenant, typed, address, true)
  if (!link) throw new NotFound()
  if (registration === 'closed') throw new Invalid('', 'join.closed', { organization: name })
  const email = readEmail(given)
  if (!email) throw new Invalid('email', 'people.emailUnreadable')
  await keepPlace(tenant)
  // A whole class asks from one place: the link's own count holds there.
  await admit(tenant, 'register', [mailing(email, address)[0]!])
  const payload = { email, locale, join: link.code }
  await recordEvent(tenant.db, 'person.registering', newId(), { payload, at: tenant.now() })
  await tenant.queue.send('drain')
}

export const issueJoining = (tenant: Tenant, email: string, join: string) =>
  issueCode(tenant, { purpose: 'joining', userId: null, payload: { email, join } })

/** What the link of the mail opens. Throws Gone where it, or the join link behind it, is over or closed to newcomers. */
export async function findJoining(tenant: Tenant, secret: string, address: string) {
  const id = await sha256Hex(secret)
  const [[found], [settings]] = await tenant.db.batch([codeQuery(tenant, 'joining', id), organizationQuery(tenant.db)])
  if (found?.usedAt) throw new Gone('register.already')
  const code = orGone(tenant, found)
  const { link, ...entrance } = await findJoin(tenant, code.payload.join ?? '', address)
  if (!link || settings!.registration === 'closed') throw new Gone('joinLinks.over')
  return { code, email: code.payload.email ?? '', link, entrance, settings: settings! }
}

type Newcomer = {
  name: string
  password: string
  /** Empty: as the organization. */
  locale?: string
  zone?: string
  consents: Record<string, string>
  device: string
  address: string
}

/**
 * Whoever has the mail's link registers and is signed in: gives the cookie's value and the course to land in. Throws
 * Invalid in the form's fields, Gone where the last place went to somebody else.
 */
export async function registerByJoinLink(
  tenant: Tenant,
  secret: string,
  newcomer: Newcomer,
  cost: PasswordCost,
): Promise<{ token: string; courseId: string | null }> {
  const { code, email, link, entrance, settings } = await findJoining(tenant, secret, newcomer.address)
  const { locale, zone } = newcomer
  const name = cleanLine(newcomer.name, 200)
  refuseWrong(
    !name && new Invalid('name', 'people.nameMissing'),
    wrongPassword(newcomer.password, { role: link.role, email, name }, settings),
  )
  await keepPlace(tenant)
  const password = await passwordColumns(newcomer.password, cost)
  const id = newId()
  const at = tenant.now()
  const { db } = tenant
  const person = { id, name, email, emailVerifiedAt: at, ...password, role: link.role, locale, zone, createdAt: at }
  try {
    await db.batch([
      ...useCode(tenant, code),
      db.insert(users).values(person),
      recordEvent(db, 'join-link.used', link.id, { key: id, actorId: id, at }),
      ...takePlace(tenant, link),
      indexEntry(db, personEntry({ id, name, email, username: null })),
      ...consentRows(tenant, id, newcomer.consents),
      ...enterStatements(tenant, id, entrance, { source: 'link', sourceId: link.id, actor: null }),
      recordEvent(db, 'user.activated', id, { key: newId(), actorId: id, at }),
      recordEvent(db, 'user.email-given', id, { key: newId(), actorId: id, at }),
      recordAudit(tenant, null, 'person.register', { kind: 'person', id, after: { link: link.id } }),
    ])
  } catch (error) {
    if (isInsisted(error)) throw new Gone('joinLinks.over')
    if (isUniqueViolation(error)) throw new Conflict('register.already')
    throw error
  }
  await tenant.queue.send('drain')
  return { token: await startSession(tenant, id, newcomer.device), courseId: landing(entrance) }
}

/** Takes one place of a link, or breaks the batch: two at the same moment never share the last one. */
function takePlace({ db, now }: Tenant, { id }: JoinLink) {
  return [
    insist(
      db,
      sql`exists (select 1 from join_links where id = ${id} and revoked_at is null
        and (expires_at is null or expires_at > ${now()}) and (max_uses is null or uses < max_uses))`,
    ),
    db
      .update(joinLinks)
      .set({ uses: sql`${joinLinks.uses} + 1` })
      .where(eq(joinLinks.id, id)),
  ]
}
