import type { AssignmentToEdit } from '../../worker/domain/assignments'
import { peerMakes } from '../../worker/lib/peer-review'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Check, Choices } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { NumberField } from '../ui/number-field'
import { Shown } from '../ui/shown'
import { Time } from '../ui/time'
import type { View } from '../view'

type State = {
  values: Record<string, string | string[]>
  errors: Record<string, string>
  theirs?: Record<string, string>
}
type Props = { view: View; page: AssignmentToEdit; form: State; zone: string }

/** Whether and how learners review each other's work. */
export function PeersEditPage({ view, page, form, zone }: Props) {
  const { values, errors, theirs } = form
  const { item, course, assignment } = page
  const said = (name: string) => String(values[name] ?? '')
  const check = (name: string, key: Parameters<View['t']>[0]) => (
    <Check name={name} label={view.t(key)} checked={values[name] !== undefined} error={errors[name]} />
  )
  return (
    <Shell
      view={view}
      title={view.t('peers.settingsOf', { title: item.title })}
      width="narrow"
      styles={['css/staff.css']}
    >
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: <bdi>{course.title}</bdi> },
          { href: urls.assignment(item.id), label: <bdi>{item.title}</bdi> },
        ]}
      />
      <h1>{view.t('peers.settings')}</h1>
      <p class="muted above-small">{view.t('peers.lead')}</p>
      <Form action={urls.peers(item.id)} method="put" class="form" guard>
        <Shown view={view} values={values} theirs={theirs} href={urls.peersEdit(item.id)} />
        <ErrorSummary view={view} errors={errors} />
        {check('on', 'peers.on')}
        <div class="fields">
          <NumberField form={form} name="reviews" label={view.t('peers.reviews')} digits={2} />
          <NumberField
            form={form}
            name="days"
            label={view.t('peers.days')}
            hint={view.t('peers.daysHint')}
            digits={2}
          />
        </div>
        <Field
          name="opensAt"
          type="datetime-local"
          label={view.t('peers.opensAt')}
          optional={view.t('ui.optional')}
          hint={
            <span>
              {view.t('peers.opensAtHint')} {view.t('courses.inZone', { zone })}{' '}
              {item.dueAt !== null && (
                <>
                  · {view.t('assignments.due')} <Time view={view} at={item.dueAt} as="full" />
                </>
              )}
            </span>
          }
          value={said('opensAt')}
          error={errors.opensAt}
        />
        <fieldset>
          <legend>{view.t('peers.who')}</legend>
          {check('late', 'peers.late')}
          {check('everyone', 'peers.everyone')}
        </fieldset>
        <fieldset>
          <legend>{view.t('peers.names')}</legend>
          {check('showAuthors', 'peers.showAuthors')}
          {check('showReviewers', 'peers.showReviewers')}
        </fieldset>
        <Choices
          name="makes"
          legend={view.t('peers.makes')}
          value={said('makes')}
          options={peerMakes.map((value) => ({
            value,
            label: view.t(`peers.makesOf.${value}`),
            sentence: view.t(`peers.makesSays.${value}`),
          }))}
        />
        <NumberField
          form={form}
          name="reviewingPercent"
          label={view.t('peers.reviewingPercent')}
          after="%"
          hint={view.t('peers.reviewingHint')}
          digits={3}
        />
        {assignment.rubricId === null && (
          <div class="above">
            <Notice meaning="info">{view.t('peers.noRubric')}</Notice>
          </div>
        )}
        <div class="buttons form-end">
          <Button kind="primary">{view.t('common.save')}</Button>
          <LinkButton href={urls.assignment(item.id)} kind="quiet">
            {view.t('common.cancel')}
          </LinkButton>
        </div>
      </Form>
    </Shell>
  )
}
