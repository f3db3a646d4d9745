import {
  levelOf,
  mostOfCriterion,
  pointsIn,
  type RubricBody,
  type RubricChoice,
  type RubricCriterion,
} from '../../worker/lib/rubric'
import { Icon } from '../ui/icon'
import { number } from '../ui/numbers'
import type { View } from '../view'

type Props = {
  view: View
  body: RubricBody
  /** What was chosen, where something was. */
  choices?: RubricChoice[]
  /** With what only markers read. */
  forMarkers?: boolean
}

/** By what work is marked; with choices, how it was. */
export function RubricShown({ view, body, choices, forMarkers }: Props) {
  return (
    <ol class="rubric" role="list">
      {body.criteria.map((criterion) => (
        <li>
          <CriterionHead view={view} criterion={criterion} scored={body.scored} choices={choices} />
          {forMarkers && <ForMarkers view={view} criterion={criterion} />}
          {criterion.levels.length > 0 && (
            <ul class="rubric-levels" role="list">
              {criterion.levels.map((level) => {
                const isChosen = choices && levelOf(criterion, choices)?.id === level.id
                return (
                  <li class={isChosen ? 'chosen' : undefined}>
                    <span class="rubric-level">
                      {isChosen && <Icon name="check" />}
                      <b dir="auto">{level.title}</b>
                      {level.points !== null && <Points view={view} n={level.points} />}
                      {isChosen && <span class="visually-hidden">{view.t('rubrics.chosen')}</span>}
                    </span>
                    {level.description && <small dir="auto">{level.description}</small>}
                  </li>
                )
              })}
            </ul>
          )}
          <Said choices={choices} criterionId={criterion.id} />
        </li>
      ))}
    </ol>
  )
}

type HeadProps = { view: View; criterion: RubricCriterion; scored: boolean; choices?: RubricChoice[] }

function CriterionHead({ view, criterion, scored, choices }: HeadProps) {
  const points = choices && pointsIn(criterion, choices)
  return (
    <>
      <h3 class="rubric-criterion">
        <span dir="auto">{criterion.title}</span>
        {scored && (
          <span class="small muted num">
            {points == null
              ? view.t('rubrics.upTo', { n: number(view, mostOfCriterion(criterion)) })
              : view.t('rubrics.pointsOf', {
                  n: number(view, points),
                  most: number(view, mostOfCriterion(criterion)),
                })}
          </span>
        )}
      </h3>
      {criterion.description && (
        <p class="small muted" dir="auto">
          {criterion.description}
        </p>
      )}
    </>
  )
}

/** What markers look for. */
export function ForMarkers({ view, criterion: { forMarkers } }: { view: View; criterion: RubricCriterion }) {
  if (!forMarkers) return null
  return (
    <p class="small rubric-note pre-line">
      <b>{view.t('rubrics.forMarkers')}</b> <span dir="auto">{forMarkers}</span>
    </p>
  )
}

export const Points = ({ view, n }: { view: View; n: number }) => (
  <span class="small muted num">{view.t('rubrics.pointsCount', { n: number(view, n) })}</span>
)

function Said({ choices, criterionId }: { choices?: RubricChoice[]; criterionId: string }) {
  const comment = choices?.find((choice) => choice.criterionId === criterionId)?.comment
  if (!comment) return null
  return (
    <div class="comment pre-line" dir="auto">
      {comment}
    </div>
  )
}
