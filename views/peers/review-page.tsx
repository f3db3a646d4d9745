import { raw } from 'hono/html'
import type { ReviewPage as Review } from '../../worker/domain/assignments'
import { gradeByRubric } from '../../worker/lib/rubric'
import { urls } from '../../worker/urls'
import { autosaveWords, SavedState } from '../assignments/autosaved'
import type { ChosenRubric, MarkFormState } from '../assignments/mark-form'
import { scriptsForPreviews, sheetsForPreviews } from '../assignments/previews'
import { Work } from '../assignments/work'
import { Shell } from '../layouts/shell'
import { RubricMarked } from '../rubrics/rubric-marked'
import { RubricShown } from '../rubrics/rubric-shown'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { number } from '../ui/numbers'
import { Time } from '../ui/time'
import type { View } from '../view'

type Props = { view: View; page: Review; worth: number; rubric: ChosenRubric | null; form: MarkFormState }

/** Somebody else's work on the left, what one says of it on the right. */
export function ReviewPage({ view, page, worth, rubric, form }: Props) {
  const { access, assignment, work, by, files, endsAt, review, all, hindrance } = page
  const { item, course } = access
  const place = all.findIndex(({ id }) => id === review.id)
  const [previous, next] = [all[place - 1], all[place + 1]]
  const title = view.t('peers.reviewOf', { n: place + 1, all: all.length })
  return (
    <Shell
      view={view}
      title={`${title} · ${item.title}`}
      width="wide"
      main="marking"
      styles={['css/work.css', 'css/peers.css', ...sheetsForPreviews(files)]}
      scripts={['js/autosave.js', 'js/marking.js', ...scriptsForPreviews(files)]}
    >
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: course.title },
          { href: urls.assignment(item.id), label: item.title },
        ]}
      />
      <header class="spread marking-head">
        <h1>{title}</h1>
        <nav class="cluster" aria-label={view.t('peers.neighbours')}>
          {previous && (
            <LinkButton href={urls.review(item.id, previous.id)} small icon="arrow-left" data-way="previous">
              {view.t('ui.previous')}
            </LinkButton>
          )}
          {next && (
            <LinkButton href={urls.review(item.id, next.id)} small iconAfter="arrow-right" data-way="next">
              {view.t('ui.next')}
            </LinkButton>
          )}
        </nav>
      </header>
      <p class="muted cluster">
        <span>
          {view.t('peers.until')} <Time view={view} at={endsAt} as="due" courseZone={access.zone} />
        </span>
        <span>{view.t(page.settings.showReviewers ? 'peers.youAreNamed' : 'peers.youAreNameless')}</span>
      </p>
      <div class="marking-columns above">
        <section aria-labelledby="work-title">
          <h2 id="work-title">{by ? <bdi>{view.t('peers.workOf', { name: by })}</bdi> : view.t('peers.work')}</h2>
          {assignment.instructionsHtml && (
            <details class="task">
              <summary>{view.t('assignments.instructions')}</summary>
              <div class="prose">{raw(assignment.instructionsHtml)}</div>
            </details>
          )}
          <Work view={view} submission={work} files={files} whole />
        </section>
        <section aria-labelledby="review-title" class="mark-panel">
          <h2 id="review-title" class="cluster">
            {view.t('peers.yourReview')}
            {review.doneAt !== null && <Chip meaning="good">{view.t('peers.state.done')}</Chip>}
          </h2>
          {hindrance ? (
            <Given view={view} page={page} rubric={rubric} />
          ) : (
            <ReviewForm view={view} page={page} worth={worth} rubric={rubric} form={form} />
          )}
        </section>
      </div>
    </Shell>
  )
}

/** Once nothing is taken any more: what one has said. */
function Given({ view, page, rubric }: Pick<Props, 'view' | 'page' | 'rubric'>) {
  const { hindrance, review, mark } = page
  return (
    <>
      <Notice meaning="info">{view.t(hindrance === 'over' ? 'peers.isOver' : 'assignments.isReadOnly')}</Notice>
      {review.doneAt !== null && mark?.given ? (
        <>
          {rubric && mark.given.choices.length > 0 && (
            <RubricShown view={view} body={rubric.version.body} choices={mark.given.choices} />
          )}
          {review.points !== null && (
            <p>
              <b>{view.t('peers.pointsGiven', { points: number(view, review.points) })}</b>
            </p>
          )}
          <div class="comment pre-line" dir="auto">
            {mark.given.comment}
          </div>
        </>
      ) : (
        <p class="muted">{view.t('peers.notGiven')}</p>
      )}
    </>
  )
}

function ReviewForm({ view, page, worth, rubric, form: { values, errors } }: Props) {
  const { access, review, mark } = page
  const itemId = access.item.id
  const gives = rubric && gradeByRubric(rubric.version.body, rubric.choices, worth)
  const scored = rubric?.version.body.scored ?? false
  return (
    <Form
      action={urls.reviewSubmission(itemId, review.id)}
      data-marking
      data-autosave={urls.review(itemId, review.id)}
      data-word-taken={view.t('peers.takenWord')}
      {...autosaveWords(view)}
    >
      <ErrorSummary view={view} errors={errors} />
      <input type="hidden" name="revision" value={String(mark?.revision ?? 0)} />
      {rubric && (
        <>
          <input type="hidden" name="rubricVersionId" value={rubric.version.id} />
          <RubricMarked view={view} body={rubric.version.body} choices={rubric.choices} worth={worth} />
        </>
      )}
      <Field
        name="points"
        label={view.t('marking.points')}
        after={view.t('marking.outOf', { n: worth })}
        optional={scored ? view.t('ui.optional') : undefined}
        hint={
          scored
            ? gives === null
              ? view.t('rubrics.willGive')
              : view.t('rubrics.gives', { points: number(view, gives), most: number(view, worth) })
            : undefined
        }
        value={String(values.points ?? '')}
        error={errors.points}
        inputmode="decimal"
        maxlength={8}
      />
      <TextArea
        name="comment"
        label={view.t('marking.comment')}
        hint={view.t('peers.commentHint')}
        value={String(values.comment ?? '')}
        error={errors.comment}
        rows={8}
        maxlength={20_000}
      />
      <div class="buttons form-end">
        <Button kind="primary">{view.t(review.doneAt === null ? 'peers.give' : 'peers.giveAgain')}</Button>
        <Button formaction={`${urls.review(itemId, review.id)}?_method=PUT`}>{view.t('marking.keep')}</Button>
        <SavedState view={view} />
      </div>
      <p class="hint">{view.t('peers.mayChange')}</p>
    </Form>
  )
}
