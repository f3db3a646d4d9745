import { can } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { ActForm } from './act-form'
import type { PersonPageProps } from './person-page'

export function Doors({ view, found: { person, invitation }, nonce }: PersonPageProps) {
  const { t } = view
  const here = urls.person(person.id)
  const common = { nonce, personId: person.id, here }
  const maySuspend = can(view.actor, 'person.suspend', person)
  return (
    <div class="cluster">
      {invitation && (
        <Form action={urls.sentInvitationMail(invitation.id)}>
          <Button small icon="send">
            {t('invitations.again')}
          </Button>
        </Form>
      )}
      {person.email && person.state === 'active' && (
        <Form action={urls.personPasswordReset(person.id)} once={view.once}>
          <Button small icon="mail">
            {t('person.resetMail')}
          </Button>
        </Form>
      )}
      {person.username && (
        <Form action={urls.signInCard(person.id)}>
          <Button small icon="card" title={t('person.newCardHint')}>
            {t('person.newCard')}
          </Button>
        </Form>
      )}
      <ActForm {...common} act="sign-out">
        <Button small icon="sign-out">
          {t('person.signOut')}
        </Button>
      </ActForm>
      {maySuspend && (person.state === 'suspended' || person.state === 'requested') && (
        <ActForm {...common} act="reinstate">
          <Button small icon="unlock">
            {t(person.state === 'requested' ? 'person.letIn' : 'person.reinstate')}
          </Button>
        </ActForm>
      )}
      {maySuspend && person.state !== 'suspended' && (
        <ActForm {...common} act="suspend">
          <Button small icon="lock">
            {t('person.suspend')}
          </Button>
        </ActForm>
      )}
      {can(view.actor, 'person.remove', person) && (
        <ActForm {...common} act="remove">
          <Button small kind="danger" icon="trash">
            {t('person.remove')}
          </Button>
        </ActForm>
      )}
    </div>
  )
}
