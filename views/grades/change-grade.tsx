import type { LearnerGrades } from '../../worker/domain/pages'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import type { View } from '../view'
import { points } from './grade-words'
import type { GradedItem, GradeForm } from './learner-grades-page'

type Props = { view: View; page: LearnerGrades; item: GradedItem; state: GradeForm | null }

/** A marker sets the points by hand or says that the item does not count, each with a reason that both see. */
export function ChangeGrade(props: Props) {
  const { view, item, state } = props
  return (
    <details class="learner-form no-print" open={state !== null}>
      <summary>{view.t('grades.change')}</summary>
      <div class="change-grade">
        {!item.grade?.excused && <SetPoints {...props} />}
        <Excuse {...props} />
      </div>
    </details>
  )
}

function SetPoints({ view, page, item, state }: Props) {
  const { t } = view
  const { grade } = item
  const mine = state?.act === 'grade' ? state : null
  const ids = { points: `points-${item.id}`, reason: `reason-${item.id}` }
  const now = grade?.override ?? grade?.final ?? null
  const stands = grade?.final ?? grade?.raw ?? null
  return (
    <Form action={urls.learnerGrade(page.course.id, page.person.id, item.id)} method="put">
      <ErrorSummary view={view} errors={mine?.errors ?? {}} ids={ids} />
      <input type="hidden" name="was" value={stands === null ? '' : String(Math.round(stands * 100) / 100)} />
      <Field
        name="points"
        id={ids.points}
        label={t('grades.points', { most: points(view, grade?.maxPoints ?? 0) })}
        hint={grade?.override == null ? undefined : t('grades.emptyTakesBack')}
        error={mine?.errors.points}
        value={mine ? String(mine.values.points ?? '') : now === null ? '' : String(now)}
        inputmode="decimal"
        autocomplete="off"
        maxlength={12}
      />
      <Reason view={view} id={ids.reason} state={mine} />
      <Button small icon="check">
        {t('grades.set')}
      </Button>
    </Form>
  )
}

function Excuse({ view, page, item, state }: Props) {
  const { t } = view
  const mine = state?.act === 'excuse' ? state : null
  const isExcused = item.grade?.excused === true
  const id = `excuse-${item.id}`
  return (
    <Form action={urls.learnerExcuse(page.course.id, page.person.id, item.id)} method={isExcused ? 'delete' : 'put'}>
      <ErrorSummary view={view} errors={mine?.errors ?? {}} ids={{ reason: id }} />
      <p class="small muted">{t(isExcused ? 'grades.isExcused' : 'grades.excuseHint')}</p>
      <Reason view={view} id={id} state={mine} />
      <Button small icon={isExcused ? 'undo' : undefined}>
        {t(isExcused ? 'grades.countAgain' : 'grades.excuse')}
      </Button>
    </Form>
  )
}

const Reason = ({ view, id, state }: { view: View; id: string; state: GradeForm | null }) => (
  <TextArea
    name="reason"
    id={id}
    label={view.t('grades.why')}
    hint={view.t('learner.bothSee')}
    error={state?.errors.reason}
    value={String(state?.values.reason ?? '')}
    rows={2}
    maxlength={500}
    required
  />
)
