import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { groupMembers, groups, observerLinks, users } from '../../db/schema'
import type { Actor, Role } from '../../domain/policy'
import { indexEntry } from '../../domain/search'
import { newId } from '../../lib/ids'
import { learnerNames } from './names'

export type SeedPeople = { olga: Actor; ada: Actor; ivy: Actor; ian: Actor; omar: Actor; learners: Actor[] }

const staff = [
  ['ada', 'Ada Lindgren', 'admin'],
  ['ivy', 'Ivy Tanaka', 'instructor'],
  ['ian', 'Ian Abara', 'instructor'],
  ['omar', 'Omar Okafor', 'learner'],
] as const satisfies readonly (readonly [string, string, Role])[]

/** Everybody of Acme with the one development password: an owner, an admin, two instructors, an observer and sixty learners. */
export async function makePeople(tenant: Tenant, passwordHash: string): Promise<SeedPeople> {
  const { db } = tenant
  const now = tenant.now()
  const row = (id: string, name: string, role: Role, email: string) => ({
    id,
    name,
    role,
    email,
    passwordHash,
    emailVerifiedAt: now,
    createdAt: now,
  })
  const rows = [
    ...staff.map(([first, name, role]) => row(newId(), name, role, `${first}@acme.example`)),
    ...learnerNames.map((name, i) =>
      row(newId(), name, 'learner' as const, i === 0 ? 'lena@acme.example' : `learner${i + 1}@acme.example`),
    ),
  ]
  for (const one of rows)
    await db.batch([
      db.insert(users).values(one),
      indexEntry(db, { kind: 'person', subjectId: one.id, title: one.name }),
    ])
  await db.update(users).set({ emailVerifiedAt: now }).where(eq(users.role, 'owner'))
  const [olga] = await db.select().from(users).where(eq(users.role, 'owner')).limit(1)
  const [ada, ivy, ian, omar, ...learners] = rows.map(actorOf) as [Actor, Actor, Actor, Actor, ...Actor[]]
  await makeGroups(tenant, learners)
  await db
    .insert(observerLinks)
    .values({ observerId: omar.id, learnerId: learners[0]!.id, createdBy: ada.id, createdAt: now })
  return { olga: actorOf(olga!), ada, ivy, ian, omar, learners }
}

async function makeGroups({ db, now }: Tenant, learners: Actor[]) {
  for (const [i, name] of ['Workshop', 'Office', 'Newcomers'].entries()) {
    const id = newId()
    const members = learners.filter((_, j) => j % 3 === i)
    await db.insert(groups).values({ id, name, createdAt: now() })
    await db.insert(groupMembers).values(members.map(({ id: userId }) => ({ groupId: id, userId, createdAt: now() })))
  }
}

const actorOf = ({ id, name, role }: { id: string; name: string; role: Role }): Actor => ({
  id,
  name,
  role,
  photoId: null,
  courseRoles: {},
  verified: true,
  locale: 'en',
  zone: 'Europe/Berlin',
  scopes: null,
})
