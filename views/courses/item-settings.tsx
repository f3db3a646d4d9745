import { localDateTime } from '../../worker/lib/zones'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Check } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import { Shown } from '../ui/shown'
import type { View } from '../view'
import type { Kind } from './words'

type Completion = { kind: string; minutes?: number; percent?: number; threads?: number; replies?: number }

type Asking = {
  item: {
    id: string
    kind: Kind
    completion: Completion
    required: boolean
    expectedMinutes: number | null
    dueAt: number | null
    publishedAt: number | null
    publishAt: number | null
    maxPoints: number | null
  }
  /** What may complete an item of this kind. */
  completions: readonly string[]
  isGraded: boolean
  /** A lesson that shows no film: no share of it can be watched. */
  isFilmless?: boolean
  /** IANA zone in which the course says its dates. */
  zone: string
}

type ItemSettingsProps = Asking & {
  view: View
  /** What was typed, what somebody else saved meanwhile, and what was wrong. */
  values?: Record<string, string | string[]>
  theirs?: Record<string, string>
  errors?: Record<string, string>
}

const takesAmount = (completions: readonly string[]) =>
  completions.some((kind) => ['time', 'video', 'passed'].includes(kind))

/** The fields as the item has them: what the form shows before anything is typed. */
export function shownOf({ item, completions, isGraded, zone }: Asking): Record<string, string> {
  const { completion } = item
  const local = (at: number | null) => (at === null ? '' : localDateTime(at, zone))
  return {
    completion: completion.kind,
    ...(takesAmount(completions) ? { amount: String(completion.minutes ?? completion.percent ?? '') } : {}),
    ...(completions.includes('written')
      ? { threads: String(completion.threads ?? ''), replies: String(completion.replies ?? '') }
      : {}),
    expectedMinutes: String(item.expectedMinutes ?? ''),
    ...(isGraded ? { maxPoints: String(item.maxPoints ?? '') } : {}),
    dueAt: local(item.dueAt),
    ...(item.publishedAt ? {} : { publishAt: local(item.publishAt) }),
    ...(item.required ? { required: 'on' } : {}),
  }
}

/** What completes an item, when it is due, and what it is worth. */
export function ItemSettings({ view, values: sent, theirs, errors = {}, ...asking }: ItemSettingsProps) {
  const { t } = view
  const { item, completions, isGraded, isFilmless, zone } = asking
  const values = sent ?? shownOf(asking)
  const value = (name: string) => String(values[name] ?? '')
  const ids = { required: `required-${item.id}` }
  return (
    <Form
      action={urls.itemSettings(item.id)}
      method="put"
      target={view.partial ? '#outline' : undefined}
      swap="outerMorph"
      class="form panel-form item-settings"
      guard
    >
      <Shown view={view} values={values} theirs={theirs} href={urls.itemSettings(item.id)} ids={ids} />
      <ErrorSummary view={view} errors={errors} />
      <div class="fields">
        <SelectField
          name="completion"
          label={t('courses.completeWhen')}
          value={value('completion')}
          options={completions.map((kind) => ({ value: kind, label: t(`courses.completion.${kind as 'viewed'}`) }))}
          error={errors.completion}
          hint={isFilmless && value('completion') === 'video' ? t('courses.noFilmHint') : undefined}
        />
        {takesAmount(completions) && (
          <Field
            name="amount"
            type="number"
            min="1"
            max="600"
            inputmode="numeric"
            label={t(completions.includes('time') ? 'courses.minutesOrPercent' : 'courses.percentToPass')}
            value={value('amount')}
            error={errors.amount}
          />
        )}
        {completions.includes('written') &&
          (['threads', 'replies'] as const).map((name) => (
            <Field
              name={name}
              type="number"
              min="0"
              max="100"
              inputmode="numeric"
              label={t(`courses.atLeast.${name}`)}
              value={value(name)}
              error={errors[name]}
            />
          ))}
        <Field
          name="expectedMinutes"
          type="number"
          min="1"
          max="6000"
          inputmode="numeric"
          label={t('courses.expectedMinutes')}
          value={value('expectedMinutes')}
          error={errors.expectedMinutes}
        />
        {isGraded && (
          <Field
            name="maxPoints"
            type="number"
            min="1"
            max="10000"
            inputmode="numeric"
            label={t('courses.points')}
            value={value('maxPoints')}
            error={errors.maxPoints}
          />
        )}
        <Field
          name="dueAt"
          type="datetime-local"
          label={t('courses.dueAt')}
          hint={t('courses.inZone', { zone })}
          value={value('dueAt')}
          error={errors.dueAt}
        />
        {!item.publishedAt && (
          <Field
            name="publishAt"
            type="datetime-local"
            label={t('courses.publishAt')}
            hint={t('courses.publishAtHint')}
            value={value('publishAt')}
            error={errors.publishAt}
          />
        )}
      </div>
      {item.kind === 'quiz' && item.maxPoints !== null && (
        <p class="small muted">
          {t('courses.quizPoints', { n: item.maxPoints ?? 0 })}{' '}
          <a href={urls.quizEdit(item.id)}>{t('courses.quizPointsEdit')}</a>
        </p>
      )}
      <Check
        name="required"
        id={ids.required}
        label={t('courses.required')}
        sentence={t('courses.requiredSentence')}
        checked={values.required === 'on'}
      />
      <div class="buttons form-end">
        <Button kind="primary">{t('common.save')}</Button>
      </div>
    </Form>
  )
}

type Target = { id: string; title: string; courseId: string; course: string }

type ItemPlaceProps = {
  view: View
  item: { id: string; moduleId: string }
  modules: { id: string; title: string; number: number }[]
  /** Modules of the other courses that the reader teaches. */
  targets: Target[]
}

/** To another module, or as a copy into another course. */
export function ItemPlace({ view, item, modules, targets }: ItemPlaceProps) {
  const { t, once } = view
  return (
    <div class="form panel-form">
      <Form
        action={urls.itemPosition(item.id)}
        once={once}
        method="put"
        target={view.partial ? '#outline' : undefined}
        swap="outerMorph"
        class="inline-form"
      >
        <SelectField
          name="moduleId"
          id={`move-${item.id}`}
          label={t('courses.moveToModule')}
          value={item.moduleId}
          options={modules.map(({ id, title, number }) => ({ value: id, label: `${number} · ${title}` }))}
        />
        <Button>{t('courses.move')}</Button>
      </Form>
      {targets.length > 0 && (
        <Form action={urls.itemCopies(item.id)} once={once} class="inline-form">
          <SelectField
            name="moduleId"
            id={`copy-${item.id}`}
            label={t('courses.copyToCourse')}
            options={targets.map(({ id, title, course }) => ({ value: id, label: `${course}: ${title}` }))}
          />
          <Button>{t('courses.copy')}</Button>
        </Form>
      )}
    </div>
  )
}
