import { plainLine } from '../../../worker/lib/markdown'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import type { View } from '../../view'
import { Inline } from '../prompt'
import { Choose, OptionKey, optionsOf } from './options'

type AnswerProps = { view: View; lefts: string[]; rights: string[]; name: string; values: string[] }

/** A line each, with a choice behind it. */
export const PairAnswers = ({ view, lefts, rights, name, values }: AnswerProps) => (
  <>
    <OptionKey texts={rights} />
    <ul class="pairs" role="list">
      {lefts.map((left, i) => (
        <li>
          <span>
            <Inline text={left} />
          </span>
          <Choose
            view={view}
            name={name}
            label={plainLine(left) || left}
            value={values[i] ?? ''}
            options={optionsOf(rights)}
          />
        </li>
      ))}
    </ul>
  </>
)

type ResultProps = { view: View; lefts: string[]; said: string[]; right: string[] }

export const PairResults = ({ view, lefts, said, right }: ResultProps) => (
  <ul class="given-answers" role="list">
    {lefts.map((left, i) => (
      <PartLine view={view} label={left} said={said[i] ?? ''} right={right[i]} />
    ))}
  </ul>
)

type PartProps = {
  view: View
  label: string
  said: string
  /** Undefined while it is not told. */
  right: string | undefined
}

/** One part of an answer after marking. */
export function PartLine({ view, label, said, right }: PartProps) {
  const isRight = said === right
  const tone = right === undefined ? undefined : isRight ? 'good' : 'problem'
  return (
    <li class={classes('given-answer', tone)}>
      {tone && <Icon name={isRight ? 'check' : 'close'} label={view.t(isRight ? 'quizzes.right' : 'quizzes.wrong')} />}
      <div class="pair">
        <span>
          <Inline text={label} />
        </span>
        {said ? (
          <b>
            <Inline text={said} />
          </b>
        ) : (
          <span class="muted">{view.t('quizzes.notAnswered')}</span>
        )}
        {right !== undefined && !isRight && (
          <span class="small">
            {view.t('quizzes.rightAnswer')}: <Inline text={right} />
          </span>
        )}
      </div>
    </li>
  )
}

export const PairPreview = ({ pairs }: { pairs: { left: string; right: string }[] }) => (
  <ul class="preview-answers" role="list">
    {pairs.map(({ left, right }) => (
      <li class={left ? 'right' : undefined}>
        <Icon name={left ? 'check' : 'circle'} />
        <span class="pair">
          {left && (
            <span>
              <Inline text={left} />
            </span>
          )}
          <b>
            <Inline text={right} />
          </b>
        </span>
      </li>
    ))}
  </ul>
)
