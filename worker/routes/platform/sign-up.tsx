import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Platform } from '../../../tenants/platform'
import { admitAtPlatform } from '../../../tenants/platform-throttle'
import { isSlugFree } from '../../../tenants/sign-up'
import { currentVersions } from '../../../views/platform/documents'
import { Address, AddressHint, type AddressState, SignUpPage } from '../../../views/platform/sign-up'
import { sayMessage } from '../../../views/say-message'
import { locales } from '../../../views/translate'
import { orderSpace, type Plan, plans } from '../../domain/organization'
import type { AppEnv } from '../../env'
import { clientAddress } from '../../http/client-address'
import { emptyForm, type FormView, form, orForm } from '../../http/form'
import { chosenPassword } from '../../http/password-form'
import { readEmail } from '../../lib/email-address'
import { newToken } from '../../lib/ids'
import { leastPasswordLength } from '../../lib/judge-password'
import { judgeSlug, otherSlugs, readSlug, suggestSlug } from '../../lib/slug'
import { guessZone, isZone } from '../../lib/zones'
import { goToSpace } from './spaces'

/** Signing an organization up. */
export const signUpDoors = new Hono<AppEnv>()

/** An unknown plan is the free one. */
const planField = z.enum(Object.keys(plans) as Plan[]).catch('free')

const signUpForm = z.object({
  organization: z.string().trim().min(1, 'signUp.organizationMissing').max(100, 'form.tooLong'),
  slug: z.string().trim().max(60, 'form.tooLong').default(''),
  suggested: z.string().max(60).default(''),
  owner: z.string().trim().min(1, 'signUp.nameMissing').max(100, 'form.tooLong'),
  email: z
    .string()
    .trim()
    .min(1, 'email.missing')
    .max(254, 'form.tooLong')
    .refine((typed) => !typed || readEmail(typed) !== null, 'email.unreadable'),
  password: chosenPassword('owner', 'signUp.passwordMissing'),
  locale: z.enum(locales, 'form.check'),
  zone: z.string().max(60).refine(isZone, 'signUp.zoneUnknown'),
  plan: planField,
  agreed: z.literal('on', 'signUp.agreeMissing'),
  nonce: z.string().min(20).max(100),
})

const signUpPage: FormView = async (c, state) => {
  const { view, platform } = c.var
  const said = (name: string) => String(state.values[name] ?? '')
  const suggested = said('suggested') || suggestSlug(said('organization'))
  const address = await readAddress(c, said('slug') || suggested, suggested)
  const zone = guessZone(said('zone'), c.req.raw.cf?.timezone as string | undefined)
  const errors = withAddress(state.errors, address)
  return c.html(
    <SignUpPage
      view={view}
      state={{ ...state, errors }}
      nonce={said('nonce') || newToken()}
      suffix={suffixOf(platform)}
      address={address}
      zone={zone}
      plan={planField.parse(state.values.plan ?? c.req.query('plan'))}
      least={leastPasswordLength({ role: 'owner', hasSecondFactor: false })}
    />,
  )
}

signUpDoors.get('/sign-up', (c) => signUpPage(c, emptyForm))

/** Whether an address is free, as one types. It follows the organization's name until somebody changes it. */
signUpDoors.get('/sign-up/address', async (c) => {
  const { view, platform } = c.var
  const suffix = suffixOf(platform)
  const { organization, slug = '', suggested = '', hint } = c.req.query()
  if (hint) return c.html(<AddressHint view={view} suffix={suffix} address={await readAddress(c, slug, suggested)} />)
  const follows = slug === '' || slug === suggested
  const suggestion = suggestSlug((organization ?? '').slice(0, 100))
  const address = await readAddress(c, follows ? suggestion : slug, suggestion)
  return c.html(<Address view={view} suffix={suffix} address={address} />)
})

signUpDoors.post('/sign-up', form(signUpForm, signUpPage), async (c) => {
  const { platform } = c.var
  const { agreed, nonce, suggested, ...order } = c.req.valid('form')
  const { done: record, refused } = await orForm(c, signUpPage, { ...order, agreed, nonce, suggested }, async () => {
    await admitAtPlatform(platform, 'sign-up', { key: clientAddress(c), most: 20, seconds: 3600 })
    return orderSpace(platform, { ...order, consents: currentVersions }, nonce)
  })
  return record ? goToSpace(c, record) : refused
})

/** What is wrong with the address too, in the order of the fields: nobody should mend one thing to hear of the next. */
function withAddress(errors: Record<string, string>, { wrong }: AddressState): Record<string, string> {
  if (!wrong || Object.keys(errors).length === 0) return errors
  const order = Object.keys(signUpForm.shape)
  const all = Object.entries({ slug: wrong, ...errors })
  return Object.fromEntries(all.sort(([one], [next]) => order.indexOf(one) - order.indexOf(next)))
}

async function readAddress(c: Context<AppEnv>, typed: string, suggested: string): Promise<AddressState> {
  const { view, platform } = c.var
  const slug = readSlug(typed.slice(0, 60))
  if (!slug) return { slug, suggested, free: null, wrong: null, others: [] }
  const wrong = judgeSlug(slug)
  if (wrong) return { slug, suggested, free: false, wrong: sayMessage(view, wrong), others: [] }
  if (await isSlugFree(platform, slug)) return { slug, suggested, free: true, wrong: null, others: [] }
  return { slug, suggested, free: false, wrong: view.t('slug.taken'), others: await freeOnes(platform, slug) }
}

async function freeOnes(platform: Platform, slug: string) {
  const others = otherSlugs(slug).slice(0, 4)
  const free = await Promise.all(others.map((other) => isSlugFree(platform, other)))
  return others.filter((_, i) => free[i]).slice(0, 2)
}

const suffixOf = (platform: Platform) => `.${platform.origin.host}`
