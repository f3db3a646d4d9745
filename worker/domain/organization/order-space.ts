import type { TenantRecord } from '../../../tenants/directory/records'
import type { Platform } from '../../../tenants/platform'
import { signUp } from '../../../tenants/sign-up'
import { Invalid } from '../../errors'
import { readEmail } from '../../lib/email-address'
import { judgePassword } from '../../lib/judge-password'
import { hashPassword } from '../../lib/password'
import type { Plan } from '../../lib/plans'
import { judgeSlug, readSlug } from '../../lib/slug'
import { cleanLine } from '../../lib/text'
import { foundOrganization } from './found'

export type SpaceOrder = {
  organization: string
  slug: string
  owner: string
  email: string
  password: string
  locale: string
  zone: string
  plan: Plan
  consents: Record<string, string>
}

/**
 * Orders a space for an organization and its owner; the same `nonce` finds the same order. The space is `active`, or on
 * its way while none is free. Throws Invalid for the field that cannot be taken.
 */
export async function orderSpace(platform: Platform, order: SpaceOrder, nonce: string): Promise<TenantRecord> {
  const organization = cleanLine(order.organization, 100)
  const slug = readSlug(order.slug)
  const email = readEmail(order.email)
  const name = cleanLine(order.owner, 100)
  if (!organization) throw new Invalid('organization', 'signUp.organizationMissing')
  if (!slug) throw new Invalid('slug', 'signUp.suggested')
  const wrongSlug = judgeSlug(slug)
  if (wrongSlug) throw new Invalid('slug', wrongSlug.key, wrongSlug.values as Record<string, number>)
  if (!name) throw new Invalid('owner', 'signUp.nameMissing')
  if (!email) throw new Invalid('email', 'email.unreadable')
  const situation = { role: 'owner', hasSecondFactor: false, organizationName: organization, email, name } as const
  const wrong = judgePassword(order.password, situation)
  if (wrong) throw new Invalid('password', wrong.key, wrong.values as Record<string, number>)

  const { locale, zone, plan, consents } = order
  const passwordHash = await hashPassword(order.password, platform.passwordCost)
  const founding = { organization, slug, owner: { name, email, passwordHash }, locale, zone, plan, consents }
  return signUp(platform, founding, nonce, foundOrganization)
}
