import type { Platform } from '../../tenants/platform'
import { listOrganizationsOf } from '../../tenants/sign-in-hints'
import { organizationsMail } from '../../views/mails/organizations'
import { writeLetter } from './mails/letter'

/** Mails somebody the organizations that know the address, or that none does. */
export async function sendOrganizations(platform: Platform, email: string, locale: string): Promise<void> {
  const organizations = await listOrganizationsOf(platform, email)
  const letter = {
    to: { email, locale },
    write: organizationsMail({ organizations }),
  }
  await platform.mail.send(await writeLetter(platform, null, letter, `find:${crypto.randomUUID()}`))
}
