import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { sessions, users } from '../../db/schema'
import { Invalid, refuseWrong } from '../../errors'
import { isLongPassword, judgePassword } from '../../lib/judge-password'
import { hashPassword, type PasswordCost, verifyPassword } from '../../lib/password'
import type { PersonRow } from './find-person'

type Judged = Pick<PersonRow, 'role' | 'email' | 'name'>

/** Throws Invalid(`field`) where the organization or good sense asks for a better password. */
export const checkPassword = (...judged: Parameters<typeof wrongPassword>) => refuseWrong(wrongPassword(...judged))

/** The same to be told with what else is wrong; null where the password is good. */
export function wrongPassword(
  password: string,
  person: Judged,
  organization: { name: string; passwordLength: number },
  field = 'password',
): Invalid | null {
  const wrong = judgePassword(password, {
    role: person.role,
    hasSecondFactor: false,
    minLength: organization.passwordLength,
    organizationName: organization.name,
    email: person.email,
    name: person.name,
  })
  return wrong && new Invalid(field, wrong.key, wrong.values as Record<string, number>)
}

/** Throws Invalid(`field`) where it is not the password that is kept. */
export async function confirmPassword(
  person: Pick<PersonRow, 'passwordHash'>,
  password: string,
  cost: PasswordCost,
  field: string,
): Promise<void> {
  if (!(await verifyPassword(password, person.passwordHash, cost))) throw new Invalid(field, 'account.wrongPassword')
}

/** What is kept of a password. */
export const passwordColumns = async (password: string, cost: PasswordCost) => ({
  passwordHash: await hashPassword(password, cost),
  longPassword: isLongPassword(password),
})

/** For the batch of the act: the new password, and the end of every sign-in that the old one opened. */
export async function givePassword(tenant: Tenant, userId: string, password: string, cost: PasswordCost) {
  return [
    tenant.db
      .update(users)
      .set(await passwordColumns(password, cost))
      .where(eq(users.id, userId)),
    tenant.db.delete(sessions).where(eq(sessions.userId, userId)),
  ] as const
}
