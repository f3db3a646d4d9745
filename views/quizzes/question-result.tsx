import type { MarkedQuestion } from '../../worker/domain/quizzes'
import { Chip } from '../ui/chip'
import { classes } from '../ui/classes'
import { Icon } from '../ui/icon'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { Inline, Prose, splitPrompt } from './prompt'

type Props = { view: View; question: MarkedQuestion }

const said = {
  full: { meaning: 'good', key: 'quizzes.right' },
  part: { meaning: 'attention', key: 'quizzes.partly' },
  none: { meaning: 'problem', key: 'quizzes.wrong' },
} as const

/** One question after marking: what was answered, what is right, and why. */
export function QuestionResult({ view, question: asked }: Props) {
  const { mark } = asked
  const { first, rest } = splitPrompt(asked.question.body.prompt)
  const { meaning, key } = said[mark.correct]
  const why = mark.feedback.filter(({ about }) => about === null)
  return (
    <section class="result" id={`q${asked.number}`} aria-labelledby={`q${asked.number}-title`}>
      <header>
        <h3 id={`q${asked.number}-title`}>
          <span class="muted num">{number(view, asked.number)}.</span>{' '}
          {first ? <Inline text={first} /> : view.t('quizzes.question', { n: asked.number })}
        </h3>
        <span class="cluster">
          <Chip meaning={meaning}>{view.t(asked.isAnswered ? key : 'quizzes.notAnswered')}</Chip>
          <span class="small muted num">
            {view.t('quizzes.given', {
              points: number(view, mark.points, { maximumFractionDigits: 2 }),
              most: number(view, asked.points, { maximumFractionDigits: 2 }),
            })}
          </span>
        </span>
      </header>
      <Prose text={rest} name={`q${asked.number}`} />
      <Answers view={view} question={asked} />
      {why.map(({ text }) => (
        <div class="explanation">
          <Icon name="idea" />
          <Prose text={text} name={`w${asked.number}`} />
        </div>
      ))}
    </section>
  )
}

function Answers({ view, question: { asked: question, values: chosen, right, mark } }: Props) {
  if (question.kind === 'single-choice' || question.kind === 'multiple-choice') {
    return (
      <ul class="given-answers" role="list">
        {question.asked.choices.map(({ id, text }) => (
          <AnswerLine
            view={view}
            text={text}
            isChosen={chosen.includes(id)}
            isRight={right.includes(id)}
            feedback={mark.feedback.find(({ about }) => about === id)?.text}
          />
        ))}
      </ul>
    )
  }
  const say = (value: string | undefined) =>
    question.kind === 'true-false' && (value === 'true' || value === 'false') ? view.t(`quizzes.${value}`) : value
  return (
    <dl class="answer-pair">
      <dt>{view.t('quizzes.yourAnswer')}</dt>
      <dd class={mark.correct === 'full' ? 'good' : 'problem'}>
        <bdi>{say(chosen[0]) || view.t('quizzes.nothing')}</bdi>
      </dd>
      {mark.correct !== 'full' && (
        <>
          <dt>{view.t('quizzes.rightAnswer')}</dt>
          <dd>
            <bdi>{say(right[0])}</bdi>
          </dd>
        </>
      )}
    </dl>
  )
}

type LineProps = { view: View; text: string; isChosen: boolean; isRight: boolean; feedback: string | undefined }

function AnswerLine({ view, text, isChosen, isRight, feedback }: LineProps) {
  const tone = isRight ? 'good' : isChosen ? 'problem' : undefined
  const icon = isRight ? 'check' : isChosen ? 'close' : 'circle'
  return (
    <li class={classes('given-answer', tone, isChosen && 'chosen')}>
      <Icon name={icon} />
      <div>
        <Inline text={text} />
        {feedback && (
          <p class="small">
            <Inline text={feedback} />
          </p>
        )}
      </div>
      <span class="small">
        {isChosen && view.t(isRight ? 'quizzes.yoursRight' : 'quizzes.yours')}
        {!isChosen && isRight && view.t('quizzes.alsoRight')}
      </span>
    </li>
  )
}
