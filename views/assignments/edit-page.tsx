import type { AssignmentToEdit } from '../../worker/domain/assignments'
import { fileKinds } from '../../worker/lib/file-kinds'
import { groupWorks } from '../../worker/lib/group-work'
import { resubmissions } from '../../worker/lib/late-policy'
import { urls } from '../../worker/urls'
import { DraftLine } from '../courses/publish-item'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Check } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { NumberField } from '../ui/number-field'
import { SelectField } from '../ui/select'
import { Shown } from '../ui/shown'
import type { View } from '../view'

type State = {
  values: Record<string, string | string[]>
  errors: Record<string, string>
  theirs?: Record<string, string>
}
type Props = { view: View; page: AssignmentToEdit; form: State; zone: string }

/** What learners are asked to do, what they may hand in, by when and for how much. */
export function AssignmentEditPage({ view, page, form, zone }: Props) {
  const { values, errors, theirs } = form
  const { item, course } = page
  const said = (name: string) => String(values[name] ?? '')
  return (
    <Shell
      view={view}
      title={view.t('assignments.editOf', { title: item.title })}
      width="narrow"
      styles={['css/staff.css']}
    >
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: <bdi>{course.title}</bdi> },
          { href: urls.outline(course.id), label: view.t('courses.outline') },
          { href: urls.assignment(item.id), label: <bdi>{item.title}</bdi> },
        ]}
      />
      <div class="spread">
        <h1>
          <bdi>{item.title}</bdi>
        </h1>
        <DraftLine view={view} item={item} canPublish />
      </div>
      <Form action={urls.assignment(item.id)} method="put" class="form" guard>
        <Shown view={view} values={values} theirs={theirs} href={urls.assignmentEdit(item.id)} />
        <ErrorSummary view={view} errors={errors} />
        <TextArea
          name="instructions"
          label={view.t('assignments.instructions')}
          hint={view.t('assignments.instructionsHint')}
          value={said('instructions')}
          error={errors.instructions}
          rows={10}
          maxlength={60_000}
        />
        <div class="fields">
          <Field
            name="dueAt"
            type="datetime-local"
            label={view.t('assignments.dueAt')}
            optional={view.t('ui.optional')}
            hint={view.t('courses.inZone', { zone })}
            value={said('dueAt')}
            error={errors.dueAt}
          />
          <NumberField form={form} name="maxPoints" label={view.t('assignments.maxPoints')} digits={4} />
        </div>
        <fieldset>
          <legend>{view.t('assignments.takes')}</legend>
          <p class="hint">{view.t('assignments.takesNothing')}</p>
          <Check
            name="takesText"
            label={view.t('assignments.takesText')}
            checked={values.takesText !== undefined}
            error={errors.takesText}
          />
          <Check name="takesFiles" label={view.t('assignments.takesFiles')} checked={values.takesFiles !== undefined} />
          <Check name="takesUrl" label={view.t('assignments.takesUrl')} checked={values.takesUrl !== undefined} />
        </fieldset>
        <SelectField
          name="groupWork"
          label={view.t('assignments.groupWork')}
          hint={
            <span>
              {view.t('assignments.groupWorkHint')}{' '}
              <a href={urls.courseGroups(course.id)}>{view.t('assignments.seeGroups')}</a>
            </span>
          }
          value={said('groupWork')}
          error={errors.groupWork}
          options={groupWorks.map((value) => ({ value, label: view.t(`assignments.groupWorkOf.${value}`) }))}
        />
        <SelectField
          name="fileKinds"
          label={view.t('assignments.fileKinds')}
          hint={view.t('assignments.fileKindsHint')}
          value={said('fileKinds')}
          error={errors.fileKinds}
          options={fileKinds.map((value) => ({ value, label: view.t(`assignments.fileKind.${value}`) }))}
        />
        <div class="fields">
          <NumberField form={form} name="maxFiles" label={view.t('assignments.maxFiles')} digits={2} />
          <NumberField
            form={form}
            name="maxMegabytes"
            label={view.t('assignments.maxMegabytes')}
            optional={view.t('ui.optional')}
            after="MB"
            digits={4}
          />
        </div>
        <TextArea
          name="statement"
          label={view.t('assignments.statement')}
          optional={view.t('ui.optional')}
          hint={view.t('assignments.statementHint')}
          value={said('statement')}
          error={errors.statement}
          rows={2}
          maxlength={2_000}
        />
        <fieldset>
          <legend>{view.t('late.title')}</legend>
          <p class="hint">{view.t('late.hint')}</p>
          <div class="fields">
            <Field
              name="latePercent"
              label={view.t('late.percent')}
              optional={view.t('ui.optional')}
              after="%"
              value={said('latePercent')}
              error={errors.latePercent}
              inputmode="decimal"
              maxlength={6}
            />
            <SelectField
              name="latePer"
              label={view.t('late.per')}
              value={said('latePer')}
              options={(['day', 'hour'] as const).map((value) => ({ value, label: view.t(`late.unit.${value}`) }))}
            />
            <Field
              name="lateMost"
              label={view.t('late.most')}
              optional={view.t('ui.optional')}
              after="%"
              value={said('lateMost')}
              error={errors.lateMost}
              inputmode="decimal"
              maxlength={6}
            />
            <NumberField
              form={form}
              name="missingPercent"
              label={view.t('late.missing')}
              optional={view.t('ui.optional')}
              hint={view.t('late.missingHint')}
              after="%"
              digits={5}
            />
            <Field
              name="closesAt"
              type="datetime-local"
              label={view.t('late.closesAt')}
              optional={view.t('ui.optional')}
              hint={view.t('courses.inZone', { zone })}
              value={said('closesAt')}
              error={errors.closesAt}
            />
          </div>
        </fieldset>
        <div class="fields">
          <SelectField
            name="resubmission"
            label={view.t('assignments.resubmission')}
            value={said('resubmission')}
            options={resubmissions.map((value) => ({ value, label: view.t(`assignments.resubmissionOf.${value}`) }))}
          />
          <NumberField
            form={form}
            name="passPercent"
            label={view.t('assignments.passPercent')}
            hint={view.t('assignments.passHint')}
            after="%"
            digits={3}
          />
        </div>
        <Check
          name="anonymous"
          label={view.t('assignments.anonymous')}
          checked={values.anonymous !== undefined}
          error={errors.anonymous}
        />
        <p class="hint">{view.t('assignments.anonymousHint')}</p>
        <SelectField
          name="rubricId"
          label={view.t('rubrics.choose')}
          hint={
            <>
              {view.t('rubrics.chooseHint')} <a href={urls.courseRubrics(course.id)}>{view.t('rubrics.manage')}</a>
            </>
          }
          value={said('rubricId')}
          error={errors.rubricId}
          empty={view.t('rubrics.noRubric')}
          options={page.rubrics.map(({ id, title }) => ({ value: id, label: title }))}
        />
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
