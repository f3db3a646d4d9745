import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import type { MessageKey } from '../translate'
import { Button, LinkButton } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import type { View } from '../view'
import { Door } from './door'
import { EmailField, NewPassword } from './person-fields'

type Props = { view: View; state: FormState }

/** `over`: why the link that led here does not open anything any more. */
export function ForgotPasswordPage({ view, state, over }: Props & { over?: MessageKey }) {
  const { t } = view
  return (
    <Door view={view} title={t('reset.title')}>
      {over && <Notice meaning="attention">{t(over)}</Notice>}
      <p>{t('reset.lead')}</p>
      <Form action={urls.forgotPassword()} once={view.once}>
        <ErrorSummary view={view} errors={state.errors} />
        <EmailField
          label={t('reset.email')}
          value={String(state.values.email ?? '')}
          error={state.errors.email}
          required
        />
        <Button kind="primary">{t('reset.send')}</Button>
      </Form>
      <p class="after">
        <a href={urls.signIn()}>{t('reset.remembered')}</a>
      </p>
    </Door>
  )
}

type MailSentProps = {
  view: View
  email: string
  /** Every address gets a mail, whether somebody here has it or not. */
  toAnybody?: boolean
}

/** The same for every address that one may type. */
export function MailSentPage({ view, email, toAnybody }: MailSentProps) {
  const { t } = view
  return (
    <Door view={view} title={t('reset.sentTitle')}>
      <p>
        {t(toAnybody ? 'register.sent' : 'mailSent.text')} <bdi>{email}</bdi>
      </p>
      <p class="after">{t('mailSent.nothing')}</p>
      <LinkButton href={urls.signIn()} block>
        {t('mailSent.back')}
      </LinkButton>
    </Door>
  )
}

type NewPasswordProps = Props & { code: string; name: string; least: number }

export function NewPasswordPage({ view, state, code, name, least }: NewPasswordProps) {
  const { t } = view
  return (
    <Door view={view} title={t('reset.newTitle')}>
      <p>{t('reset.newLead', { name })}</p>
      <Form action={urls.newPassword()}>
        <ErrorSummary view={view} errors={state.errors} />
        <input type="hidden" name="code" value={code} />
        <NewPassword view={view} least={least} error={state.errors.password} />
        <Button kind="primary">{t('reset.save')}</Button>
      </Form>
    </Door>
  )
}
