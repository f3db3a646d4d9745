import type { Child } from 'hono/jsx'
import type { Role } from '../../worker/db/schema/people'
import type { PersonFound } from '../../worker/domain/pages'
import { can, mayGrant } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { PhotoPanel } from '../profile/photo-panel'
import { type FormState, ProfileFields } from '../profile/profile-fields'
import type { MessageKey } from '../translate'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { Choices } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { Time } from '../ui/time'
import { Toast } from '../ui/toast'
import type { View } from '../view'
import { doneSentence, StateChip } from './people-page'
import { Enrollments, Groups, Observers } from './person-relations'
import { roleOptions } from './words'

type Props = {
  view: View
  found: PersonFound
  state: FormState
  nonce: string
  refused?: string
}

/** Everything about one person, for those who run the organization. */
export function PersonPage(props: Props) {
  const { view, found, refused } = props
  const { t } = view
  const { person } = found
  const mayEdit = can(view.actor, 'person.edit', person)
  const here = urls.person(person.id)
  return (
    <Shell view={view} title={person.name} width="wide">
      <Breadcrumbs view={view} trail={[{ href: urls.people(), label: t('people.title') }]} />
      <header class="page-head">
        <div>
          <h1>
            <bdi>{person.name}</bdi>
          </h1>
          <p class="cluster">
            <StateChip view={view} state={person.state} />
            <span>
              {t('people.lastSeen')}:{' '}
              {person.lastSeenAt ? <Time view={view} at={person.lastSeenAt} as="ago" /> : t('people.never')}
            </span>
            <span>
              {t('person.joined')} <Time view={view} at={person.createdAt} as="day" />
            </span>
          </p>
        </div>
        {mayEdit && <Doors {...props} />}
      </header>
      {refused && <Notice meaning="problem">{refused}</Notice>}
      <div class="columns">
        <div>
          {mayEdit ? (
            <Editor {...props} />
          ) : (
            <p class="muted">
              <bdi>{person.email ?? person.username}</bdi>
            </p>
          )}
        </div>
        <div>
          <Enrollments {...props} />
          <Groups {...props} />
          <Observers {...props} mayEdit={mayEdit} />
          <Audit view={view} audit={found.audit} />
        </div>
      </div>
      {found.act && (
        <div class="toasts">
          <Toast
            view={view}
            sentence={t(found.act.undoneAt ? 'people.undone' : doneSentence(found.act.kind), { n: found.act.count })}
            undo={
              found.act.undoneAt ? null : `${urls.peopleActReversal(found.act.id)}?back=${encodeURIComponent(here)}`
            }
          />
        </div>
      )}
    </Shell>
  )
}

function Editor({ view, found: { person }, state, nonce }: Props) {
  const { t } = view
  const { values, errors } = state
  const here = urls.person(person.id)
  return (
    <>
      <PhotoPanel view={view} person={person} action={urls.personPhoto(person.id)} error={errors.file} />
      <Form action={here} method="put" class="form" guard>
        <ErrorSummary view={view} errors={errors} />
        <div class="fields">
          <Field
            name="email"
            type="email"
            label={t('people.email')}
            hint={person.email ? t(person.verifiedAt ? 'person.confirmed' : 'person.notConfirmed') : undefined}
            value={String(values.email ?? person.email ?? '')}
            error={errors.email}
            maxlength={254}
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

type ActFormProps = {
  nonce: string
  personId: string
  here: string
  act: string
  children?: Child
}

/** The acts of the people page, on one person. */
export function ActForm({ nonce, personId, here, act, children }: ActFormProps) {
  return (
    <form method="post" action={urls.peopleActs()}>
      <input type="hidden" name="nonce" value={nonce} />
      <input type="hidden" name="person" value={personId} />
      <input type="hidden" name="back" value={here} />
      <input type="hidden" name="act" value={act} />
      {children}
    </form>
  )
}

function Doors({ view, found: { person, invitation }, nonce }: Props) {
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

function Audit({ view, audit }: { view: View; audit: PersonFound['audit'] }) {
  const { t } = view
  return (
    <section class="section" aria-labelledby="audit-title">
      <h2 id="audit-title">{t('person.audit')}</h2>
      {audit.length === 0 && <p class="muted">{t('person.noAudit')}</p>}
      <ul class="rows dense" role="list">
        {audit.map(({ act, at, by }) => (
          <li>
            <span>{t(auditKey(act))}</span>
            <span class="small muted">
              {by ? (
                <>
                  {t('person.by', { name: by })} · <Time view={view} at={at} as="ago" />
                </>
              ) : (
                <Time view={view} at={at} as="ago" />
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const audited = new Set<string>(
  (
    'edit invite reinvite uninvite accept-invitation add register role suspend reinstate sign-out remove enroll withdraw ' +
    'group observe unobserve photo remove-photo sign-in-card send-reset change-password reset-password verify-email change-email'
  )
    .split(' ')
    .map((act) => `person.${act}`),
)

const auditKey = (act: string) => (audited.has(act) ? `audit.${act}` : 'audit.other') as MessageKey
