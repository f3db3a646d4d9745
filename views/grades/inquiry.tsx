import type { LearnerGrades } from '../../worker/domain/pages'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Time } from '../ui/time'
import type { View } from '../view'
import type { GradedItem, GradeForm } from './learner-grades-page'

type Props = { view: View; page: LearnerGrades; item: GradedItem; state: GradeForm | null }

/** States of a grade in which there is something to ask about. */
const asksOf = new Set(['graded', 'excused', 'missing'])

/** What a learner asks about a grade, and what those who mark there answer. Nothing where nobody may ask, or nobody has. */
export function Inquiry({ view, page, item, state }: Props) {
  const { t } = view
  const { inquiry, said } = item
  const mayWrite = page.mayAsk || (page.mayMark && inquiry !== null)
  if (!inquiry && !(page.mayAsk && asksOf.has(item.gradeState))) return null
  return (
    <details class="inquiry no-print" id={`inquiry-${item.id}`} open={state !== null || isOpen(page, inquiry)}>
      <summary>
        {t(inquiry ? 'inquiry.title' : 'inquiry.ask')}{' '}
        {inquiry && <b class="small">{t(`inquiry.state.${inquiry.state}`)}</b>}
      </summary>
      {said.length > 0 && (
        <ol class="inquiry-said" role="list">
          {said.map((entry) => (
            <Entry view={view} entry={entry} />
          ))}
        </ol>
      )}
      {mayWrite && <Write view={view} page={page} item={item} state={state} />}
      {mayWrite && inquiry && (
        <Form
          action={urls.inquirySettlement(page.course.id, page.person.id, item.id)}
          method={inquiry.state === 'settled' ? 'delete' : 'post'}
        >
          <Button small kind="quiet" icon={inquiry.state === 'settled' ? 'undo' : 'check'}>
            {t(inquiry.state === 'settled' ? 'inquiry.reopen' : 'inquiry.settle')}
          </Button>
        </Form>
      )}
    </details>
  )
}

/** It stands open to whom it waits for. */
const isOpen = (page: LearnerGrades, inquiry: GradedItem['inquiry']) =>
  inquiry !== null && inquiry.state === (page.isOwn ? 'answered' : 'waiting')

function Entry({ view, entry }: { view: View; entry: GradedItem['said'][number] }) {
  const { t } = view
  const { kind, by, authorId, text, at } = entry
  const name = by ?? t(authorId === '' ? 'inquiry.marker' : 'inquiry.gone')
  return (
    <li>
      <p class="small muted">
        {kind === 'settled' || kind === 'reopened' ? t(`inquiry.kind.${kind}`, { name }) : <bdi>{name}</bdi>}
        {' · '}
        <Time view={view} at={at} />
      </p>
      {text && (
        <p class="pre-line" dir="auto">
          {text}
        </p>
      )}
    </li>
  )
}

function Write({ view, page, item, state }: Props) {
  const { t } = view
  const id = `ask-${item.id}`
  return (
    <Form action={urls.inquiry(page.course.id, page.person.id, item.id)} once={view.once} guard>
      <ErrorSummary view={view} errors={state?.errors ?? {}} ids={{ text: id }} />
      <TextArea
        name="text"
        id={id}
        label={t(page.mayAsk ? 'inquiry.yours' : 'inquiry.answer')}
        hint={t(page.mayAsk ? 'inquiry.whoReads' : 'inquiry.theyRead')}
        value={String(state?.values.text ?? '')}
        error={state?.errors.text}
        rows={3}
        maxlength={4_000}
      />
      <Button small icon="send">
        {t('inquiry.send')}
      </Button>
    </Form>
  )
}
