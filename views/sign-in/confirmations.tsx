import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import type { View } from '../view'
import { Door } from './door'

type ConfirmationProps = {
  view: View
  title: string
  lead: string
  email: string
  action: string
  code: string
  button: string
}

/** What a link in a mail opens: nothing happens before the button, as mail programs open links by themselves. */
export function ConfirmationPage({ view, title, lead, email, action, code, button }: ConfirmationProps) {
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
