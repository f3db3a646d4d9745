import type { SurveyQuestion } from '../../worker/domain/quizzes'
import { Inline } from '../quizzes/prompt'
import { number, percent } from '../ui/numbers'
import type { View } from '../view'

type Props = {
  view: View
  choices: { id: string; text: string }[]
  line: Pick<SurveyQuestion, 'tallies' | 'answered'>
  /** Id of the heading that it answers. */
  label: string
}

/** How many chose what: a table whose numbers have a bar beside them. */
export function ChoiceChart({ view, choices, line: { tallies, answered }, label }: Props) {
  const countOf = (id: string) => tallies.find(({ value }) => value === id)?.count ?? 0
  return (
    <table class="bars" aria-labelledby={label}>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{view.t('surveys.answer')}</th>
          <th scope="col">{view.t('surveys.count')}</th>
          <th scope="col">{view.t('surveys.share')}</th>
        </tr>
      </thead>
      <tbody>
        {choices.map(({ id, text }) => {
          const count = countOf(id)
          const share = answered > 0 ? count / answered : 0
          return (
            <tr>
              <th scope="row" dir="auto">
                <Inline text={text} />
              </th>
              <td class="num bar-count">{number(view, count)}</td>
              <td class="bar-cell">
                <span>
                  <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="rest" width="100" height="10" />
                    <rect class="part" width={(share * 100).toFixed(1)} height="10" />
                  </svg>
                  <span class="num small">{percent(view, share)}</span>
                </span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
