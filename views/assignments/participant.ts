import type { View } from '../view'

/** Who handed in, as those are told who mark without names: "Participant 7". */
export const sayParticipants = (view: View, numbers: number[]) =>
  view.t('marking.participants', {
    n: numbers.length,
    numbers: numbers.map((one) => new Intl.NumberFormat(view.locale, { useGrouping: false }).format(one)).join(', '),
  })
