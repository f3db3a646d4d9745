import type { Role } from '../../worker/db/schema/people'
import { mayGrant } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { PhotoPanel } from '../profile/photo-panel'
import { ProfileFields } from '../profile/profile-fields'
import { EmailField } from '../sign-in/person-fields'
import { Button } from '../ui/button'
import { Choices } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { ActForm } from './act-form'
import type { PersonPageProps } from './person-page'
import { roleOptions } from './words'

export function Editor({ view, found: { person }, state, nonce }: PersonPageProps) {
  const { t } = view
  const { values, errors } = state
  const here = urls.person(person.id)
  return (
    <>
      <PhotoPanel view={view} person={person} action={urls.personPhoto(person.id)} error={errors.file} />
      <Form action={here} method="put" class="form" guard>
        <ErrorSummary view={view} errors={errors} />
        <div class="fields">
          <EmailField
            label={t('people.email')}
            hint={person.email ? t(person.verifiedAt ? 'person.confirmed' : 'person.notConfirmed') : undefined}
            value={String(values.email ?? person.email ?? '')}
            error={errors.email}
            autocomplete="off"
          />
          <Field
            name="username"
            label={t('person.username')}
            value={String(values.username ?? person.username ?? '')}
            error={errors.username}
            maxlength={40}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
          />
        </div>
        <ProfileFields view={view} person={person} state={state} />
        <p class="form-end">
          <Button kind="primary">{t('profile.save')}</Button>
        </p>
      </Form>
      <ActForm nonce={nonce} personId={person.id} here={here} act="role">
        <div class="form">
          <Choices
            name="role"
            legend={t('person.roleTitle')}
            value={person.role}
            options={roleOptions(view, (role: Role) => mayGrant(view.actor!, role))}
          />
          <p class="form-end">
            <Button>{t('person.roleGive')}</Button>
          </p>
        </div>
      </ActForm>
    </>
  )
}
