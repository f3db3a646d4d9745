import type { Typed } from '../../../worker/domain/quizzes'
import { Check } from '../../ui/choices'
import type { View } from '../../view'

/** Of a question in several parts. */
export const WholeOnly = ({ view, typed }: { view: View; typed: Typed }) => (
  <Check
    name="whole"
    label={view.t('quizzes.wholeOnly')}
    sentence={view.t('quizzes.wholeOnlyHint')}
    checked={typed.whole !== undefined}
  />
)
