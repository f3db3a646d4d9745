import {
  isGuide,
  mostOfCriterion,
  mostPoints,
  mostRubric,
  type RubricBody,
  type RubricChoice,
} from '../../worker/lib/rubric'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { ForMarkers, Points } from './rubric-shown'

/** `worth` is what the work is worth, in points. */
type Props = {
  view: View
  body: RubricBody
  choices: RubricChoice[]
  worth: number
  /** With what only markers read. */
  forMarkers?: boolean
  /** What was typed, and what is wrong with it. */
  form?: Typed
}
type Typed = { values: Record<string, string | string[]>; errors: Record<string, string> }

/** A rubric in the form of a mark: a level and a comment for each criterion. */
export function RubricMarked({ view, body, choices, worth, forMarkers, form }: Props) {
  const { t } = view
  return (
    <ol class="rubric" role="list" {...(body.scored ? liveWords(view, body, worth) : {})}>
      {body.criteria.map((criterion) => {
        const { id, title, description, levels, most } = criterion
        const choice = choices.find(({ criterionId }) => criterionId === id)
        return (
          <li>
            <fieldset>
              <legend class="rubric-criterion">
                <span dir="auto">{title}</span>
                {body.scored && (
                  <span class="small muted num">
                    {t('rubrics.upTo', { n: number(view, mostOfCriterion(criterion)) })}
                  </span>
                )}
              </legend>
              {description && (
                <p class="small muted" dir="auto">
                  {description}
                </p>
              )}
              {forMarkers && <ForMarkers view={view} criterion={criterion} />}
              {most !== undefined ? (
                <TypedPoints view={view} id={id} title={title} most={most} points={choice?.points} form={form} />
              ) : (
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
              )}
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

type TypedProps = {
  view: View
  id: string
  title: string
  most: number
  points: number | undefined
  form: Typed | undefined
}

function TypedPoints({ view, id, title, most, points, form }: TypedProps) {
  const name = `points-${id}`
  const error = form?.errors[name]
  return (
    <p class="rubric-typed">
      <input
        class="input num"
        id={name}
        name={name}
        value={String(form?.values[name] ?? points ?? '')}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
        aria-label={view.t('rubrics.pointsFor', { title })}
        inputmode="decimal"
        autocomplete="off"
        maxlength={8}
        data-most={String(most)}
      />
      <span class="muted num">{view.t('marking.outOf', { n: most })}</span>
      {error && (
        <span class="hint problem" id={`${name}-error`}>
          {error}
        </span>
      )}
    </p>
  )
}

/** What the script says under the points as levels are chosen. */
const liveWords = (view: View, body: RubricBody, worth: number) => ({
  'data-rubric': '',
  'data-most': String(mostPoints(body)),
  'data-worth': String(worth),
  'data-word-gives': view.t('rubrics.gives', { points: '{points}', most: number(view, worth) }),
  'data-word-open': view.t(isGuide(body) ? 'rubrics.guideGives' : 'rubrics.willGive'),
})
