import type { RosterFilter } from '../../worker/domain/pages'
import { urls } from '../../worker/urls'
import { Select } from '../ui/select'
import { Sentence } from '../ui/sentence'
import type { View } from '../view'

const states = ['not-begun', 'begun', 'behind', 'completed', 'withdrawn'] as const
const unseen = ['0', '7', '14', '30', '90'] as const

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
    <Sentence action={urls.roster(course.id)} target="#roster" submit={t('roster.filter.show')}>
      {filter.sort !== 'name' && <input type="hidden" name="sort" value={filter.sort} />}
      {filter.descending && <input type="hidden" name="turn" value="down" />}
      <span>{t('roster.filter.learners')}</span>
      <input
        type="search"
        name="q"
        value={filter.words}
        maxlength={200}
        aria-label={t('roster.filter.words')}
        placeholder={t('roster.filter.anything')}
      />
      <span>{t('roster.filter.who')}</span>
      <Select
        bare
        name="state"
        label={t('roster.progress')}
        value={filter.state}
        empty={t('roster.filter.anyState')}
        options={states.map((value) => ({ value, label: t('roster.filter.state', { state: value }) }))}
      />
      <span>{t('roster.filter.and')}</span>
      <Select
        bare
        name="unseen"
        label={t('roster.seen')}
        value={filter.unseenDays === null ? '' : String(filter.unseenDays)}
        empty={t('roster.filter.anyTime')}
        options={unseen.map((value) => ({ value, label: t('roster.filter.unseen', { days: Number(value) }) }))}
      />
      {groups.length > 0 && (
        <>
          <span>{t('roster.filter.in')}</span>
          <Select
            bare
            name="group"
            label={t('roster.filter.group')}
            value={filter.groupId}
            empty={t('roster.filter.allGroups')}
            options={groups.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </>
      )}
    </Sentence>
  )
}
