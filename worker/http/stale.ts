import type { Context } from 'hono'
import type { AppEnv } from '../env'
import { staleness } from '../lib/shown'
import { type FormState, type FormView, typed, withStatus } from './form'

/**
 * A form that carries what it was shown (`<Shown>`) and finds that somebody else, or another tab, has saved meanwhile comes back
 * as 409: with their version beside what was typed, to be sent again. Null where it may be saved. `now` is what it would show now.
 */
export async function refuseStale(
  c: Context<AppEnv>,
  formView: FormView,
  sent: Record<string, unknown>,
  now: FormState['values'],
): Promise<Response | null> {
  const stale = staleness(now, typed(sent))
  return stale && withStatus(formView(c, { ...stale, errors: {} }), 409)
}
