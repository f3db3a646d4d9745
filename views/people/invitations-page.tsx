import type { InvitedLine, OpenInvitation } from '../../worker/domain/admissions'
import { mayGrant } from '../../worker/domain/policy'
import type { Places } from '../../worker/lib/plans'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Choices } from '../ui/choices'
import { Empty } from '../ui/empty'
import { ErrorSummary } from '../ui/error-summary'
import { TextArea } from '../ui/field'
import { Form, onceAt } from '../ui/form'
import { Pager } from '../ui/pager'
import { Table } from '../ui/table'
import { date, humanDay, Time } from '../ui/time'
import type { View } from '../view'
import { VerifyFirst } from './add-person'
import { IntoChoice } from './into-choice'
import { PeopleTabs } from './people-tabs'
import { PlacesNotice } from './places-notice'
import { roleNames, roleOptions } from './words'

type FormState = { values: Record<string, string | string[]>; errors: Record<string, string> }
type Option = { id: string; name: string }

type Props = {
  view: View
  state: FormState
  invitations: OpenInvitation[]
  next: string | null
  places: Places | null
  courses: Option[]
  groups: Option[]
  /** What became of the list that was just sent. */
  results?: InvitedLine[]
}

export function InvitationsPage({ view, state, invitations, next, places, courses, groups, results }: Props) {
  const { t } = view
  const { values, errors } = state
  return (
    <Shell view={view} title={t('invitations.title')} width="wide" styles={['css/staff.css']}>
      <h1>{t('people.title')}</h1>
      <PeopleTabs view={view} current={urls.invitations()} />
      <PlacesNotice view={view} places={places} />
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
                {
                  head: t('invitations.roleAndPlace'),
                  cell: (invitation) => <Into view={view} invitation={invitation} />,
                },
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

/** What whoever comes by it becomes here, and where it leads. */
function Into({ view, invitation: { role, courses, groups, dueAt } }: { view: View; invitation: OpenInvitation }) {
  const { t } = view
  return (
    <span class="two-lines">
      {t(roleNames[role])}
      {courses.map((title) => (
        <bdi class="muted small">{title}</bdi>
      ))}
      {dueAt !== null && <span class="muted small">{t('invitations.due', { day: humanDay(view, dueAt) })}</span>}
      {groups.length > 0 && (
        <span class="muted small">{t('invitations.groups', { n: groups.length, names: groups.join(', ') })}</span>
      )}
    </span>
  )
}

function InvitationActs({ view, invitation }: { view: View; invitation: OpenInvitation }) {
  const { t } = view
  return (
    <div class="cluster end always">
      <SendAgain view={view} id={invitation.id} name={invitation.name} />
      <form method="post" action={`${urls.sentInvitation(invitation.id)}?_method=DELETE`}>
        <button class="link-btn" type="submit" aria-label={t('invitations.revokeOf', { name: invitation.name })}>
          {t('invitations.revoke')}
        </button>
      </form>
    </div>
  )
}

type Again = { view: View; id: string; name: string }

const SendAgain = ({ view: { t, once }, id, name }: Again) => (
  <form method="post" action={onceAt(urls.sentInvitationMail(id), once)}>
    <button class="link-btn" type="submit" aria-label={t('invitations.againTo', { name })}>
      {t('invitations.again')}
    </button>
  </form>
)

const meaningOf = {
  invited: 'good',
  'already here': 'info',
  'already invited': 'info',
  'not readable': 'problem',
} as const
const wordsOf = {
  invited: 'invitations.result.invited',
  'already here': 'invitations.result.here',
  'already invited': 'invitations.result.waiting',
  'not readable': 'invitations.result.unread',
} as const

/** Whether an invitation that waits leads further now. */
const isMore = (one: InvitedLine) => 'invitation' in one && one.invitation.isMore

const dayNamed = { weekday: 'short', day: 'numeric', month: 'long' } as const

function Results({ view, results }: { view: View; results: InvitedLine[] }) {
  const { t } = view
  const invited = results.filter(({ result }) => result === 'invited').length
  const sentence = t('invitations.done', { n: invited })
  return (
    <section class="panel sendings" aria-labelledby="results-title" data-status={sentence}>
      <h2 id="results-title">{sentence}</h2>
      <ul class="rows" role="list">
        {results.map((one) => (
          <li>
            <bdi>{one.line}</bdi>
            <span class="cluster end">
              <Chip meaning={isMore(one) ? 'good' : meaningOf[one.result]}>
                {t(
                  isMore(one) ? 'invitations.result.more' : wordsOf[one.result],
                  'invitation' in one ? { day: date(view, one.invitation.sentAt, dayNamed) } : undefined,
                )}
              </Chip>
              {'invitation' in one && <SendAgain view={view} id={one.invitation.id} name={one.line} />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
