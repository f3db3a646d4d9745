import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Bare } from '../layouts/bare'
import { LanguageChoice } from '../layouts/language-choice'
import { EmailField } from '../sign-in/person-fields'
import { Button, LinkButton } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import type { View } from '../view'

export function FindPage({ view, state }: { view: View; state: FormState }) {
  const { t } = view
  return (
    <Bare view={view} title={t('find.title')} home={urls.platform.home()} foot={<LanguageChoice view={view} />}>
      <h1>{t('find.title')}</h1>
      <p>{t('find.lead')}</p>
      <Form action={urls.platform.find()}>
        <ErrorSummary view={view} errors={state.errors} />
        <EmailField
          label={t('find.email')}
          value={String(state.values.email ?? '')}
          error={state.errors.email}
          required
        />
        <Button kind="primary">{t('find.send')}</Button>
      </Form>
      <p class="after">
        {t('find.none')} <a href={urls.platform.signUp()}>{t('find.make')}</a>
      </p>
    </Bare>
  )
}

/** The same for every address that one may type. */
export function FoundPage({ view, email }: { view: View; email: string }) {
  const { t } = view
  return (
    <Bare view={view} title={t('find.sentTitle')} home={urls.platform.home()} foot={<LanguageChoice view={view} />}>
      <h1>{t('find.sentTitle')}</h1>
      <p>
        {t('find.sent')} <bdi>{email}</bdi>
      </p>
      <p class="after">{t('mailSent.nothing')}</p>
      <LinkButton href={urls.platform.home()} block>
        {t('find.back')}
      </LinkButton>
    </Bare>
  )
}
