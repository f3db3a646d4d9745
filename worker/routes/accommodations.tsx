import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AccommodationPage } from '../../views/accommodations/accommodation-page'
import { findAccommodation, setAccommodation } from '../domain/accommodations'
import type { AppEnv } from '../env'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { goToWithUndo } from '../http/respond'
import { wholeNumber } from '../http/whole-number'
import { mostAccommodation, mostNote } from '../lib/accommodation-bounds'
import { urls } from '../urls'

/** What stands for one person everywhere. */
export const accommodations = new Hono<AppEnv>()

accommodations.get('/people/:id/accommodation', (c) => page(c, emptyForm))

const upTo = (name: keyof typeof mostAccommodation) =>
  z
    .string()
    .default('')
    .pipe(wholeNumber(mostAccommodation[name], 0))
    .transform((n) => n ?? 0)

const schema = z.object({
  extraTime: upTo('extraTime'),
  breakMinutes: upTo('breakMinutes'),
  extraAttempts: upTo('extraAttempts'),
  laterDays: upTo('laterDays'),
  laterHours: upTo('laterHours'),
  note: z.string().max(mostNote).default(''),
})

accommodations.put('/people/:id/accommodation', form(schema, page), async (c) => {
  const { tenant, actor } = c.var
  const id = c.req.param('id')
  const given = c.req.valid('form')
  const { done, refused } = await orForm(c, page, given, async () => ({
    actId: await setAccommodation(tenant, actor, id, given),
  }))
  return refused ?? goToWithUndo(c, urls.person(id), 'accommodations.saved', done!.actId)
})

async function page(c: Context<AppEnv>, state: FormState) {
  const found = await findAccommodation(c.var.tenant, c.var.actor, c.req.param('id') ?? '')
  return c.html(<AccommodationPage view={c.var.view} {...found} form={state} />)
}
