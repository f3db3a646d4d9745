import type { ShownQuestion } from '../../worker/domain/quizzes'
import { RubricShown } from '../rubrics/rubric-shown'
import { LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Icon } from '../ui/icon'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { GivenAnswer } from './given-answer'
import { Inline, Prose, splitPrompt } from './prompt'
import { viewsOf } from './questions'

type Props = {
  view: View
  question: ShownQuestion
  showsPoints: boolean
  /** Where it is marked, for those who mark. */
  marking?: string
  /** Its id on the page. */
  anchor?: string
}

const said = {
  full: { meaning: 'good', key: 'quizzes.right', icon: 'check' },
  part: { meaning: 'attention', key: 'quizzes.partly', icon: 'circle' },
  none: { meaning: 'problem', key: 'quizzes.wrong', icon: 'close' },
  unscored: { meaning: 'info', key: 'quizzes.isAnswered', icon: 'check' },
  waits: { meaning: 'info', key: 'quizzes.waits', icon: 'clock' },
} as const

/** One question after marking: what was answered, and as far as it is shown, what is right and why. */
export function QuestionResult({ view, question: asked, showsPoints, marking, anchor = `q${asked.number}` }: Props) {
  const { mark } = asked
  const isDropped = asked.rulings.some(({ kind }) => kind === 'drop')
  const { Result: Answers } = viewsOf(asked.question.kind)
  const { first, rest } = splitPrompt(asked.question.body.prompt)
  // Nothing more than that it was answered.
  const { meaning, key, icon } = said[mark?.correct ?? 'unscored']
  const isGraded = mark && mark.correct !== 'unscored' && mark.correct !== 'waits'
  const why = (mark?.feedback ?? []).filter(({ about }) => about === null)
  return (
    <section class="result" id={anchor} aria-labelledby={`${anchor}-title`}>
      <header>
        <h3 id={`${anchor}-title`}>
          <span class="muted num">{number(view, asked.number)}.</span>{' '}
          {first ? <Inline text={first} /> : view.t('quizzes.question', { n: asked.number })}
        </h3>
        <span class="cluster">
          <Chip meaning={meaning} icon={icon}>
            {view.t(asked.isAnswered ? key : 'quizzes.notAnswered')}
          </Chip>
          {isDropped && showsPoints && <Chip>{view.t('quizzes.regrade.dropped')}</Chip>}
          {isGraded && showsPoints && !isDropped && (
            <span class="small muted num">
              {view.t('quizzes.given', {
                points: number(view, mark.points, { maximumFractionDigits: 2 }),
                most: number(view, asked.points, { maximumFractionDigits: 2 }),
              })}
            </span>
          )}
        </span>
      </header>
      <Prose text={rest} name={`q${asked.number}`} />
      {asked.mark ? (
        <Answers view={view} question={asked} body={asked.question.body} asked={asked.asked.asked} />
      ) : (
        <GivenAnswer view={view} question={asked} />
      )}
      {asked.tried.length > 0 && <Tries view={view} question={asked} showsPoints={showsPoints} />}
      {asked.said && <SaidTo view={view} said={asked.said} rubric={asked.rubric} />}
      {marking && (
        <p class="above-small no-print">
          <LinkButton href={marking} small icon="edit">
            {view.t(mark?.correct === 'waits' ? 'quizzes.markAnswer' : 'quizzes.markAgain')}
          </LinkButton>
        </p>
      )}
      {why.map(({ text }) => (
        <div class="explanation">
          <Icon name="idea" />
          <Prose text={text} name={`w${asked.number}`} />
        </div>
      ))}
    </section>
  )
}

type TriesProps = { view: View; question: ShownQuestion; showsPoints: boolean }

/** What was tried one after the other, and what each was worth: the best one counts. */
const Tries = ({ view, question, showsPoints }: TriesProps) => (
  <details class="tries">
    <summary>{view.t('quizzes.triesMade', { n: question.tried.length })}</summary>
    <ol>
      {question.tried.map(({ values, correct, points }) => (
        <li>
          <GivenAnswer view={view} question={{ ...question, values, isAnswered: true }} brief />
          <span class="small muted">
            {view.t(said[correct].key)}
            {showsPoints &&
              ` · ${view.t('quizzes.given', {
                points: number(view, points, { maximumFractionDigits: 2 }),
                most: number(view, question.points, { maximumFractionDigits: 2 }),
              })}`}
          </span>
        </li>
      ))}
    </ol>
    {showsPoints && <p class="small muted">{view.t('quizzes.bestTry')}</p>}
  </details>
)

type SaidProps = { view: View; said: NonNullable<ShownQuestion['said']>; rubric: ShownQuestion['rubric'] }

/** What its marker said, and how it was chosen in a rubric. */
const SaidTo = ({ view, said: { comment, choices }, rubric }: SaidProps) => (
  <>
    {comment && (
      <div class="comment">
        <p class="small muted">{view.t('marking.comment')}</p>
        <p class="pre-line" dir="auto">
          {comment}
        </p>
      </div>
    )}
    {rubric && choices.length > 0 && <RubricShown view={view} body={rubric} choices={choices} />}
  </>
)
