import type { FormState } from '../../worker/http/form'
import { Field } from '../ui/field'
import type { View } from '../view'
import { CurrentPassword } from './person-fields'

/** Who one is and the password, as password managers know them. */
export function SignInFields({ view, state }: { view: View; state: FormState }) {
  const { t } = view
  return (
    <>
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
      <CurrentPassword
        view={view}
        name="password"
        label={t('signIn.password')}
        error={state.errors.password}
        required
      />
    </>
  )
}
