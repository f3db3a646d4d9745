import { and, desc, eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { joinLinks } from '../../db/schema'
import type { Role } from '../../db/schema/people'
import { Invalid, NotFound } from '../../errors'
import { newCode, newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { type Actor, authorize } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { allThere, mayInvite } from './invite-people'

export type JoinLink = typeof joinLinks.$inferSelect

/** A link may make learners and instructors, nobody above: it is not known who opens it. */
export const linkRoles = ['learner', 'instructor'] as const satisfies Role[]

export type NewJoinLink = {
  role: (typeof linkRoles)[number]
  courseIds: string[]
  groupIds: string[]
  /** How many may come in by it; null is without limit. */
  maxUses: number | null
  /** UTC milliseconds; null is "until it is taken back". */
  expiresAt: number | null
}

export const MOST_USES = 100_000

/** The newest hundred links: unexecuted. */
export const joinLinksQuery = (tenant: Tenant) => linksQuery(tenant, { size: 100 })

/** All links page by page, the newest first. */
export async function listJoinLinks(tenant: Tenant, actor: Actor, page: PageAsked) {
  authorize(actor, 'person.list')
  return cutPage(await linksQuery(tenant, { ...page, size: page.size + 1 }), page.size, ({ createdAt, id }) => [
    createdAt,
    id,
  ])
}

const linksQuery = ({ db }: Tenant, { cursor, size }: PageAsked) =>
  db
    .select()
    .from(joinLinks)
    .where(and(behind([joinLinks.createdAt, joinLinks.id], cursor, 'down')))
    .orderBy(desc(joinLinks.createdAt), desc(joinLinks.id))
    .limit(size)

export async function makeJoinLink(tenant: Tenant, actor: Actor, wanted: NewJoinLink): Promise<JoinLink> {
  mayInvite(actor)
  if (!linkRoles.includes(wanted.role)) throw new Invalid('role', 'people.chooseRole')
  authorize(actor, 'person.grant', wanted)
  const at = tenant.now()
  const { maxUses, expiresAt } = wanted
  if (maxUses !== null && !(Number.isInteger(maxUses) && maxUses > 0 && maxUses <= MOST_USES))
    throw new Invalid('maxUses', 'joinLinks.badLimit', { most: MOST_USES })
  if (expiresAt !== null && expiresAt <= at) throw new Invalid('expiresOn', 'joinLinks.past')
  await allThere(tenant, wanted)
  const link: JoinLink = {
    id: newId(),
    code: newCode(8),
    role: wanted.role,
    courseIds: wanted.courseIds,
    groupIds: wanted.groupIds,
    maxUses,
    uses: 0,
    expiresAt,
    createdBy: actor.id,
    createdAt: at,
    revokedAt: null,
  }
  await tenant.db.batch([
    tenant.db.insert(joinLinks).values(link),
    recordAudit(tenant, actor, 'join-link.make', { kind: 'join-link', id: link.id, after: wanted }),
  ])
  return link
}

/** Closes a link; who came in by it stays. Gives the act's id, by which it opens again; null where it was closed. */
export async function revokeJoinLink(tenant: Tenant, actor: Actor, id: string): Promise<string | null> {
  authorize(actor, 'person.list')
  const { db } = tenant
  const [link] = await db.select().from(joinLinks).where(eq(joinLinks.id, id)).limit(1)
  if (!link) throw new NotFound()
  if (link.revokedAt !== null) return null
  const at = tenant.now()
  const actId = newId()
  await db.batch([
    keepWayBack(tenant, actor, { id: actId, kind: 'join-link.revoke', before: { id }, at }),
    db.update(joinLinks).set({ revokedAt: at }).where(eq(joinLinks.id, id)),
    recordAudit(tenant, actor, 'join-link.revoke', { kind: 'join-link', id }),
  ])
  return actId
}

/** Opens it again, by the same code, to whoever may still make such a link. */
export const linkBack = reversal<{ id: string }>({
  subject: ({ id }) => ({ kind: 'join-link', id }),
  async prepare(tenant, actor, { id }, at) {
    const { db } = tenant
    const [link] = await db.select().from(joinLinks).where(eq(joinLinks.id, id)).limit(1)
    if (!link) throw new NotFound()
    mayInvite(actor)
    authorize(actor, 'person.grant', link)
    return [
      db
        .update(joinLinks)
        .set({ revokedAt: null })
        .where(and(eq(joinLinks.id, id), eq(joinLinks.revokedAt, at))),
    ]
  },
})

/** Whether one can come in by a link now. */
export const isOpen = ({ revokedAt, expiresAt, maxUses, uses }: JoinLink, now: number) =>
  revokedAt === null && (expiresAt === null || expiresAt > now) && (maxUses === null || uses < maxUses)
