import { localDateTime } from '../../worker/lib/zones'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Check } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import type { View } from '../view'
import type { Kind } from './words'

type Completion = { kind: string; minutes?: number; percent?: number }

type ItemSettingsProps = {
  view: View
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
  /** IANA zone in which the course says its dates. */
  zone: string
  /** What was typed and what was wrong. */
  values?: Record<string, string | string[]>
  errors?: Record<string, string>
}

/** What completes an item, when it is due, and what it is worth. */
export function ItemSettings({ view, item, completions, isGraded, zone, values, errors = {} }: ItemSettingsProps) {
  const { t } = view
  const { completion } = item
  const typed = (name: string, own: string | number | null | undefined) => String(values?.[name] ?? own ?? '')
  const local = (at: number | null) => (at === null ? '' : localDateTime(at, zone))
  const checked = values ? values.required === 'on' : item.required
  return (
    <Form
      action={urls.itemSettings(item.id)}
      method="put"
      target={view.partial ? '#outline' : undefined}
      swap="outerMorph"
      class="form panel-form item-settings"
      guard
    >
      <ErrorSummary view={view} errors={errors} />
      <div class="fields">
        <SelectField
          name="completion"
          label={t('courses.completeWhen')}
          value={typed('completion', completion.kind)}
          options={completions.map((kind) => ({ value: kind, label: t(`courses.completion.${kind as 'viewed'}`) }))}
          error={errors.completion}
        />
        {completions.some((kind) => ['time', 'video', 'passed'].includes(kind)) && (
          <Field
            name="amount"
            type="number"
            min="1"
            max="600"
            inputmode="numeric"
            label={t(completions.includes('time') ? 'courses.minutesOrPercent' : 'courses.percentToPass')}
            value={typed('amount', completion.minutes ?? completion.percent)}
            error={errors.amount}
          />
        )}
        <Field
          name="expectedMinutes"
          type="number"
          min="1"
          max="6000"
          inputmode="numeric"
          label={t('courses.expectedMinutes')}
          value={typed('expectedMinutes', item.expectedMinutes)}
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
            value={typed('maxPoints', item.maxPoints)}
            error={errors.maxPoints}
          />
        )}
        <Field
          name="dueAt"
          type="datetime-local"
          label={t('courses.dueAt')}
          hint={t('courses.inZone', { zone })}
          value={typed('dueAt', local(item.dueAt))}
          error={errors.dueAt}
        />
        {!item.publishedAt && (
          <Field
            name="publishAt"
            type="datetime-local"
            label={t('courses.publishAt')}
            hint={t('courses.publishAtHint')}
            value={typed('publishAt', local(item.publishAt))}
            error={errors.publishAt}
          />
        )}
      </div>
      {item.kind === 'quiz' && (
        <p class="small muted">
          {t('courses.quizPoints', { n: item.maxPoints ?? 0 })}{' '}
          <a href={urls.quizEdit(item.id)}>{t('courses.quizPointsEdit')}</a>
        </p>
      )}
      <Check
        name="required"
        id={`required-${item.id}`}
        label={t('courses.required')}
        sentence={t('courses.requiredSentence')}
        checked={checked}
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
