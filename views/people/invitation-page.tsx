import { urls } from '../../worker/urls'
import { Agreed } from '../sign-in/agreed'
import { Door } from '../sign-in/door'
import { NameField, NewPassword, withPasswordAgain } from '../sign-in/person-fields'
import { Where } from '../sign-in/where'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import type { View } from '../view'

type FormState = { values: Record<string, string | string[]>; errors: Record<string, string> }
type Props = {
  view: View
  state: FormState
  code: string
  name: string
  email: string
  least: number
  platform: string
}

/** Who was invited says who they are and chooses a password. */
export function InvitationPage({ view, state, code, name, email, least, platform }: Props) {
  const { t } = view
  const { values } = state
  const errors = withPasswordAgain(view, state.errors)
  return (
    <Door
      view={view}
      title={t('invitation.title', { organization: view.organization?.name ?? '' })}
      scripts={['js/where.js']}
    >
      <p>
        {t('invitation.lead')} <bdi>{email}</bdi>
      </p>
      <Form action={urls.invitation()}>
        <ErrorSummary view={view} errors={errors} />
        <input type="hidden" name="code" value={code} />
        <input type="hidden" name="username" value={email} autocomplete="username" />
        <NameField
          label={t('people.yourName')}
          value={String(values.name ?? name)}
          error={errors.name}
          autocomplete="name"
        />
        <NewPassword view={view} least={least} error={errors.password} />
        <Where view={view} values={values} errors={errors} />
        <Agreed view={view} isAgreed={values.agreed === 'on'} error={errors.agreed} platform={platform} />
        <Button kind="primary" block>
          {t('invitation.come')}
        </Button>
      </Form>
    </Door>
  )
}
