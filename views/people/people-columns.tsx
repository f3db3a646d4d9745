import type { PersonLine } from '../../worker/domain/people'
import { urls } from '../../worker/urls'
import { Person } from '../ui/avatar'
import { number } from '../ui/numbers'
import type { Column } from '../ui/table'
import { Time } from '../ui/time'
import type { View } from '../view'
import { StateChip } from './state-chip'
import { roleNames } from './words'

/** The table of people; cards open at their pictures. */
export function peopleColumns(view: View): Column<PersonLine>[] {
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
