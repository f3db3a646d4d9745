import type { Accommodation } from '../../worker/domain/accommodations'
import type { Person } from '../../worker/domain/people'
import { urls } from '../../worker/urls'
import { AccommodationLines, accommodationLines } from '../accommodations/accommodation-lines'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import { Row, Rows } from '../ui/rows'
import type { View } from '../view'
import { PhotoPanel } from './photo-panel'
import { type FormState, ProfileFields } from './profile-fields'

type Props = { view: View; person: Person; accommodation: Accommodation; state: FormState }

/** One's own profile. How one signs in is a page of its own. */
export function MePage({ view, person, accommodation, state }: Props) {
  const { t } = view
  return (
    <Shell view={view} title={t('profile.title')} width="narrow">
      <header class="page-head">
        <h1>{t('profile.title')}</h1>
        <a href={urls.personCard(person.id)}>{t('profile.seen')}</a>
      </header>
      <PhotoPanel view={view} person={person} action={urls.myPhoto()} error={state.errors.file} />
      <Form action={urls.me()} method="put" class="form" guard>
        <ErrorSummary view={view} errors={state.errors} />
        <ProfileFields view={view} person={person} state={state} />
        <p class="form-end">
          <Button kind="primary">{t('profile.save')}</Button>
        </p>
      </Form>
      {accommodationLines(view, accommodation).length > 0 && (
        <section class="section" aria-labelledby="accommodation-title">
          <h2 id="accommodation-title">{t('accommodations.yours')}</h2>
          <AccommodationLines view={view} of={accommodation} />
          <p class="small muted">{t('accommodations.yoursText')}</p>
        </section>
      )}
      <section class="section" aria-labelledby="account-title">
        <h2 id="account-title">{t('profile.signIn')}</h2>
        <Rows>
          <Row href={urls.account()} title={t('profile.account')} below={t('profile.accountBelow')} />
          <Row href={urls.apiTokens()} title={t('tokens.title')} below={t('profile.tokensBelow')} />
          <Row href={urls.join()} title={t('join.title')} />
        </Rows>
      </section>
    </Shell>
  )
}
