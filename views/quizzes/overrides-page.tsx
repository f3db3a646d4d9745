import type { OverridesPage as Overrides } from '../../worker/domain/quizzes'
import { mostCode } from '../../worker/lib/quiz-rules'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { Check } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { NumberField } from '../ui/number-field'
import { Pager } from '../ui/pager'
import { SelectField } from '../ui/select'
import { dueTime, duration } from '../ui/time'
import type { View } from '../view'

type State = { values: Record<string, string | string[]>; errors: Record<string, string> }
type Props = { view: View; page: Overrides; form: State; zone: string }

/** What some have otherwise in a quiz than everyone: when, how long, how often. */
export function OverridesPage({ view, page, form: { values, errors }, zone }: Props) {
  const { t } = view
  const { item, course, own, next, people, groups } = page
  const said = (name: string) => String(values[name] ?? '')
  return (
    <Shell view={view} title={t('quizzes.overrides.title')} width="narrow" styles={['css/staff.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: course.title },
          { href: urls.quiz(item.id), label: item.title },
        ]}
      />
      <h1>{t('quizzes.overrides.title')}</h1>
      <p class="muted above-small">{t('quizzes.overrides.intro')}</p>
      <p class="small">
        <a href={urls.deadlines(item.id)}>{t('assignments.otherDates')}</a>
      </p>
      {own.length > 0 && (
        <ul class="rows above" role="list">
          {own.map(({ override, person, group }) => (
            <li>
              <span>
                <bdi>{person ?? group}</bdi> · {linesOf(view, override, zone).join(' · ')}
              </span>
              <Form action={urls.quizOverride(item.id, override.id)} method="delete">
                <Button small kind="quiet" icon="trash">
                  {t('quizzes.overrides.remove', { name: person ?? group ?? '' })}
                </Button>
              </Form>
              {override.reason && <span class="below">{override.reason}</span>}
            </li>
          ))}
        </ul>
      )}
      <Pager view={view} next={next && `${urls.quizOverrides(item.id)}?after=${encodeURIComponent(next)}`} />
      {page.hasMore && (
        <Form action={urls.quizOverrides(item.id)} method="get" class="cluster above" role="search">
          <input
            class="input"
            type="search"
            name="find"
            value={page.find}
            maxlength={100}
            dir="auto"
            aria-label={t('courses.findPeople')}
            placeholder={t('courses.findPeople')}
          />
          <Button icon="search">{t('courses.findPeople')}</Button>
        </Form>
      )}
      <Form action={urls.quizOverrides(item.id)} class="form">
        <ErrorSummary view={view} errors={errors} />
        <SelectField
          name="for"
          label={t('quizzes.overrides.for')}
          value={said('for')}
          empty={t('assignments.chooseWhom')}
          error={errors.for}
          options={[
            ...groups.map(({ id, name }) => ({ value: `group:${id}`, label: t('assignments.groupNamed', { name }) })),
            ...people.map(({ id, name }) => ({ value: `user:${id}`, label: name })),
          ]}
        />
        <div class="fields">
          <Field
            name="opensAt"
            type="datetime-local"
            label={t('quizzes.opensAt')}
            hint={`${t('courses.inZone', { zone })}. ${t('quizzes.overrides.empty')}`}
            value={said('opensAt')}
            error={errors.opensAt}
          />
          <Field
            name="closesAt"
            type="datetime-local"
            label={t('quizzes.closesAt')}
            hint={`${t('courses.inZone', { zone })}. ${t('quizzes.overrides.empty')}`}
            value={said('closesAt')}
            error={errors.closesAt}
          />
          <NumberField
            form={{ values, errors }}
            name="timeLimitMinutes"
            label={t('quizzes.timeLimit')}
            hint={t('quizzes.overrides.limitHint')}
            after={t('quizzes.minutes')}
            digits={5}
          />
          <NumberField
            form={{ values, errors }}
            name="attemptsAllowed"
            label={t('quizzes.attemptsAllowed')}
            hint={t('quizzes.overrides.attemptsHint')}
            digits={3}
          />
        </div>
        <Field
          name="accessCode"
          label={t('quizzes.accessCode')}
          hint={t('quizzes.overrides.empty')}
          value={said('accessCode')}
          error={errors.accessCode}
          maxlength={mostCode}
          autocomplete="off"
        />
        <Check name="noCode" label={t('quizzes.overrides.noCode')} checked={values.noCode !== undefined} />
        <Field
          name="reason"
          label={t('assignments.reason')}
          optional={t('ui.optional')}
          value={said('reason')}
          error={errors.reason}
          maxlength={300}
        />
        <div class="buttons form-end">
          <Button kind="primary">{t('quizzes.overrides.set')}</Button>
        </div>
      </Form>
    </Shell>
  )
}

function linesOf(view: View, one: Overrides['own'][number]['override'], zone: string): string[] {
  const { t } = view
  const { opensAt, closesAt, timeLimitMinutes, attemptsAllowed, accessCode } = one
  return [
    ...(opensAt === null ? [] : [t('quizzes.opensWhen', { when: dueTime(view, opensAt, zone) })]),
    ...(closesAt === null ? [] : [t('quizzes.closesWhen', { when: dueTime(view, closesAt, zone) })]),
    ...(timeLimitMinutes === null
      ? []
      : [
          timeLimitMinutes === 0
            ? t('quizzes.overrides.noLimit')
            : t('quizzes.overrides.limit', { time: duration(view, timeLimitMinutes * 60, 'long') }),
        ]),
    ...(attemptsAllowed === null
      ? []
      : [
          attemptsAllowed === 0
            ? t('quizzes.overrides.anyNumber')
            : t('quizzes.overrides.attempts', { n: attemptsAllowed }),
        ]),
    ...(accessCode === null
      ? []
      : [accessCode ? t('quizzes.overrides.code', { code: accessCode }) : t('quizzes.overrides.noCode')]),
  ]
}
