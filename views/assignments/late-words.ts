import type { LatePolicy } from '../../worker/lib/late-policy'
import { number } from '../ui/numbers'
import type { View } from '../view'

/** "Each day late costs 10 %, at most 50 %." */
export const sayLate = (view: View, { percent, per, most }: LatePolicy) =>
  view.t('late.each', { percent: number(view, percent), per, most: number(view, most) })
