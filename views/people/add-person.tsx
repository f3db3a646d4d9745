import { mayGrant } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { NameField } from '../sign-in/person-fields'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form, onceAt } from '../ui/form'
import { Icon } from '../ui/icon'
import { Notice } from '../ui/notice'
import { SelectField } from '../ui/select'
import type { View } from '../view'
import { RoleSentences } from './role-sentences'
import { roleOptions } from './words'

export type AddPersonState = { values: Record<string, string | string[]>; errors: Record<string, string> }

type AddPersonProps = { view: View; courses: { id: string; title: string }[]; state?: AddPersonState }

/** One person in one row: an address gets an invitation, a username a sign-in card. */
export function AddPerson({ view, courses, state = { values: {}, errors: {} } }: AddPersonProps) {
  const { t } = view
  const { values, errors } = state
  const roles = roleOptions(view, (role) => mayGrant(view.actor!, role))
  const said = (name: string) => String(values[name] ?? '')
  return (
    <>
      {!view.actor!.verified && <VerifyFirst view={view} />}
      <details class="fold" open={Object.keys(values).length > 0}>
        <summary class="btn">
          <Icon name="plus" />
          {t('people.add')}
        </summary>
        <Form action={urls.people()} id="add-person" class="one-row">
          <ErrorSummary view={view} errors={errors} />
          <div class="fields-row">
            <NameField label={t('people.name')} value={said('name')} error={errors.name} autocomplete="off" />
            <Field
              name="signIn"
              label={t('people.emailOrUsername')}
              value={said('signIn')}
              error={errors.signIn}
              maxlength={254}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
            />
            <SelectField
              name="role"
              label={t('people.role')}
              value={said('role') || 'learner'}
              error={errors.role}
              options={roles}
            />
            {courses.length > 0 && (
              <SelectField
                name="courseId"
                label={t('people.intoCourse')}
                empty={t('people.noCourse')}
                value={said('courseId')}
                options={courses.map(({ id, title }) => ({ value: id, label: title }))}
              />
            )}
            <Button kind="primary" icon="plus">
              {t('people.add')}
            </Button>
          </div>
          <RoleSentences options={roles} />
          <p class="hint">{t('people.addHint')}</p>
        </Form>
      </details>
    </>
  )
}

/** Until the address is confirmed one may build, but not invite. */
export function VerifyFirst({ view }: { view: View }) {
  const { t } = view
  return (
    <Notice meaning="attention">
      <p>{t('people.verifyFirst')}</p>
      <form method="post" action={onceAt(urls.verificationMails(), view.once)}>
        <button class="link-btn" type="submit">
          {t('people.verifyAgain')}
        </button>
      </form>
    </Notice>
  )
}
