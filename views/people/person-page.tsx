import type { PersonFound } from '../../worker/domain/pages'
import { can } from '../../worker/domain/policy'
import { urls } from '../../worker/urls'
import { AccommodationLines, accommodationLines } from '../accommodations/accommodation-lines'
import { Shell } from '../layouts/shell'
import type { FormState } from '../profile/profile-fields'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Notice } from '../ui/notice'
import { Time } from '../ui/time'
import type { View } from '../view'
import { ActToast } from './act-toast'
import { Audit } from './person-audit'
import { Doors } from './person-doors'
import { Editor } from './person-editor'
import { Enrollments, Groups, Observers } from './person-relations'
import { StateChip } from './state-chip'

export type PersonPageProps = {
  view: View
  found: PersonFound
  state: FormState
  nonce: string
  refused?: string
}

/** Everything about one person, for those who run the organization. */
export function PersonPage(props: PersonPageProps) {
  const { view, found, refused } = props
  const { t } = view
  const { person } = found
  const mayEdit = can(view.actor, 'person.edit', person)
  const here = urls.person(person.id)
  return (
    <Shell view={view} title={person.name} width="wide" styles={['css/staff.css']}>
      <Breadcrumbs view={view} trail={[{ href: urls.people(), label: t('people.title') }]} />
      <header class="page-head">
        <div>
          <h1>
            <bdi>{person.name}</bdi>
          </h1>
          <p class="cluster">
            <StateChip view={view} state={person.state} />
            <span>
              {t('people.lastSeen')}:{' '}
              {person.lastSeenAt ? <Time view={view} at={person.lastSeenAt} as="ago" /> : t('people.never')}
            </span>
            <span>
              {t('person.joined')} <Time view={view} at={person.createdAt} as="day" />
            </span>
          </p>
        </div>
        {mayEdit && <Doors {...props} />}
      </header>
      {refused && <Notice meaning="problem">{refused}</Notice>}
      <div class="columns">
        <div>
          {mayEdit ? (
            <Editor {...props} />
          ) : (
            <p class="muted">
              <bdi>{person.email ?? person.username}</bdi>
            </p>
          )}
        </div>
        <div>
          <Enrollments {...props} />
          <Groups {...props} />
          <Observers {...props} mayEdit={mayEdit} />
          {mayEdit && (
            <section class="section" aria-labelledby="accommodation-title">
              <h2 id="accommodation-title">{t('accommodations.title')}</h2>
              {accommodationLines(view, found.accommodation).length ? (
                <AccommodationLines view={view} of={found.accommodation} />
              ) : (
                <p class="muted">{t('accommodations.none')}</p>
              )}
              <p>
                <a href={urls.accommodation(person.id)}>{t('accommodations.change')}</a>
              </p>
            </section>
          )}
          <Audit view={view} audit={found.audit} />
        </div>
      </div>
      {found.act && <ActToast view={view} act={found.act} back={here} />}
    </Shell>
  )
}
