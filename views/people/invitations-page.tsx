import type { InvitedLine, OpenInvitation } from '../../worker/domain/admissions'
import { mayGrant } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Choices } from '../ui/choices'
import { Empty } from '../ui/empty'
import { ErrorSummary } from '../ui/error-summary'
import { TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Pager } from '../ui/pager'
import { Table } from '../ui/table'
import { Time } from '../ui/time'
import type { View } from '../view'
import { VerifyFirst } from './add-person'
import { IntoChoice } from './into-choice'
import { PeopleTabs } from './people-tabs'
import { roleNames, roleOptions } from './words'

type FormState = { values: Record<string, string | string[]>; errors: Record<string, string> }
type Option = { id: string; name: string }

type Props = {
  view: View
  state: FormState
  invitations: OpenInvitation[]
  next: string | null
  courses: Option[]
  groups: Option[]
  /** What became of the list that was just sent. */
  results?: InvitedLine[]
}

export function InvitationsPage({ view, state, invitations, next, courses, groups, results }: Props) {
  const { t } = view
  const { values, errors } = state
  return (
    <Shell view={view} title={t('invitations.title')} width="wide" styles={['css/staff.css']}>
      <h1>{t('people.title')}</h1>
      <PeopleTabs view={view} current={urls.invitations()} />
      {results && <Results view={view} results={results} />}
      <div class="columns">
        <div class="section">
          <h2>{t('invitations.open')}</h2>
          {invitations.length === 0 ? (
            <Empty drawing="letter" small sentence={t('invitations.none')} />
          ) : (
            <Table
              label={t('invitations.open')}
              lines={invitations}
              columns={[
                {
                  head: t('people.name'),
                  cell: ({ userId, name, email }) => (
                    <span class="two-lines">
                      <a href={urls.person(userId)}>
                        <bdi>{name}</bdi>
                      </a>
                      <bdi class="muted small">{email}</bdi>
                    </span>
                  ),
                },
                { head: t('people.role'), cell: ({ role }) => t(roleNames[role]) },
                {
                  head: t('invitations.sent'),
                  cell: ({ sentAt }) => (
                    <span class="muted">
                      <Time view={view} at={sentAt} as="ago" />
                    </span>
                  ),
                },
                {
                  head: t('ui.actions'),
                  hidden: true,
                  cell: (invitation) => <InvitationActs view={view} invitation={invitation} />,
                },
              ]}
            />
          )}
          <Pager view={view} next={next && `${urls.invitations()}?after=${next}`} />
        </div>
        <section class="section" aria-labelledby="invite-title">
          <h2 id="invite-title">{t('invitations.invite')}</h2>
          {!view.actor!.verified && <VerifyFirst view={view} />}
          <Form action={urls.invitations()} class="form" guard>
            <ErrorSummary view={view} errors={errors} />
            <TextArea
              name="emails"
              label={t('invitations.emails')}
              hint={t('invitations.emailsHint')}
              value={String(values.emails ?? '')}
              error={errors.emails}
              spellcheck={false}
              maxlength={65_000}
            />
            <Choices
              name="role"
              legend={t('people.role')}
              value={String(values.role ?? 'learner')}
              error={errors.role}
              options={roleOptions(view, (role) => mayGrant(view.actor!, role))}
            />
            <IntoChoice view={view} courses={courses} groups={groups} values={values} />
            <p class="form-end">
              <Button kind="primary" icon="send">
                {t('invitations.send')}
              </Button>
            </p>
          </Form>
        </section>
      </div>
    </Shell>
  )
}

function InvitationActs({ view, invitation }: { view: View; invitation: OpenInvitation }) {
  const { t } = view
  return (
    <div class="cluster end">
      <form method="post" action={urls.sentInvitationMail(invitation.id)}>
        <button class="link-btn" type="submit" aria-label={t('invitations.againTo', { name: invitation.name })}>
          {t('invitations.again')}
        </button>
      </form>
      <form method="post" action={`${urls.sentInvitation(invitation.id)}?_method=DELETE`}>
        <button class="link-btn" type="submit" aria-label={t('invitations.revokeOf', { name: invitation.name })}>
          {t('invitations.revoke')}
        </button>
      </form>
    </div>
  )
}

const meaningOf = { invited: 'good', 'already here': 'info', 'not readable': 'problem' } as const
const wordsOf = {
  invited: 'invitations.result.invited',
  'already here': 'invitations.result.here',
  'not readable': 'invitations.result.unread',
} as const

function Results({ view, results }: { view: View; results: InvitedLine[] }) {
  const { t } = view
  const invited = results.filter(({ result }) => result === 'invited').length
  const sentence = t('invitations.done', { n: invited })
  return (
    <section class="panel sendings" aria-labelledby="results-title" data-status={sentence}>
      <h2 id="results-title">{sentence}</h2>
      <ul class="rows" role="list">
        {results.map(({ line, result }) => (
          <li>
            <bdi>{line}</bdi>
            <Chip meaning={meaningOf[result]}>{t(wordsOf[result])}</Chip>
          </li>
        ))}
      </ul>
    </section>
  )
}
