import type { readChoices } from '../../worker/domain/notifications'
import { clockOf, frequencies } from '../../worker/lib/mail-time'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Check } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { Select } from '../ui/select'
import type { View } from '../view'

type Chosen = Awaited<ReturnType<typeof readChoices>>
type Props = { view: View; chosen: Chosen; errors: Record<string, string>; values: Record<string, string | string[]> }

const groups = ['courses', 'dates', 'grades', 'teaching', 'organization'] as const

/** How one is told: a line a kind, each with its bell and how often it comes by mail. */
export function ChoicesPage({ view, chosen, errors, values }: Props) {
  const { t } = view
  const { choices, courses, quiet } = chosen
  return (
    <Shell view={view} title={t('notifications.choices')} width="narrow" styles={['css/notifications.css']}>
      <header class="page-head">
        <h1>{t('notifications.choices')}</h1>
        <a href={urls.notifications()}>{t('notifications.title')}</a>
      </header>
      <Form action={urls.notificationChoices()} method="put" class="form" guard>
        <ErrorSummary view={view} errors={errors} />
        <p class="muted">
          {chosen.address === null
            ? t('notifications.noAddress')
            : t('notifications.address', { email: chosen.address })}
        </p>
        {chosen.hasStopped && <Notice meaning="attention">{t('notifications.stopped')}</Notice>}
        {groups
          .map((group) => ({ group, own: choices.filter((one) => one.group === group) }))
          .filter(({ own }) => own.length > 0)
          .map(({ group, own }) => (
            <fieldset class="choice-table">
              <legend>
                <h2>{t(`notifications.group.${group}`)}</h2>
              </legend>
              {own.map((one) => (
                <ChoiceLine view={view} choice={one} />
              ))}
            </fieldset>
          ))}
        <section class="section above" aria-labelledby="quiet-title">
          <h2 id="quiet-title">{t('notifications.quiet')}</h2>
          <p class="muted">{t('notifications.quietText', { zone: view.zone })}</p>
          <div class="quiet-times">
            <Field
              type="time"
              name="quietFrom"
              label={t('notifications.quietFrom')}
              value={String(values.quietFrom ?? (quiet ? clockOf(quiet.from) : ''))}
              error={errors.quietFrom}
            />
            <Field
              type="time"
              name="quietUntil"
              label={t('notifications.quietUntil')}
              value={String(values.quietUntil ?? (quiet ? clockOf(quiet.until) : ''))}
              error={errors.quietUntil}
            />
          </div>
          <Check
            name="stopped"
            label={t('notifications.stopAll')}
            sentence={t('notifications.stopAllText')}
            checked={chosen.hasStopped}
          />
        </section>
        {courses.length > 0 && (
          <fieldset class="choice-table">
            <legend>
              <h2>{t('notifications.muted')}</h2>
            </legend>
            <p class="muted">{t('notifications.mutedText')}</p>
            {courses.map(({ id, title, muted }) => (
              <div class="field">
                <input type="hidden" name="course" value={id} />
                <label class="check" for={`mute-${id}`}>
                  <input type="checkbox" id={`mute-${id}`} name="mute" value={id} checked={muted} />
                  <span>
                    <bdi>{title}</bdi>
                  </span>
                </label>
              </div>
            ))}
          </fieldset>
        )}
        <p class="form-end">
          <Button kind="primary">{t('notifications.save')}</Button>
        </p>
      </Form>
    </Shell>
  )
}

function ChoiceLine({ view, choice }: { view: View; choice: Chosen['choices'][number] }) {
  const { t } = view
  const { kind, bell, mail } = choice
  const name = t(`notifications.kind.${kind}`)
  return (
    <div class="choice-line">
      <p id={`kind-${kind}`}>{name}</p>
      <label class="check" for={`bell-${kind}`}>
        <input
          type="checkbox"
          id={`bell-${kind}`}
          name={`bell-${kind}`}
          value="on"
          checked={bell}
          aria-describedby={`kind-${kind}`}
        />
        <span>{t('notifications.inBell')}</span>
      </label>
      <Select
        name={`mail-${kind}`}
        label={t('notifications.mailOf', { kind: name })}
        value={mail}
        options={frequencies.map((value) => ({ value, label: t(`notifications.frequency.${value}`) }))}
      />
    </div>
  )
}
