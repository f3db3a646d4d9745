import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { users } from '../../db/schema'
import type { Visibility } from '../../db/schema/people'
import { Conflict, Invalid, NotFound, refuseWrong } from '../../errors'
import { readEmail } from '../../lib/email-address'
import { newId } from '../../lib/ids'
import { cleanLine, cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent, recordReachMoved } from '../events'
import { type Actor, authorize, needsAddress } from '../policy'
import { indexEntry } from '../search'
import { type Person, personQuery } from './person-query'
import { readUsername } from './usernames'

export type Profile = {
  name: string
  pronouns: string
  bio: string
  locale: string
  zone: string
  visibility: Visibility
}
/** How a person signs in: only admins change it for somebody else; one's own e-mail changes by mail to both addresses. */
export type Naming = { email: string; username: string }

/** What the person says about themselves. */
export async function editProfile(tenant: Tenant, actor: Actor, profile: Profile): Promise<void> {
  const [person] = await personQuery(tenant, actor.id)
  if (!person) throw new NotFound()
  await savePerson(tenant, actor, person, profile, { email: person.email ?? '', username: person.username ?? '' })
}

/** An admin corrects somebody's profile, address or username. A changed address counts as confirmed: the admin vouches for it. */
export async function editPerson(tenant: Tenant, actor: Actor, id: string, profile: Profile, naming: Naming) {
  const [person] = await personQuery(tenant, id)
  if (!person) throw new NotFound()
  authorize(actor, 'person.edit', person)
  await savePerson(tenant, actor, person, profile, naming)
}

async function savePerson(tenant: Tenant, actor: Actor, person: Person, profile: Profile, naming: Naming) {
  const { db } = tenant
  const name = cleanLine(profile.name, 200)
  const [givenEmail, givenUsername] = [naming.email.trim(), naming.username.trim()]
  const email = givenEmail ? readEmail(givenEmail) : null
  const username = givenUsername ? readUsername(givenUsername) : null
  refuseWrong(
    !name && new Invalid('name', 'people.nameMissing'),
    givenEmail !== '' && !email && new Invalid('email', 'people.emailUnreadable'),
    givenUsername !== '' && !username && new Invalid('username', 'people.usernameUnreadable'),
    needsAddress(person.role) && person.email !== null && !givenEmail && new Invalid('email', 'people.roleNeedsEmail'),
    givenEmail === '' && givenUsername === '' && new Invalid('email', 'people.wayInMissing'),
  )
  const changed = {
    name,
    email,
    username,
    pronouns: cleanLine(profile.pronouns, 40),
    bio: cleanText(profile.bio, 2_000),
    locale: profile.locale,
    zone: profile.zone,
    visibility: profile.visibility,
  }
  const readdressed = email !== person.email
  const isElse = readdressed || profile.locale !== person.locale || profile.zone !== person.zone
  const at = tenant.now()
  try {
    await db.batch([
      db
        .update(users)
        .set({
          ...changed,
          ...(readdressed && person.state === 'active' ? { emailVerifiedAt: email ? at : null } : {}),
        })
        .where(eq(users.id, person.id)),
      indexEntry(db, personEntry({ id: person.id, name, email, username })),
      recordAudit(tenant, actor, 'person.edit', {
        kind: 'person',
        id: person.id,
        before: pick(person),
        after: pick({ ...person, ...changed }),
      }),
      ...(readdressed && email
        ? [recordEvent(db, 'user.email-given', person.id, { key: newId(), actorId: actor.id, at })]
        : []),
      ...(isElse ? [recordReachMoved(db, [person.id], { actorId: actor.id, at })] : []),
    ])
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw /username/i.test(messageOf(error)) ? new Invalid('username', 'people.usernameTaken') : takenEmail(error)
  }
  if (isElse) await tenant.queue.send('drain')
}

const takenEmail = (error: unknown) =>
  /email/i.test(messageOf(error)) ? new Invalid('email', 'people.emailTaken') : new Conflict('error.conflict')

function messageOf(error: unknown): string {
  let said = ''
  for (let e = error; e instanceof Error; e = e.cause) said += e.message
  return said.slice(said.search(/UNIQUE constraint failed/i))
}

const pick = ({ name, email, username }: Pick<Person, 'name' | 'email' | 'username'>) => ({ name, email, username })

/** What search knows of a person. */
export const personEntry = ({ id, name, email, username }: Pick<Person, 'id' | 'name' | 'email' | 'username'>) => ({
  kind: 'person' as const,
  subjectId: id,
  title: name,
  body: [email, username].filter(Boolean).join(' '),
})
