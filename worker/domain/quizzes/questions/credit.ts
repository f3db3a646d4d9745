import { z } from 'zod'
import { isTicked, type Typed, tick } from './typed'

/** `partial` gives a share for each right part, `all` points only where every part is right. */
export const credit = z.enum(['partial', 'all']).default('partial')
export type Credit = z.infer<typeof credit>

export const creditIn = (typed: Typed): Credit => (isTicked(typed, 'whole') ? 'all' : 'partial')
export const typedCredit = (credit: Credit): Typed => tick('whole', credit === 'all')

/** As the course's Markdown has it, which is silent about shares. */
export const readCredit = (values: { credit?: unknown }): Credit => (values.credit === 'all' ? 'all' : 'partial')
export const writeCredit = (credit: Credit) => (credit === 'all' ? 'all' : null)
