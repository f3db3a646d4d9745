import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { insist, isInsisted } from '../../db/insist'
import { courses, joinLinks, users } from '../../db/schema'
import { Conflict, Gone, Invalid, NotFound, refuseWrong } from '../../errors'
import { readEmail } from '../../lib/email-address'
import { newId, readCode } from '../../lib/ids'
import { hashPassword, type PasswordCost } from '../../lib/password'
import { cleanLine } from '../../lib/text'
import { recordAudit } from '../audit'
import { joinByCode } from '../enrollments'
import { recordEvent } from '../events'
import type { OrganizationSettings } from '../organization'
import {
  countTries,
  hashed,
  type Limit,
  orTooMany,
  personEntry,
  startSession,
  triesQueries,
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
  if (!link && own) return { link: null, courses: [own] }
  if (!link) throw new NotFound()
  if (!isOpen(link, tenant.now())) throw new Gone('joinLinks.over')
  return { link, courses: into, groupIds: groups.map(({ id }) => id) }
}

const courseOfCodeQuery = ({ db }: Tenant, code: string) =>
  db
    .select({ id: courses.id, title: courses.title })
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
  const { link, ...entrance } = await findJoin(tenant, typed, address, true)
  if (!link) return (await joinByCode(tenant, actor, typed)).courseId
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

type Newcomer = {
  name: string
  email: string
  password: string
  /** Empty: as the organization. */
  locale?: string
  zone?: string
  device: string
  address: string
}

/**
 * A stranger registers by a link and is signed in: gives the cookie's value and the course to land in. The address is
 * confirmed later by mail. Throws Invalid in the form's fields, Gone where the last place went to somebody else.
 */
export async function registerByJoinLink(
  tenant: Tenant,
  typed: string,
  newcomer: Newcomer,
  organization: OrganizationSettings,
  cost: PasswordCost,
): Promise<{ token: string; courseId: string | null }> {
  const { link, ...entrance } = await findJoin(tenant, typed, newcomer.address, true)
  if (!link) throw new NotFound()
  const { locale, zone } = newcomer
  const name = cleanLine(newcomer.name, 200)
  const email = readEmail(newcomer.email)
  refuseWrong(
    !name && new Invalid('name', 'people.nameMissing'),
    !email && new Invalid('email', 'people.emailUnreadable'),
    wrongPassword(newcomer.password, { role: link.role, email, name }, organization),
  )
  if (!email) throw new Invalid('email', 'people.emailUnreadable')
  const passwordHash = await hashPassword(newcomer.password, cost)
  const id = newId()
  const at = tenant.now()
  const { db } = tenant
  try {
    await db.batch([
      db.insert(users).values({ id, name, email, passwordHash, role: link.role, locale, zone, createdAt: at }),
      recordEvent(db, 'join-link.used', link.id, { key: id, actorId: id, at }),
      ...takePlace(tenant, link),
      indexEntry(db, personEntry({ id, name, email, username: null })),
      ...enterStatements(tenant, id, entrance, { source: 'link', sourceId: link.id, actor: null }),
      recordEvent(db, 'user.activated', id, { key: newId(), actorId: id, at }),
      recordEvent(db, 'user.email-given', id, { key: newId(), actorId: id, at }),
      recordAudit(tenant, null, 'person.register', { kind: 'person', id, after: { link: link.id } }),
    ])
  } catch (error) {
    if (isInsisted(error)) throw new Gone('joinLinks.over')
    if (isUniqueViolation(error)) throw new Conflict('join.emailTaken')
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
