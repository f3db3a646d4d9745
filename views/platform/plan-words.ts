import { type Plan, plans } from '../../worker/lib/plans'
import type { MessageKey } from '../translate'
import { number } from '../ui/numbers'
import type { View } from '../view'

export const planName = (view: View, plan: Plan) => view.t(`plan.${plan}.name` as MessageKey)

/** "€0 a month", "€49 a month". */
export function planPrice(view: View, plan: Plan) {
  const { price } = plans[plan]
  const euros = { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 } as const
  return view.t('plan.price', { price: number(view, price, euros) })
}

/** "Up to 1,000 people". */
export function planPeople(view: View, plan: Plan) {
  const { people } = plans[plan]
  return people === null ? view.t('plan.anyPeople') : view.t('plan.people', { people })
}
