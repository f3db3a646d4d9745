import type { RosterFilter } from '../../worker/domain/pages'
import { urls } from '../../worker/urls'
import { inGroup, unseenDays } from '../people/people-filter'
import { FilterSentence } from '../ui/filter-sentence'
import type { View } from '../view'

const states = ['not-begun', 'begun', 'behind', 'completed', 'withdrawn'] as const

type Props = {
  view: View
  filter: RosterFilter
  course: { id: string }
  groups: { id: string; name: string }[]
}

/** "Show learners named … who are behind and were not seen for 14 days in all groups". */
export function RosterSentence({ view, filter, course, groups }: Props) {
  const { t } = view
  return (
    <FilterSentence
      action={urls.roster(course.id)}
      target="#roster"
      submit={t('people.show')}
      kept={{
        ...(filter.sort === 'name' ? {} : { sort: filter.sort }),
        ...(filter.descending ? { turn: 'down' } : {}),
      }}
      parts={[
        {
          kind: 'words',
          before: t('roster.filter.learners'),
          name: 'q',
          label: t('roster.filter.words'),
          value: filter.words,
          empty: t('people.filter.anything'),
        },
        {
          kind: 'choice',
          before: t('people.filter.who'),
          name: 'state',
          label: t('roster.progress'),
          value: filter.state,
          empty: t('roster.filter.anyState'),
          options: states.map((value) => ({ value, label: t('roster.filter.state', { state: value }) })),
        },
        {
          kind: 'choice',
          before: t('roster.filter.and'),
          name: 'unseen',
          label: t('roster.seen'),
          value: filter.unseenDays === null ? '' : String(filter.unseenDays),
          empty: t('roster.filter.anyTime'),
          options: unseenDays.map((value) => ({ value, label: t('roster.filter.unseen', { days: Number(value) }) })),
        },
        inGroup(view, filter.groupId, groups),
      ]}
    />
  )
}
