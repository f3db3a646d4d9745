import { z } from 'zod'
import { locales } from '../../views/translate'
import { isZone } from '../lib/zones'

/** Language and time zone of somebody new: guessed by the page, theirs to change. */
export const whereFields = {
  locale: z.enum(locales, 'form.check').optional(),
  zone: z.string().max(60).refine(isZone, 'signUp.zoneUnknown').optional(),
}

type Where = { locale?: string; zone?: string }

/** What is theirs and not just the organization's, whose changes they then follow: empty where it is the same. */
export const ownWhere = ({ locale = '', zone = '' }: Where, organization: Required<Where>) => ({
  locale: locale === organization.locale ? '' : locale,
  zone: zone === organization.zone ? '' : zone,
})
