import type { QuizToEdit } from '../../worker/domain/quizzes'
import { isUnscored } from '../../worker/domain/quizzes/questions'
import { urls } from '../../worker/urls'
import { LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { Inline, Prose, splitPrompt } from './prompt'
import { viewsOf } from './questions'

type Row = QuizToEdit['questions'][number]
type Props = { view: View; itemId: string; row: Row; place: number; last: number; focus: string }

/** A question as learners will read it, with what is right, and what one can do with it. */
export function QuestionPreview({ view, itemId, row, place, last, focus }: Props) {
  const { first, rest } = splitPrompt(row.question.body.prompt)
  const name = view.t('quizzes.question', { n: place })
  const how = view.t(`quizzes.kind.${row.question.kind}`)
  const { Preview } = viewsOf(row.question.kind)
  return (
    <>
      <header>
        <h2>
          <span class="muted num">{number(view, place)}.</span> {first ? <Inline text={first} /> : name}
        </h2>
        <div class="card-tools">
          <Mover view={view} itemId={itemId} row={row} by="up" disabled={place === 1} focus={focus} name={name} />
          <Mover view={view} itemId={itemId} row={row} by="down" disabled={place === last} focus={focus} name={name} />
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
          <LinkButton
            href={urls.quizEdit(itemId, row.questionId)}
            small
            icon="edit"
            aria-label={view.t('quizzes.change', { name })}
          >
            {view.t('quizzes.changeShort')}
          </LinkButton>
        </div>
      </header>
      <Prose text={rest} name={`p${place}`} />
      <Preview view={view} body={row.question.body} />
      <p class="small muted">
        {isUnscored(row.question.kind) ? how : view.t('quizzes.pointsAndHow', { n: row.points, how })}
      </p>
    </>
  )
}

type MoverProps = Pick<Props, 'view' | 'itemId' | 'row' | 'focus'> & {
  by: 'up' | 'down'
  disabled: boolean
  name: string
}

/** Moving leads back here with the same button in focus, so that keys can move on. */
function Mover({ view, itemId, row, by, disabled, focus, name }: MoverProps) {
  const label = view.t(by === 'up' ? 'quizzes.moveUp' : 'quizzes.moveDown', { name })
  return (
    <Form action={urls.quizQuestionPosition(itemId, row.questionId)} method="put" once={view.once}>
      <input type="hidden" name="by" value={by} />
      <button
        class="iconbtn"
        type="submit"
        aria-label={label}
        title={label}
        disabled={disabled}
        autofocus={focus === `${by}-${row.questionId}`}
      >
        <Icon name={by === 'up' ? 'arrow-up' : 'arrow-down'} />
      </button>
    </Form>
  )
}
