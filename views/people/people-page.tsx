import type { Role, UserState } from '../../worker/db/schema/people'
import type { PeopleFilter, PersonLine } from '../../worker/domain/people'
import { mayGrant } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { shellLinks } from '../layouts/links'
import { Shell } from '../layouts/shell'
import { Person } from '../ui/avatar'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { Notice } from '../ui/notice'
import { number } from '../ui/numbers'
import { Pager } from '../ui/pager'
import { Select } from '../ui/select'
import { Sentence } from '../ui/sentence'
import { type Column, Table } from '../ui/table'
import { Time } from '../ui/time'
import { Toast } from '../ui/toast'
import type { View } from '../view'
import { AddPerson, type AddPersonState } from './add-person'
import { PeopleSelection } from './people-selection'
import { PeopleTabs } from './people-tabs'
import { roleNames, stateNames } from './words'

export type PeopleFound = {
  people: PersonLine[]
  total: number
  previous: string | null
  next: string | null
  groups: { id: string; name: string }[]
  courses: { id: string; title: string }[]
  act: { id: string; kind: string; count: number; undoneAt: number | null } | null
}

type Props = {
  view: View
  found: PeopleFound
  filter: PeopleFilter
  /** Made for this page: the acts of the form are done once. */
  nonce: string
  /** The page as it is asked for, without what was just done. */
  here: string
  adding?: AddPersonState
  /** What was wrong with an act on the selected. */
  refused?: string
}

export function PeoplePage({ view, found, filter, nonce, here, adding, refused }: Props) {
  const { t } = view
  return (
    <Shell view={view} links={shellLinks(view)} title={t('people.title')} width="wide">
      <h1>{t('people.title')}</h1>
      <PeopleTabs view={view} current={urls.people()} />
      <AddPerson view={view} state={adding} />
      <PeopleFilterSentence view={view} filter={filter} groups={found.groups} />
      <div id="people">
        {refused && <Notice meaning="problem">{refused}</Notice>}
        {found.people.length === 0 ? (
          <Empty drawing="people" sentence={t(isAnything(filter) ? 'people.noneFound' : 'people.none')}>
            {isAnything(filter) && <a href={urls.people()}>{t('people.showAll')}</a>}
          </Empty>
        ) : (
          <form action={urls.peopleActs()} method="post">
            <input type="hidden" name="nonce" value={nonce} />
            <input type="hidden" name="back" value={here} />
            <Table
              label={t('people.title')}
              columns={columns(view)}
              lines={found.people}
              pick={{
                name: 'person',
                value: ({ id }) => id,
                label: ({ name }) => t('people.pick', { name }),
                all: t('people.pickAll'),
              }}
            />
            <PeopleSelection
              view={view}
              groups={found.groups}
              courses={found.courses}
              mayGrant={(role) => mayGrant(view.actor!, role)}
            />
          </form>
        )}
        <Pager
          view={view}
          total={t('people.total', { n: found.total })}
          previous={found.previous && withQuery(here, { before: found.previous })}
          next={found.next && withQuery(here, { after: found.next })}
        />
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

const doneSentences = {
  enroll: 'people.done.enroll',
  withdraw: 'people.done.withdraw',
  group: 'people.done.group',
  role: 'people.done.role',
  suspend: 'people.done.suspend',
  reinstate: 'people.done.reinstate',
  'sign-out': 'people.done.signOut',
  remove: 'people.done.remove',
} as const

export const doneSentence = (kind: string) => doneSentences[kind as keyof typeof doneSentences] ?? 'people.done.role'

const isAnything = ({ words, role, state, unseenDays, groupId }: PeopleFilter) =>
  Boolean(words || role || state || unseenDays !== null || groupId)

function columns(view: View): Column<PersonLine>[] {
  const { t } = view
  return [
    {
      head: t('people.name'),
      cell: (person) => (
        <Person
          name={person.name}
          photo={person.photoId && urls.media(person.photoId)}
          href={urls.person(person.id)}
          card={urls.personCard(person.id)}
          cardLabel={t('profile.cardOf', { name: person.name })}
        />
      ),
    },
    {
      head: t('people.signsInWith'),
      cell: ({ email, username }) => <bdi class="muted">{email ?? username}</bdi>,
    },
    { head: t('people.role'), cell: ({ role }) => t(roleNames[role]) },
    {
      head: t('people.state'),
      cell: ({ state }) => <StateChip view={view} state={state} />,
    },
    {
      head: t('people.courses'),
      align: 'end',
      cell: ({ courses }) => <span class="num">{number(view, courses)}</span>,
    },
    {
      head: t('people.lastSeen'),
      align: 'end',
      cell: ({ lastSeenAt }) => (
        <span class="muted">{lastSeenAt ? <Time view={view} at={lastSeenAt} as="ago" /> : t('people.never')}</span>
      ),
    },
  ]
}

export function StateChip({ view, state }: { view: View; state: UserState }) {
  if (state === 'active') return <span class="muted">{view.t(stateNames.active)}</span>
  const meaning = state === 'suspended' ? 'problem' : state === 'requested' ? 'attention' : 'info'
  return <Chip meaning={meaning}>{view.t(stateNames[state])}</Chip>
}

type FilterProps = { view: View; filter: PeopleFilter; groups: { id: string; name: string }[] }

const unseen = ['0', '7', '14', '30', '90'] as const

function PeopleFilterSentence({ view, filter, groups }: FilterProps) {
  const { t } = view
  const { words, role, state, unseenDays, groupId } = filter
  return (
    <Sentence action={urls.people()} target="#people" submit={t('people.show')}>
      <span>{t('people.filter.show')}</span>
      <Select
        bare
        name="role"
        label={t('people.role')}
        value={role}
        empty={t('people.filter.anyone')}
        options={(['owner', 'admin', 'instructor', 'learner'] as Role[]).map((value) => ({
          value,
          label: t('people.filter.role', { role: value }),
        }))}
      />
      <span>{t('people.filter.named')}</span>
      <input
        type="search"
        name="q"
        value={words}
        maxlength={200}
        aria-label={t('people.filter.words')}
        placeholder={t('people.filter.anything')}
      />
      <span>{t('people.filter.who')}</span>
      <Select
        bare
        name="state"
        label={t('people.state')}
        value={state}
        empty={t('people.filter.anyState')}
        options={(['active', 'invited', 'requested', 'suspended'] as UserState[]).map((value) => ({
          value,
          label: t('people.filter.state', { state: value }),
        }))}
      />
      <span>{t('people.filter.and')}</span>
      <Select
        bare
        name="unseen"
        label={t('people.lastSeen')}
        value={unseenDays === null ? '' : String(unseenDays)}
        empty={t('people.filter.anyTime')}
        options={unseen.map((value) => ({ value, label: t('people.filter.unseen', { days: Number(value) }) }))}
      />
      {groups.length > 0 && (
        <>
          <span>{t('people.filter.in')}</span>
          <Select
            bare
            name="group"
            label={t('people.group')}
            value={groupId}
            empty={t('people.filter.allGroups')}
            options={groups.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </>
      )}
    </Sentence>
  )
}

export function withQuery(path: string, values: Record<string, string>) {
  const [before, query = ''] = path.split('?')
  const search = new URLSearchParams(query)
  for (const name of ['after', 'before', 'done']) search.delete(name)
  for (const [name, value] of Object.entries(values)) search.set(name, value)
  const said = search.toString()
  return said ? `${before}?${said}` : before!
}
