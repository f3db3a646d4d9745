import type { SignInSession } from '../../worker/domain/people'
import type { FormState } from '../../worker/http/form'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { stateOf } from '../posted'
import { CurrentPassword, EmailField, NewPassword } from '../sign-in/person-fields'
import { Button } from '../ui/button'
import { Panel } from '../ui/card'
import { Chip } from '../ui/chip'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { Row, Rows } from '../ui/rows'
import { Time } from '../ui/time'
import type { View } from '../view'

type AccountProps = {
  view: View
  state: FormState
  person: { email: string | null; username: string | null; isVerified: boolean }
  sessions: SignInSession[]
  /** The sign-in of this browser. */
  own: string
  /** How long the bin keeps whoever leaves. */
  retentionDays: number
  /** The role asks for a longer password before anything else. */
  mustRenew: boolean
  /** Characters that a new password needs. */
  least: number
}

/** How one signs in: address, password, and where one is signed in. */
export function AccountPage(props: AccountProps) {
  const { view } = props
  return (
    <Shell view={view} title={view.t('account.title')} width="narrow">
      <div class="page-head">
        <h1>{view.t('account.title')}</h1>
      </div>
      <div class="stack-loose">
        {props.mustRenew && <PasswordPanel {...props} />}
        <EmailPanel {...props} />
        {!props.mustRenew && <PasswordPanel {...props} />}
        <SessionsPanel {...props} />
        <LeavingPanel {...props} />
        <Rows>
          <Row href={urls.apiTokens()} title={view.t('tokens.title')} below={view.t('profile.tokensBelow')} />
        </Rows>
      </div>
    </Shell>
  )
}

function EmailPanel({ view, state, person }: AccountProps) {
  const { t } = view
  const { values, errors } = stateOf(view, state, urls.accountEmail())
  return (
    <Panel id="account-email">
      <h2>{t('account.email')}</h2>
      {person.email ? (
        <p class="cluster above">
          <bdi>{person.email}</bdi>
          <Chip meaning={person.isVerified ? 'good' : 'attention'}>
            {t(person.isVerified ? 'account.confirmed' : 'account.notConfirmed')}
          </Chip>
        </p>
      ) : (
        <p>{t('account.noEmail', { username: person.username ?? '' })}</p>
      )}
      {person.email && !person.isVerified && (
        <Form action={urls.verificationMails()} once={view.once} class="above">
          <Button small icon="mail">
            {t('account.sendAgain')}
          </Button>
        </Form>
      )}
      <Form action={urls.accountEmail()} class="form">
        <ErrorSummary view={view} errors={errors} />
        <EmailField
          label={t('account.newEmail')}
          hint={t(person.email ? 'account.bothConfirm' : 'account.newConfirms')}
          value={String(values.email ?? '')}
          error={errors.email}
        />
        <CurrentPassword
          view={view}
          name="passwordForEmail"
          label={t('account.currentPassword')}
          error={errors.passwordForEmail}
        />
        <div class="buttons">
          <Button>{t('account.changeEmail')}</Button>
        </div>
      </Form>
    </Panel>
  )
}

function PasswordPanel({ view, state, least, person, mustRenew }: AccountProps) {
  const { t } = view
  const { errors } = stateOf(view, state, urls.accountPassword())
  return (
    <Panel id="account-password">
      <h2>{t('account.password')}</h2>
      {mustRenew && <Notice meaning="attention">{t('account.mustRenew', { least })}</Notice>}
      <Form action={urls.accountPassword()} method="put" class="form">
        <ErrorSummary view={view} errors={errors} />
        <input type="hidden" name="username" autocomplete="username" value={person.email ?? person.username ?? ''} />
        <CurrentPassword
          view={view}
          name="passwordCurrent"
          label={t('account.currentPassword')}
          error={errors.passwordCurrent}
        />
        <NewPassword view={view} name="passwordNew" least={least} error={errors.passwordNew} />
        <div class="buttons">
          <Button>{t('account.changePassword')}</Button>
        </div>
      </Form>
    </Panel>
  )
}

function SessionsPanel({ view, sessions, own }: AccountProps) {
  const { t } = view
  return (
    <Panel id="account-sessions">
      <h2>{t('account.sessions')}</h2>
      <Rows label={t('account.sessions')}>
        {sessions.map(({ id, device, lastSeenAt }) => (
          <Row
            title={device || t('account.someDevice')}
            end={
              id === own ? (
                <Chip meaning="good">{t('account.thisOne')}</Chip>
              ) : (
                <Form action={urls.accountSession(id)} method="delete">
                  <Button small kind="quiet">
                    {t('account.endOne')}
                  </Button>
                </Form>
              )
            }
            below={
              <>
                {t('account.lastSeen')} <Time view={view} at={lastSeenAt} as="ago" />
              </>
            }
          />
        ))}
      </Rows>
      {sessions.length > 1 && (
        <Form action={urls.accountSessions()} method="delete" class="above">
          <Button>{t('account.endOthers')}</Button>
        </Form>
      )}
    </Panel>
  )
}

function LeavingPanel({ view, state, retentionDays }: AccountProps) {
  const { t } = view
  const { errors } = stateOf(view, state, urls.accountLeaving())
  const organization = view.organization?.name ?? ''
  return (
    <Panel id="account-leaving">
      <h2>{t('account.leave', { organization })}</h2>
      <p>{t('account.leaveText', { organization, days: retentionDays })}</p>
      <Form action={urls.accountLeaving()} class="form">
        <ErrorSummary view={view} errors={errors} />
        <CurrentPassword
          view={view}
          name="passwordToLeave"
          label={t('account.currentPassword')}
          error={errors.passwordToLeave}
        />
        <div class="buttons">
          <Button kind="danger">{t('account.leaveNow')}</Button>
        </div>
      </Form>
    </Panel>
  )
}
