import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Button, LinkButton } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import type { View } from '../view'
import { Agreed } from './agreed'
import { Door } from './door'
import { EmailField, NameField, NewPassword, withPasswordAgain } from './person-fields'
import { Where } from './where'

type RegisterProps = {
  view: View
  state: FormState
  /** Where only addresses of some domains may come in. */
  domains: string[] | null
  needsApproval: boolean
}

/** First the address: everything else after its owner has shown that it is theirs. */
export function RegisterPage({ view, state, domains, needsApproval }: RegisterProps) {
  const { t } = view
  const among = domains && new Intl.ListFormat(view.locale, { type: 'disjunction' }).format(domains)
  return (
    <Door view={view} title={t('register.title', { organization: view.organization?.name ?? '' })}>
      <p>{t(needsApproval ? 'register.leadApproval' : 'register.lead')}</p>
      <Form action={urls.register()}>
        <ErrorSummary view={view} errors={state.errors} />
        <EmailField
          label={t('reset.email')}
          hint={among && t('register.domains', { domains: among })}
          value={String(state.values.email ?? '')}
          error={state.errors.email}
          required
        />
        <Button kind="primary">{t('register.go')}</Button>
      </Form>
      <p class="after">
        {t('register.here')} <a href={urls.signIn()}>{t('signIn.button')}</a>
      </p>
      <p class="after">
        <a href={urls.join()}>{t('signIn.haveCode')}</a>
      </p>
    </Door>
  )
}

type RegistrationProps = {
  view: View
  state: FormState
  /** Where the form goes: links of the organization and registrations without one have doors of their own. */
  action: string
  code: string
  email: string
  least: number
  platform: string
}

/** What the mail's link opens. */
export function RegistrationPage({ view, state, action, code, email, least, platform }: RegistrationProps) {
  const { t } = view
  const { values } = state
  const errors = withPasswordAgain(view, state.errors)
  return (
    <Door
      view={view}
      title={t('register.title', { organization: view.organization?.name ?? '' })}
      scripts={['js/where.js']}
    >
      <p>
        {t('register.confirmed')} <bdi>{email}</bdi>
      </p>
      <Form action={action}>
        <ErrorSummary view={view} errors={errors} />
        <input type="hidden" name="code" value={code} />
        <input type="hidden" name="username" value={email} autocomplete="username" />
        <NameField
          label={t('signUp.name')}
          value={String(values.name ?? '')}
          error={errors.name}
          autocomplete="name"
          required
        />
        <NewPassword view={view} least={least} error={errors.password} />
        <Where view={view} values={values} errors={errors} />
        <Agreed view={view} isAgreed={values.agreed === 'on'} error={errors.agreed} platform={platform} />
        <Button kind="primary">{t('register.finish')}</Button>
      </Form>
    </Door>
  )
}

export function WaitingPage({ view }: { view: View }) {
  const { t } = view
  return (
    <Door view={view} title={t('register.waitingTitle')}>
      <p>{t('register.waiting')}</p>
      <div class="above">
        <LinkButton href={urls.signIn()} block>
          {t('mailSent.back')}
        </LinkButton>
      </div>
    </Door>
  )
}
