import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Bare } from '../layouts/bare'
import { SignInFields } from '../sign-in/sign-in-fields'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import { date } from '../ui/time'
import type { View } from '../view'

type Props = {
  view: View
  state: FormState
  name: string
  /** When it is erased; null where its owners cannot open it any more. */
  until: number | null
}

/** A closed organization: until when it waits, and the way back for its owners. Its files are closed, so the mark is without a logo. */
export function ReopeningPage({ view, state, name, until }: Props) {
  const { t } = view
  const plain = { ...view, organization: view.organization && { ...view.organization, logo: null } }
  return (
    <Bare view={plain} title={t('reopening.title')} home={urls.reopening()}>
      <h1>{t('reopening.closed', { name })}</h1>
      {until === null ? (
        <p>{t('reopening.over')}</p>
      ) : (
        <>
          <p>{t('reopening.until', { day: date(view, until, { dateStyle: 'long' }) })}</p>
          <Form action={urls.reopening()}>
            <ErrorSummary view={view} errors={state.errors} />
            <SignInFields view={view} state={state} />
            <Button kind="primary">{t('reopening.title')}</Button>
          </Form>
          <p class="after muted">{t('reopening.cannot')}</p>
        </>
      )}
    </Bare>
  )
}
