import type { TenantRecord } from '../../../tenants/directory/records'
import type { Platform } from '../../../tenants/platform'
import { signUp } from '../../../tenants/sign-up'
import { Invalid, refuseWrong } from '../../errors'
import { readEmail } from '../../lib/email-address'
import { judgePassword } from '../../lib/judge-password'
import type { Message } from '../../lib/message'
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
  const situation = { role: 'owner', hasSecondFactor: false, organizationName: organization, email, name } as const
  refuseWrong(
    !organization && new Invalid('organization', 'signUp.organizationMissing'),
    slug ? invalid('slug', judgeSlug(slug)) : new Invalid('slug', 'signUp.suggested'),
    !name && new Invalid('owner', 'signUp.nameMissing'),
    !email && new Invalid('email', 'email.unreadable'),
    invalid('password', judgePassword(order.password, situation)),
  )
  if (!slug || !email) throw new Invalid('email', 'email.unreadable')

  const { locale, zone, plan, consents } = order
  const passwordHash = await hashPassword(order.password, platform.passwordCost)
  const founding = { organization, slug, owner: { name, email, passwordHash }, locale, zone, plan, consents }
  return signUp(platform, founding, nonce, foundOrganization)
}

const invalid = (field: string, wrong: Message | null) =>
  wrong && new Invalid(field, wrong.key, wrong.values as Record<string, number>)
