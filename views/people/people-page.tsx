import type { PeopleFilter, PersonLine } from '../../worker/domain/people'
import { mayGrant } from '../../worker/domain/policy'
import type { Places } from '../../worker/lib/plans'
import { urls } from '../../worker/urls'
import { shellLinks } from '../layouts/links'
import { Shell } from '../layouts/shell'
import { Empty } from '../ui/empty'
import { Notice } from '../ui/notice'
import { Pager } from '../ui/pager'
import { Table } from '../ui/table'
import type { View } from '../view'
import { ActToast, type DoneAct } from './act-toast'
import { AddPerson, type AddPersonState } from './add-person'
import { peopleColumns } from './people-columns'
import { PeopleFilterSentence } from './people-filter'
import { type AskedAct, PeopleSelection } from './people-selection'
import { PeopleTabs } from './people-tabs'
import { PlacesNotice } from './places-notice'

export type PeopleFound = {
  people: PersonLine[]
  total: number
  places: Places | null
  /** How long the bin keeps people. */
  retentionDays: number
  previous: string | null
  next: string | null
  groups: { id: string; name: string }[]
  courses: { id: string; title: string }[]
  act: DoneAct | null
}

type Props = {
  view: View
  found: PeopleFound
  filter: PeopleFilter
  /** Made for this page: the acts of the form are done once. */
  nonce: string
  /** The page as it is asked for, without what was just done. */
  here: string
  /** The same with its place in the list, for coming back to it. */
  back: string
  adding?: AddPersonState
  /** What was wrong with an act on the selected. */
  refused?: string
  /** What a refused act was asked with. */
  asked?: AskedAct
}

export function PeoplePage({ view, found, filter, nonce, here, back, adding, refused, asked = {} }: Props) {
  const { t } = view
  const isBin = filter.state === 'bin'
  return (
    <Shell view={view} links={shellLinks(view)} title={t('people.title')} width="wide" styles={['css/staff.css']}>
      <h1>{t('people.title')}</h1>
      <PeopleTabs view={view} current={urls.people()} />
      <PlacesNotice view={view} places={found.places} />
      <AddPerson view={view} courses={found.courses} state={adding} />
      <PeopleFilterSentence view={view} filter={filter} groups={found.groups} />
      <div id="people">
        {isBin && <p class="muted">{t('people.binLead', { days: found.retentionDays })}</p>}
        {refused && <Notice meaning="problem">{refused}</Notice>}
        {found.people.length === 0 ? (
          <Empty drawing="people" sentence={t(isAnything(filter) ? 'people.noneFound' : 'people.none')}>
            {isAnything(filter) && <a href={urls.people()}>{t('people.showAll')}</a>}
          </Empty>
        ) : (
          <form action={urls.peopleActs()} method="post">
            <input type="hidden" name="nonce" value={nonce} />
            <input type="hidden" name="back" value={back} />
            <Table
              label={t('people.title')}
              columns={peopleColumns(view, isBin)}
              lines={found.people}
              pick={{
                name: 'person',
                value: ({ id }) => id,
                label: ({ name }) => t('people.pick', { name }),
                all: t('people.pickAll'),
                picked: [asked.person ?? []].flat(),
              }}
            />
            <PeopleSelection
              isBin={isBin}
              asked={asked}
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
      {found.act && <ActToast view={view} act={found.act} back={here} />}
    </Shell>
  )
}

const isAnything = ({ words, role, state, unseenDays, groupId }: PeopleFilter) =>
  Boolean(words || role || state || unseenDays !== null || groupId)

export function withQuery(path: string, values: Record<string, string>) {
  const [before, query = ''] = path.split('?')
  const search = new URLSearchParams(query)
  for (const name of ['after', 'before', 'done']) search.delete(name)
  for (const [name, value] of Object.entries(values)) search.set(name, value)
  const said = search.toString()
  return said ? `${before}?${said}` : before!
}
