import type { Role } from '../../worker/db/schema/people'
import type { PeopleFilter } from '../../worker/domain/people'
import { urls } from '../../worker/urls'
import { FilterSentence } from '../ui/filter-sentence'
import type { View } from '../view'

type FilterProps = { view: View; filter: PeopleFilter; groups: { id: string; name: string }[] }

/** Days since somebody was seen that lists are filtered by; 0 is "never". */
export const unseenDays = ['0', '7', '14', '30', '90'] as const

export function PeopleFilterSentence({ view, filter, groups }: FilterProps) {
  const { t } = view
  return (
    <FilterSentence
      action={urls.people()}
      target="#people"
      submit={t('people.show')}
      parts={[
        {
          kind: 'choice',
          before: t('people.filter.show'),
          name: 'role',
          label: t('people.role'),
          value: filter.role,
          empty: t('people.filter.anyone'),
          options: (['owner', 'admin', 'instructor', 'learner'] as Role[]).map((value) => ({
            value,
            label: t('people.filter.role', { role: value }),
          })),
        },
        {
          kind: 'words',
          before: t('people.filter.named'),
          name: 'q',
          label: t('people.filter.words'),
          value: filter.words,
          empty: t('people.filter.anything'),
        },
        {
          kind: 'choice',
          before: t('people.filter.who'),
          name: 'state',
          label: t('people.state'),
          value: filter.state,
          empty: t('people.filter.anyState'),
          options: (['active', 'invited', 'requested', 'suspended', 'bin'] as const).map((value) => ({
            value,
            label: t('people.filter.state', { state: value }),
          })),
        },
        {
          kind: 'choice',
          before: t('people.filter.and'),
          name: 'unseen',
          label: t('people.lastSeen'),
          value: filter.unseenDays === null ? '' : String(filter.unseenDays),
          empty: t('people.filter.anyTime'),
          options: unseenDays.map((value) => ({ value, label: t('people.filter.unseen', { days: Number(value) }) })),
        },
        inGroup(view, filter.groupId, groups),
      ]}
    />
  )
}

/** "in all groups", of whatever list of people. */
export const inGroup = ({ t }: View, value: string | null, groups: FilterProps['groups']) => ({
  kind: 'choice' as const,
  before: t('people.filter.in'),
  name: 'group',
  label: t('people.group'),
  value,
  empty: t('people.filter.allGroups'),
  options: groups.map(({ id, name }) => ({ value: id, label: name })),
})
