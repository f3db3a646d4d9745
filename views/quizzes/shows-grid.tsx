import { aspects, moments } from '../../worker/lib/quiz-shows'
import { Check } from '../ui/choices'
import { Icon } from '../ui/icon'
import type { View } from '../view'

type Props = { view: View; values: Record<string, string | string[]> }

/** What is seen at which of the four moments, for authors who choose it one by one. */
export function ShowsGrid({ view, values }: Props) {
  return (
    <div class="shows-own">
      <div class="shows-grid">
        {moments.map((moment) => {
          const chosen = [values[`shows-${moment}`] ?? []].flat()
          return (
            <fieldset>
              <legend>{view.t(`quizzes.moment.${moment}`)}</legend>
              {aspects.map((aspect) =>
                moment === 'during' && aspect === 'answers' ? (
                  <p class="check">
                    <Icon name="check" />
                    <span>{view.t('quizzes.aspect.answers')}</span>
                  </p>
                ) : (
                  <label class="check">
                    <input type="checkbox" name={`shows-${moment}`} value={aspect} checked={chosen.includes(aspect)} />
                    <span>{view.t(`quizzes.aspect.${aspect}`)}</span>
                  </label>
                ),
              )}
            </fieldset>
          )
        })}
      </div>
      <p class="hint">{view.t('quizzes.showsHint')}</p>
      <Check name="waitsForPass" label={view.t('quizzes.waitsForPass')} checked={values.waitsForPass !== undefined} />
    </div>
  )
}
