import { html } from 'hono/html'
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
export function peopleColumns(view: View, isBin: boolean): Column<PersonLine>[] {
  const { t } = view
  return [
    {
      head: t('people.name'),
      cell: ({ id, name, photoId }) =>
        // Of whoever is in the bin there is no page, nor a picture to be had.
        isBin
          ? Person({ name, photo: null })
          : Person({
              name,
              photo: photoId && urls.media(photoId),
              href: urls.person(id),
              card: urls.personCard(id),
              cardLabel: t('profile.cardOf', { name }),
            }),
    },
    {
      head: t('people.signsInWith'),
      cell: ({ email, username }) => html`<bdi class="muted">${email ?? username}</bdi>`,
    },
    { head: t('people.role'), cell: ({ role }) => t(roleNames[role]) },
    {
      head: t('people.state'),
      cell: ({ state }) => StateChip({ view, state }),
    },
    {
      head: t('people.courses'),
      align: 'end',
      cell: ({ courses }) => html`<span class="num">${number(view, courses)}</span>`,
    },
    {
      head: t('people.lastSeen'),
      align: 'end',
      cell: ({ lastSeenAt }) =>
        html`<span class="muted">${lastSeenAt ? Time({ view, at: lastSeenAt, as: 'ago' }) : t('people.never')}</span>`,
    },
  ]
}
