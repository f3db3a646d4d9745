import type { JSX } from 'hono/jsx'
import type { View } from '../view'
import { described, FieldFrame, type FieldFrameProps, split } from './field'
import { Icon } from './icon'

type PasswordFieldProps = { view: View } & FieldFrameProps & Omit<JSX.IntrinsicElements['input'], keyof FieldFrameProps>

/** A password, with a button that shows what is typed where there is JavaScript (public/js/page/reveal.ts). */
export function PasswordField({ view, ...props }: PasswordFieldProps) {
  const { frame, rest } = split(props)
  return (
    <FieldFrame {...frame}>
      <div class="secret-field">
        <input {...rest} {...described(frame)} name={frame.name} type="password" maxlength={1024} class="input" />
        <button type="button" hidden data-reveal aria-pressed="false" aria-label={view.t('password.show')}>
          <Icon name="eye" />
        </button>
      </div>
    </FieldFrame>
  )
}
