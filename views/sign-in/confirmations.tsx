import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import type { View } from '../view'
import { Door } from './door'
import { LinkOverPage } from './link-over'

type ConfirmationProps = {
  view: View
  title: string
  lead: string
  email: string
  action: string
  code: string
  button: string
  /** Whom to ask. */
  ask?: string
}

/** What a link in a mail opens: nothing happens before the button, as mail programs open links by themselves. */
export function ConfirmationPage({ view, title, lead, email, action, code, button, ask }: ConfirmationProps) {
  return (
    <Door view={view} title={title}>
      <p>{lead}</p>
      <p>
        <strong>
          <bdi>{email}</bdi>
        </strong>
      </p>
      <Form action={action}>
        <input type="hidden" name="code" value={code} />
        <Button kind="primary">{button}</Button>
      </Form>
      {ask && <p class="after">{ask}</p>}
    </Door>
  )
}

/** After a confirmation: what holds now, and the way on. */
export function ConfirmedPage({ view, title, text }: { view: View; title: string; text: string }) {
  return (
    <Door view={view} title={title}>
      <p>{text}</p>
      <p class="after">
        <a href={urls.home()}>{view.t('confirmed.on')}</a>
      </p>
    </Door>
  )
}

/** A link for one's address that was not used and opens nothing any more: whoever is signed in gets a new one at once. */
export function VerificationOverPage({ view }: { view: View }) {
  const { t } = view
  return (
    <LinkOverPage
      view={view}
      title={t('link.overTitle')}
      text={t('link.verifyOver')}
      way={{ href: urls.signIn(urls.account()), label: t('signIn.button') }}
    >
      {view.actor && (
        <Form action={urls.verificationMails()} once={view.once}>
          <Button kind="primary">{t('people.verifyAgain')}</Button>
        </Form>
      )}
    </LinkOverPage>
  )
}

export function ChangeOverPage({ view }: { view: View }) {
  const { t } = view
  const way = { href: urls.account(), label: t('link.toAccount') }
  return <LinkOverPage view={view} title={t('link.overTitle')} text={t('link.changeOver')} way={way} />
}
