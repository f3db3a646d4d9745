import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { CurrentPassword } from '../sign-in/person-fields'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { Panel } from '../ui/card'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { date } from '../ui/time'
import type { View } from '../view'

type Props = {
  view: View
  state: FormState
  name: string
  hostname: string
  /** When everything would be erased. */
  until: number
}

/** What closing the organization does, until when it can be taken back, and the form that does it. */
export function ClosingPage({ view, state, name, hostname, until }: Props) {
  const { t } = view
  const day = date(view, until, { dateStyle: 'long' })
  return (
    <Shell view={view} title={t('closing.title')} width="narrow" styles={['css/staff.css']}>
      <Breadcrumbs view={view} trail={[{ href: urls.organization(), label: t('organization.title') }]} />
      <div class="page-head">
        <h1>{t('closing.title')}</h1>
      </div>
      <div class="stack-loose">
        <Panel id="closing-what">
          <h2>{t('closing.what')}</h2>
          <ul class="above">
            <li>{t('closing.now', { hostname })}</li>
            <li>{t('closing.mails')}</li>
            <li>{t('closing.until', { day })}</li>
            <li>{t('closing.then', { day })}</li>
          </ul>
          <p class="above">
            {t('closing.takeFirst')} <a href={urls.takeaway()}>{t('takeaway.title')}</a>
          </p>
        </Panel>
        <Panel id="closing-form">
          <h2>{t('closing.sure')}</h2>
          <Form action={urls.closure()} class="form">
            <ErrorSummary view={view} errors={state.errors} />
            <Field
              name="name"
              label={t('closing.name', { name })}
              value={String(state.values.name ?? '')}
              error={state.errors.name}
              autocomplete="off"
              maxlength={200}
              required
              dir="auto"
            />
            <CurrentPassword
              view={view}
              name="password"
              label={t('closing.password')}
              error={state.errors.password}
              required
            />
            <div class="buttons">
              <Button kind="danger">{t('closing.button')}</Button>
            </div>
          </Form>
        </Panel>
      </div>
    </Shell>
  )
}
