import { can } from '../../worker/domain/policy'
import type { QuizToEdit } from '../../worker/domain/quizzes'
import { hintsOf, isUnscored, withoutRight } from '../../worker/domain/quizzes/questions'
import { isSurveyKind } from '../../worker/lib/survey'
import { urls } from '../../worker/urls'
import { LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { FromBank } from './from-bank'
import { HintsShown } from './hint-fields'
import { Mover } from './mover'
import { Inline, Prose, splitPrompt } from './prompt'
import { viewsOf } from './questions'
import { ToSection } from './section-card'

type Row = QuizToEdit['questions'][number]
type Props = {
  view: View
  itemId: string
  row: Row
  rubrics: QuizToEdit['rubrics']
  /** Its own place among questions and draws, and the last one. */
  place: number
  last: number
  /** What an attempt calls it. */
  n: number
  focus: string
  /** Of its quiz, and in which it stands. */
  sections: QuizToEdit['sections']
  within: string
  isSurvey: boolean
}

/** A question as learners will read it, with what is right, and what one can do with it. */
export function QuestionPreview({
  view,
  itemId,
  row,
  rubrics,
  place,
  last,
  n,
  focus,
  sections,
  within,
  isSurvey,
}: Props) {
  const { first, rest } = splitPrompt(row.question.body.prompt)
  const name = view.t('quizzes.question', { n })
  const { kind } = row.question
  const how = view.t(isSurvey && isSurveyKind(kind) ? `surveys.kind.${kind}` : `quizzes.kind.${kind}`)
  const { Preview } = viewsOf(row.question.kind)
  const mover = { view, action: urls.quizQuestionPosition(itemId, row.questionId), id: row.questionId, focus, name }
  const mayChange = !row.bank || can(view.actor, 'bank.edit', row.bank)
  return (
    <>
      <header>
        <h2>
          <span class="muted num">{number(view, n)}.</span> {first ? <Inline text={first} /> : name}
        </h2>
        <div class="card-tools">
          <Mover {...mover} by="up" disabled={place === 1} />
          <Mover {...mover} by="down" disabled={place === last} />
          <ToSection
            view={view}
            action={urls.quizQuestionPosition(itemId, row.questionId)}
            id={row.questionId}
            name={name}
            sections={sections}
            within={within}
            focus={focus}
          />
          <Form action={urls.quizQuestionRemoval(itemId, row.questionId)}>
            <button
              class="iconbtn"
              type="submit"
              aria-label={view.t('quizzes.remove', { name })}
              title={view.t('quizzes.remove', { name })}
            >
              <Icon name="trash" />
            </button>
          </Form>
          {!row.bank && !isSurvey && (
            <a
              class="iconbtn"
              href={urls.quizKeeping(itemId, row.questionId)}
              aria-label={view.t('banks.keepThis', { name })}
              title={view.t('banks.keepThis', { name })}
            >
              <Icon name="archive" />
            </a>
          )}
          {mayChange && (
            <LinkButton
              href={row.bank ? urls.questionEdit(row.questionId) : urls.quizEdit(itemId, row.questionId)}
              small
              icon="edit"
              aria-label={view.t('quizzes.change', { name })}
            >
              {view.t('quizzes.changeShort')}
            </LinkButton>
          )}
        </div>
      </header>
      <Prose text={rest} name={`p${place}`} />
      <Preview view={view} body={isSurvey ? withoutRight(row.question).body : row.question.body} />
      {!isSurvey && <HintsShown view={view} hints={hintsOf(row.question)} />}
      <p class="small muted">
        {isSurvey || isUnscored(row.question.kind) ? how : view.t('quizzes.pointsAndHow', { n: row.points, how })}
      </p>
      <FromBank view={view} itemId={itemId} row={row} name={name} rubrics={rubrics} />
    </>
  )
}
