import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { sessions, users } from '../../db/schema'
import type { Role } from '../../db/schema/people'
import { Invalid, NotFound } from '../../errors'
import { newCode, newId, spellCode } from '../../lib/ids'
import type { PasswordCost } from '../../lib/password'
import { cleanLine } from '../../lib/text'
import { recordAudit } from '../audit'
import { enrollStatements } from '../enrollments'
import { recordEvent } from '../events'
import { type OrganizationSettings, organizationQuery } from '../organization'
import { keepPlaces, passwordColumns, personEntry, personQuery, readUsername } from '../people'
import { type Actor, authorize, needsAddress } from '../policy'
import { indexEntry } from '../search'

/** What stands on a card; the pass code is nowhere else and is shown this once. */
export type SignInCard = { personId: string; name: string; username: string; passCode: string }

type Pupil = { name: string; username: string; role: Role; courseIds?: string[] }

/** Adds a person without e-mail, and into courses, in one act: ready to sign in with what the card says. */
export async function addPupil(
  tenant: Tenant,
  actor: Actor,
  pupil: Pupil,
  organization: OrganizationSettings,
  cost: PasswordCost,
): Promise<SignInCard> {
  authorize(actor, 'person.list')
  authorize(actor, 'person.grant', pupil)
  const courseIds = [...new Set(pupil.courseIds)]
  for (const courseId of courseIds) authorize(actor, 'course.enroll', { courseId })
  const name = cleanLine(pupil.name, 200)
  if (!name) throw new Invalid('name', 'people.nameMissing')
  const username = readUsername(pupil.username)
  if (!username) throw new Invalid('signIn', 'people.usernameUnreadable')
  if (needsAddress(pupil.role)) throw new Invalid('role', 'people.roleNeedsEmail')
  await keepPlaces(tenant, 1)
  const { db } = tenant
  const id = newId()
  const passCode = newPassCode(organization, pupil.role)
  const password = await passwordColumns(passCode, cost)
  try {
    await db.batch([
      db.insert(users).values({ id, name, username, role: pupil.role, ...password, createdAt: tenant.now() }),
      indexEntry(db, personEntry({ id, name, username, email: null })),
      recordEvent(db, 'user.activated', id, { actorId: actor.id, at: tenant.now() }),
      recordAudit(tenant, actor, 'person.add', { kind: 'person', id, after: { name, username, role: pupil.role } }),
      ...courseIds.flatMap((courseId) => [
        ...enrollStatements(tenant, { courseId, userIds: [id], source: 'admin', actor }),
        recordAudit(tenant, actor, 'course.enroll', {
          kind: 'course',
          id: courseId,
          after: { people: [id], role: 'learner', dueAt: null },
        }),
      ]),
    ])
  } catch (error) {
    throw isUniqueViolation(error) ? new Invalid('signIn', 'people.usernameTaken') : error
  }
  await tenant.queue.send('drain')
  return { personId: id, name, username, passCode }
}

/** A new pass code for somebody who signs in by username; the old one and every open session end. */
export async function renewSignInCard(
  tenant: Tenant,
  actor: Actor,
  id: string,
  cost: PasswordCost,
): Promise<SignInCard> {
  const { db } = tenant
  const [[person], [settings]] = await db.batch([personQuery(tenant, id), organizationQuery(db)])
  if (!person) throw new NotFound()
  authorize(actor, 'person.edit', person)
  if (!person.username) throw new Invalid('', 'people.cardNeedsUsername')
  const passCode = newPassCode(settings!, person.role)
  const password = await passwordColumns(passCode, cost)
  await db.batch([
    db
      .update(users)
      .set({ ...password, ...(person.state === 'invited' ? { state: 'active' as const } : {}) })
      .where(eq(users.id, id)),
    db.delete(sessions).where(eq(sessions.userId, id)),
    recordEvent(db, 'session.ended', id, { key: newId(), actorId: actor.id, at: tenant.now() }),
    ...(person.state === 'invited'
      ? [recordEvent(db, 'user.activated', id, { key: newId(), actorId: actor.id, at: tenant.now() })]
      : []),
    recordAudit(tenant, actor, 'person.sign-in-card', { kind: 'person', id }),
  ])
  await tenant.queue.send('drain')
  return { personId: id, name: person.name, username: person.username, passCode }
}

/** Small letters and digits that cannot be mistaken, in groups of four, as long as the person's passwords have to be. */
function newPassCode({ passwordLength }: OrganizationSettings, role: Role): string {
  const least = role === 'owner' || role === 'admin' ? 16 : 8
  return spellCode(newCode(Math.max(least, passwordLength))).toLowerCase()
}
