import type { DeadlinesPage as Deadlines } from '../../worker/domain/assignments'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Pager } from '../ui/pager'
import { SelectField } from '../ui/select'
import { Time } from '../ui/time'
import type { View } from '../view'

type State = { values: Record<string, string | string[]>; errors: Record<string, string> }
type Props = { view: View; page: Deadlines; form: State; zone: string }

/** The date that everyone has, and the dates that some have for themselves. */
export function DeadlinesPage({ view, page, form: { values, errors }, zone }: Props) {
  const { item, course, own, next, people, groups } = page
  const said = (name: string) => String(values[name] ?? '')
  return (
    <Shell view={view} title={view.t('assignments.otherDates')} width="narrow" styles={['css/staff.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: course.title },
          { href: item.kind === 'assignment' ? urls.assignment(item.id) : urls.quiz(item.id), label: item.title },
        ]}
      />
      <h1>{view.t('assignments.otherDates')}</h1>
      <p class="muted above-small">
        {item.dueAt === null ? (
          view.t('assignments.noDate')
        ) : (
          <>
            {view.t('assignments.dateForAll')} <Time view={view} at={item.dueAt} as="full" />
          </>
        )}
      </p>
      {own.length > 0 && (
        <ul class="rows above" role="list">
          {own.map((one) => (
            <li>
              <span>
                <bdi>{one.person ?? one.group}</bdi> · <Time view={view} at={one.dueAt} as="due" courseZone={zone} />
              </span>
              <Form action={urls.deadline(item.id, one.id)} method="delete">
                <Button small kind="quiet" icon="trash">
                  {view.t('assignments.removeDate', { name: one.person ?? one.group ?? '' })}
                </Button>
              </Form>
              {one.reason && <span class="below">{one.reason}</span>}
            </li>
          ))}
        </ul>
      )}
      <Pager view={view} next={next && `${urls.deadlines(item.id)}?after=${encodeURIComponent(next)}`} />
      {page.hasMore && (
        <Form action={urls.deadlines(item.id)} method="get" class="cluster above" role="search">
          <input
            class="input"
            type="search"
            name="find"
            value={page.find}
            maxlength={100}
            dir="auto"
            aria-label={view.t('courses.findPeople')}
            placeholder={view.t('courses.findPeople')}
          />
          <Button icon="search">{view.t('courses.findPeople')}</Button>
        </Form>
      )}
      <Form action={urls.deadlines(item.id)} class="form">
        <ErrorSummary view={view} errors={errors} />
        <SelectField
          name="for"
          label={view.t('assignments.dateFor')}
          value={said('for')}
          empty={view.t('assignments.chooseWhom')}
          error={errors.for}
          options={[
            ...groups.map(({ id, name }) => ({
              value: `group:${id}`,
              label: view.t('assignments.groupNamed', { name }),
            })),
            ...people.map(({ id, name }) => ({ value: `user:${id}`, label: name })),
          ]}
        />
        <Field
          name="dueAt"
          type="datetime-local"
          label={view.t('assignments.newDate')}
          hint={view.t('courses.inZone', { zone })}
          value={said('dueAt')}
          error={errors.dueAt}
        />
        <Field
          name="reason"
          label={view.t('assignments.reason')}
          optional={view.t('ui.optional')}
          value={said('reason')}
          maxlength={300}
        />
        <div class="buttons form-end">
          <Button kind="primary">{view.t('assignments.setDate')}</Button>
        </div>
      </Form>
    </Shell>
  )
}
