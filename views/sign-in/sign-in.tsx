import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import type { View } from '../view'
import { Door } from './door'
import { SignInFields } from './sign-in-fields'

type SignInProps = {
  view: View
  state: FormState
  next: string
  /** How newcomers come in, if they may. */
  newcomers: 'register' | 'code' | null
  /** Strangers may look at what is taught. */
  publicCatalogue: boolean
}

export function SignInPage({ view, state, next, newcomers, publicCatalogue }: SignInProps) {
  const { t } = view
  return (
    <Door view={view} title={t('signIn.title', { organization: view.organization?.name ?? '' })}>
      <Form action={urls.session()}>
        <ErrorSummary view={view} errors={state.errors} />
        <input type="hidden" name="next" value={next} />
        <SignInFields view={view} state={state} />
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
      {publicCatalogue && (
        <p class="after">
          <a href={urls.catalogue()}>{t('signIn.lookAround')}</a>
        </p>
      )}
    </Door>
  )
}
