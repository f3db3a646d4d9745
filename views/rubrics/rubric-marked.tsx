import { mostOfCriterion, mostPoints, mostRubric, type RubricBody, type RubricChoice } from '../../worker/lib/rubric'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { Points } from './rubric-shown'

/** `worth` is what the work is worth, in points. */
type Props = { view: View; body: RubricBody; choices: RubricChoice[]; worth: number }

/** A rubric in the form of a mark: a level and a comment for each criterion. */
export function RubricMarked({ view, body, choices, worth }: Props) {
  const { t } = view
  return (
    <ol class="rubric" role="list" {...(body.scored ? liveWords(view, body, worth) : {})}>
      {body.criteria.map(({ id, title, description, levels }) => {
        const choice = choices.find(({ criterionId }) => criterionId === id)
        return (
          <li>
            <fieldset>
              <legend class="rubric-criterion">
                <span dir="auto">{title}</span>
                {body.scored && (
                  <span class="small muted num">
                    {t('rubrics.upTo', { n: number(view, mostOfCriterion({ levels })) })}
                  </span>
                )}
              </legend>
              {description && (
                <p class="small muted" dir="auto">
                  {description}
                </p>
              )}
              <div class="rubric-levels">
                {levels.map((level) => (
                  <label>
                    <span class="rubric-level">
                      <input
                        type="radio"
                        name={`level-${id}`}
                        value={level.id}
                        checked={choice?.levelId === level.id}
                        data-points={level.points ?? undefined}
                      />
                      <b dir="auto">{level.title}</b>
                      {level.points !== null && <Points view={view} n={level.points} />}
                    </span>
                    {level.description && <small dir="auto">{level.description}</small>}
                  </label>
                ))}
                <label class="rubric-open">
                  <span class="rubric-level">
                    <input type="radio" name={`level-${id}`} value="" checked={!choice?.levelId} />
                    <span class="muted">{t('rubrics.open')}</span>
                  </span>
                </label>
              </div>
              <label class="rubric-say">
                <span class="small muted">{t('rubrics.sayOf', { title })}</span>
                <textarea class="input" name={`say-${id}`} rows={1} maxlength={mostRubric.comment} dir="auto">
                  {choice?.comment ?? ''}
                </textarea>
              </label>
            </fieldset>
          </li>
        )
      })}
    </ol>
  )
}

/** What the script says under the points as levels are chosen. */
const liveWords = (view: View, body: RubricBody, worth: number) => ({
  'data-rubric': '',
  'data-most': String(mostPoints(body)),
  'data-worth': String(worth),
  'data-word-gives': view.t('rubrics.gives', { points: '{points}', most: number(view, worth) }),
  'data-word-open': view.t('rubrics.willGive'),
})
