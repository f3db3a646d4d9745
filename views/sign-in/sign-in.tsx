import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import type { View } from '../view'
import { Door } from './door'

type SignInProps = {
  view: View
  state: FormState
  next: string
  /** How newcomers come in, if they may. */
  newcomers: 'register' | 'code' | null
}

export function SignInPage({ view, state, next, newcomers }: SignInProps) {
  const { t } = view
  return (
    <Door view={view} title={t('signIn.title', { organization: view.organization?.name ?? '' })}>
      <Form action={urls.session()}>
        <ErrorSummary view={view} errors={state.errors} />
        <input type="hidden" name="next" value={next} />
        <Field
          name="name"
          label={t('signIn.name')}
          value={String(state.values.name ?? '')}
          error={state.errors.name}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          maxlength={254}
          required
          dir="auto"
        />
        <Field
          name="password"
          type="password"
          label={t('signIn.password')}
          error={state.errors.password}
          autocomplete="current-password"
          maxlength={1024}
          required
        />
        <Button kind="primary">{t('signIn.button')}</Button>
      </Form>
      <p class="after">
        <a href={urls.forgotPassword()}>{t('signIn.forgot')}</a>
      </p>
      {newcomers && (
        <p class="after">
          {t('signIn.new')}{' '}
          <a href={newcomers === 'register' ? urls.register() : urls.join()}>
            {t(newcomers === 'register' ? 'signIn.register' : 'signIn.haveCode')}
          </a>
        </p>
      )}
    </Door>
  )
}
