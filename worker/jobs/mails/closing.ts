import { organizationReopened } from '../../../views/mails/organization-closed'
import { readOrganization } from '../../domain/organization'
import { ownersForMailQuery } from '../../domain/people'
import type { Composer } from './letter'

/** An owner opened the organization again: the others were told that it is closed, and hear this, too. */
export const reopenedMails: Composer = async (tenant) => {
  const { name: organization } = await readOrganization(tenant)
  const owners = await ownersForMailQuery(tenant)
  return owners.flatMap(({ id, name, email, locale }) =>
    email
      ? [{ about: id, to: { email, locale }, write: organizationReopened({ name, organization, href: tenant.origin }) }]
      : [],
  )
}
