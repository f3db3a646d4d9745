import type { KeptComment } from '../../worker/domain/assignments'
import type { MarkRow, MarkVersion } from '../../worker/domain/rubrics'
import { gradeByRubric, isGuide, type RubricChoice } from '../../worker/lib/rubric'
import { excerpt } from '../../worker/lib/text'
import { urls } from '../../worker/urls'
import { RubricMarked } from '../rubrics/rubric-marked'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { number } from '../ui/numbers'
import type { View } from '../view'
import { autosaveWords, SavedState } from './autosaved'

export type MarkFormState = { values: Record<string, string | string[]>; errors: Record<string, string> }
export type ChosenRubric = { version: MarkVersion; choices: RubricChoice[] }
type Props = {
  view: View
  course: { id: string }
  learner: { name: string }
  mark: MarkRow | null
  comments: KeptComment[]
  worth: number
  /** The rubric's newest version, and the one that stands in the form. */
  rubric: MarkVersion | null
  shown: ChosenRubric | null
  /** Where it is released, kept by the script and by the button, and where the newest rubric is taken. */
  places: { release: string; mark: string; keep: string; newest: string }
  isReleased: boolean
  form: MarkFormState
}

/** Points, rubric and comment: kept while they are written, released by the button. */
export function MarkForm(props: Props) {
  const { view, course, learner, mark, comments, worth, rubric, shown, places, isReleased } = props
  const { values, errors } = props.form
  const given = shown && gradeByRubric(shown.version.body, shown.choices, worth)
  const isTaken = errors[''] !== undefined
  return (
    <Form
      action={places.release}
      data-marking
      data-autosave={places.mark}
      data-word-taken={view.t('marking.takenWord')}
      {...autosaveWords(view)}
    >
      <ErrorSummary view={view} errors={errors} />
      {isTaken && mark && <Taken view={view} mark={mark} />}
      <input type="hidden" name="revision" value={String(mark?.revision ?? 0)} />
      {shown && (
        <>
          <input type="hidden" name="rubricVersionId" value={shown.version.id} />
          {rubric && rubric.id !== shown.version.id && (
            <p class="small muted">
              {view.t('rubrics.newer', { n: shown.version.number })}{' '}
              <a href={places.newest}>{view.t('rubrics.takeNewest')}</a>
            </p>
          )}
          <RubricMarked
            view={view}
            body={shown.version.body}
            choices={shown.choices}
            worth={worth}
            forMarkers
            form={props.form}
          />
        </>
      )}
      <Field
        name="points"
        label={view.t('marking.points')}
        after={view.t('marking.outOf', { n: worth })}
        hint={
          shown?.version.body.scored
            ? given === null
              ? view.t(isGuide(shown.version.body) ? 'rubrics.guideGives' : 'rubrics.willGive')
              : view.t('rubrics.gives', { points: number(view, given), most: number(view, worth) })
            : undefined
        }
        value={String(values.points ?? '')}
        error={errors.points}
        inputmode="decimal"
        maxlength={8}
        data-first={Object.keys(errors).length === 0 ? '' : undefined}
      />
      <TextArea
        name="comment"
        label={view.t('marking.comment')}
        optional={view.t('ui.optional')}
        hint={view.t('marking.commentHint', { name: learner.name })}
        value={String(values.comment ?? '')}
        error={errors.comment}
        rows={6}
        maxlength={20_000}
      />
      <Bank view={view} comments={comments} courseId={course.id} keep={places.keep} />
      <div class="buttons form-end">
        <Button kind="primary">{view.t(isReleased ? 'marking.releaseAgain' : 'marking.release')}</Button>
        <Button formaction={places.keep}>{view.t('marking.keep')}</Button>
        <SavedState view={view} />
      </div>
      <p class="hint">{view.t('marking.keys')}</p>
    </Form>
  )
}

/** What the other marker wrote, beside one's own words. */
function Taken({ view, mark }: { view: View; mark: MarkRow }) {
  const theirs = mark.draft ?? mark.given
  if (!theirs) return null
  return (
    <Notice meaning="attention">
      <p>
        {view.t('marking.takenBy', {
          name: mark.draftByName ?? '',
          points: theirs.points === null ? 'none' : number(view, theirs.points),
        })}
      </p>
      {theirs.comment && (
        <div class="comment pre-line" dir="auto">
          {theirs.comment}
        </div>
      )}
    </Notice>
  )
}

type BankProps = { view: View; comments: KeptComment[]; courseId: string; keep: string }

/** Comments that were kept: one is inserted by choosing it, or by the button where there is no script. */
function Bank({ view, comments, courseId, keep }: BankProps) {
  return (
    <div class="comment-bank">
      {comments.length > 0 && (
        <div class="cluster">
          <select class="input" name="insert" aria-label={view.t('comments.insert')} data-comments>
            <option value="">{view.t('comments.insert')}</option>
            {comments.map(({ id, text }) => (
              <option value={id} data-text={text}>
                {excerpt(text, 80)}
              </option>
            ))}
          </select>
          <noscript>
            <Button small formaction={keep} name="act" value="insert">
              {view.t('comments.insertNow')}
            </Button>
          </noscript>
        </div>
      )}
      <div class="cluster">
        <Button small kind="quiet" formaction={keep} name="act" value="keep">
          {view.t('comments.keep')}
        </Button>
        <a class="small" href={urls.comments(courseId)}>
          {view.t('comments.title')}
        </a>
      </div>
    </div>
  )
}
