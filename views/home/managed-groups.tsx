import { urls } from '../../worker/urls'
import { Row, Rows } from '../ui/rows'
import type { View } from '../view'
import { Section } from './home-section'

export type Managed = { id: string; name: string; members: number; seats: number | null }

/** The groups that somebody looks after: elsewhere only those who run the organization or a course come upon them. */
export function ManagedGroups({ view, managed }: { view: View; managed: Managed[] }) {
  const { t } = view
  if (managed.length === 0) return null
  return (
    <Section heading={t('home.managed')}>
      <Rows>
        {managed.map(({ id, name, members, seats }) => (
          <Row
            href={urls.group(id)}
            title={<bdi>{name}</bdi>}
            below={t('groups.count', { n: members, seats: seats ?? 0 })}
          />
        ))}
      </Rows>
    </Section>
  )
}
