import type { readChoices } from '../../worker/domain/notifications'
import { clockOf, frequencies } from '../../worker/lib/mail-time'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Check } from '../ui/choices'
import { classes } from '../ui/classes'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { Select } from '../ui/select'
import { Time } from '../ui/time'
import type { View } from '../view'

type Chosen = Awaited<ReturnType<typeof readChoices>>
type Props = {
  view: View
  chosen: Chosen
  /** What a browser asks its push service with; null where there are no messages to devices. */
  pushKey: string | null
  errors: Record<string, string>
  values: Record<string, string | string[]>
}

const groups = ['courses', 'dates', 'grades', 'teaching', 'organization'] as const

/** How one is told: a line a kind, each with its bell, its devices and how often it comes by mail. */
export function ChoicesPage({ view, chosen, pushKey, errors, values }: Props) {
  const { t } = view
  const { choices, courses, quiet } = chosen
  return (
    <Shell
      view={view}
      title={t('notifications.choices')}
      width="narrow"
      styles={['css/notifications.css']}
      scripts={pushKey ? ['js/devices.js'] : []}
    >
      <header class="page-head">
        <h1>{t('notifications.choices')}</h1>
        <a href={urls.notifications()}>{t('notifications.title')}</a>
      </header>
      {pushKey && <Devices view={view} devices={chosen.devices} pushKey={pushKey} error={errors.endpoint} />}
      <Form action={urls.notificationChoices()} method="put" class="form choices-form" guard>
        {pushKey && <input type="hidden" name="devices" value="on" />}
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
                <ChoiceLine view={view} choice={one} hasDevices={pushKey !== null} />
              ))}
            </fieldset>
          ))}
        <section class="section above quiet-hours" aria-labelledby="quiet-title">
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

type DevicesProps = { view: View; devices: Chosen['devices']; pushKey: string; error?: string }

/** Where one is told while no page is open. Only a browser that can, and its script, offers itself. */
function Devices({ view, devices, pushKey, error }: DevicesProps) {
  const { t } = view
  return (
    <section class="section" aria-labelledby="devices-title">
      <h2 id="devices-title">{t('notifications.push.title')}</h2>
      <p class="muted">{t('notifications.push.text')}</p>
      {devices.length > 0 && (
        <ul class="devices" role="list">
          {devices.map(({ id, device, createdAt, endpointHash }) => {
            const name = device || t('notifications.push.unnamed')
            return (
              <li class="device-line" data-endpoint={endpointHash}>
                <div>
                  <bdi>{name}</bdi>
                  <span class="chip" hidden data-this-device>
                    {t('notifications.push.this')}
                  </span>
                  <p class="small muted">
                    <Time view={view} at={createdAt} as="ago" />
                  </p>
                </div>
                <Form action={urls.device(id)} method="delete">
                  <Button kind="quiet" small aria-label={t('notifications.push.removeOf', { device: name })}>
                    {t('notifications.push.remove')}
                  </Button>
                </Form>
              </li>
            )
          })}
        </ul>
      )}
      <push-device data-key={pushKey} data-worker={urls.serviceWorker()} hidden>
        <Form action={urls.devices()}>
          <input type="hidden" name="endpoint" />
          <input type="hidden" name="p256dh" />
          <input type="hidden" name="auth" />
          <Button icon="bell">{t('notifications.push.add')}</Button>
        </Form>
        <p class="muted" role="status" data-said>
          <span data-denied hidden>
            {t('notifications.push.denied')}
          </span>
          <span data-failed hidden>
            {t('notifications.push.failed')}
          </span>
        </p>
      </push-device>
      {error && <p class="hint problem">{error}</p>}
    </section>
  )
}

type LineProps = { view: View; choice: Chosen['choices'][number]; hasDevices: boolean }

function ChoiceLine({ view, choice, hasDevices }: LineProps) {
  const { t } = view
  const { kind, bell, push, mail } = choice
  const name = t(`notifications.kind.${kind}`)
  return (
    <div class={classes('choice-line', hasDevices && 'with-devices')}>
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
      {hasDevices && (
        <label class="check" for={`push-${kind}`}>
          <input
            type="checkbox"
            id={`push-${kind}`}
            name={`push-${kind}`}
            value="on"
            checked={push}
            aria-describedby={`kind-${kind}`}
          />
          <span>{t('notifications.push.on')}</span>
        </label>
      )}
      <Select
        name={`mail-${kind}`}
        label={t('notifications.mailOf', { kind: name })}
        value={mail}
        options={frequencies.map((value) => ({ value, label: t(`notifications.frequency.${value}`) }))}
      />
    </div>
  )
}
