import type { Tenant } from '../../../tenants/tenant'
import { Conflict, Invalid, refuseWrong } from '../../errors'
import { readEmail } from '../../lib/email-address'
import type { PasswordCost } from '../../lib/password'
import { cleanLine } from '../../lib/text'
import type { OrganizationSettings } from '../organization'
import { readUsername } from '../people'
import { type Actor, authorize } from '../policy'
import { allThere, invitePeople, isRole } from './invite-people'
import { addPupil, type SignInCard } from './sign-in-cards'

const mostName = 200
const mostEmail = 254

export type Added = { name: string; signIn: string; role: string; courseIds?: string[] }

/** Adds one person, into courses too: an e-mail address is invited, a username gets a sign-in card, which is given back. */
export async function addPerson(
  tenant: Tenant,
  actor: Actor,
  { name, signIn, role, courseIds = [] }: Added,
  organization: OrganizationSettings,
  cost: PasswordCost,
): Promise<SignInCard | null> {
  authorize(actor, 'person.list')
  const isUsername = signIn.trim() !== '' && !signIn.includes('@')
  const email = isUsername ? null : readEmail(signIn)
  refuseWrong(
    !cleanLine(name) && new Invalid('name', 'people.nameMissing'),
    name.length > mostName && new Invalid('name', 'form.tooLong', { most: mostName }),
    isUsername && !readUsername(signIn) && new Invalid('signIn', 'people.usernameUnreadable'),
    !isUsername && (!email || signIn.length > mostEmail) && new Invalid('signIn', 'people.emailUnreadable'),
    !isRole(role) && new Invalid('role', 'people.chooseRole'),
  )
  if (!isRole(role)) return null
  if (!email) {
    if (courseIds.length) await allThere(tenant, { courseIds, groupIds: [] })
    return addPupil(tenant, actor, { name, username: signIn, role, courseIds }, organization, cost)
  }
  const { invited, waiting } = await invitePeople(tenant, actor, [{ email, name }], { role, courseIds, groupIds: [] })
  if (waiting.has(email)) throw new Conflict('people.invitedAlready')
  if (!invited.has(email)) throw new Conflict('people.emailTaken')
  return null
}
