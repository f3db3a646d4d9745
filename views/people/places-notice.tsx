import { isNearlyFull, type Places } from '../../worker/lib/plans'
import { Notice } from '../ui/notice'
import type { View } from '../view'

/** Said to those who add people before the plan is full. */
export const PlacesNotice = ({ view, places }: { view: View; places: Places | null }) =>
  places && isNearlyFull(places) ? <Notice meaning="attention">{view.t('people.nearlyFull', places)}</Notice> : null
