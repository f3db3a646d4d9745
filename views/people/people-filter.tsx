import type { Role, UserState } from '../../worker/db/schema/people'
import type { PeopleFilter } from '../../worker/domain/people'
import { urls } from '../../worker/urls'
import { Select } from '../ui/select'
import { Sentence } from '../ui/sentence'
import type { View } from '../view'

type FilterProps = { view: View; filter: PeopleFilter; groups: { id: string; name: string }[] }

const unseen = ['0', '7', '14', '30', '90'] as const

export function PeopleFilterSentence({ view, filter, groups }: FilterProps) {
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
