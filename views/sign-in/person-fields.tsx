import type { JSX } from 'hono/jsx'
import type { FormErrors } from '../ui/error-summary'
import { Field, type FieldFrameProps } from '../ui/field'
import { PasswordField } from '../ui/password-field'
import type { View } from '../view'

type Props = Pick<FieldFrameProps, 'label' | 'hint' | 'error'> & {
  name?: string
  value: string
} & Pick<JSX.IntrinsicElements['input'], 'required' | 'autocomplete' | 'maxlength'>

/** What somebody is called; `autocomplete` is off where it is somebody else than who types. */
export const NameField = ({ name = 'name', ...props }: Props) => (
  <Field {...props} name={name} maxlength={200} dir="auto" />
)

export const EmailField = ({ name = 'email', autocomplete = 'email', ...props }: Props) => (
  <Field {...props} name={name} type="email" autocomplete={autocomplete} maxlength={254} />
)

type NewPasswordProps = { view: View; least: number; error?: string; name?: string }

/** A form that comes back never holds the password: whatever else is wrong, it is to be typed again, and that is said. */
export const withPasswordAgain = (view: View, errors: FormErrors): FormErrors =>
  Object.keys(errors).length === 0 || errors.password ? errors : { ...errors, password: view.t('password.again') }

/** A password to be chosen: the rule before, the reason after. */
export function NewPassword({ view, least, error, name = 'password' }: NewPasswordProps) {
  return (
    <PasswordField
      view={view}
      name={name}
      label={view.t(name === 'password' ? 'password.label' : 'password.newLabel')}
      hint={view.t('password.hint', { least })}
      error={error}
      autocomplete="new-password"
      required
    />
  )
}

type CurrentPasswordProps = { view: View; name: string; label: string; error?: string; required?: boolean }

/** The password that one has, as password managers fill it in. */
export const CurrentPassword = (props: CurrentPasswordProps) => (
  <PasswordField {...props} autocomplete="current-password" />
)
