import { urls } from '../../worker/urls'
import { Tabs } from '../ui/tabs'
import type { View } from '../view'

/** The pages about who belongs here. */
export function PeopleTabs({ view, current }: { view: View; current: string }) {
  const { t } = view
  return (
    <Tabs
      label={t('people.title')}
      current={current}
      tabs={[
        { href: urls.people(), label: t('people.everybody') },
        { href: urls.groups(), label: t('groups.title') },
        { href: urls.invitations(), label: t('invitations.title') },
        { href: urls.joinLinks(), label: t('joinLinks.title') },
      ]}
    />
  )
}
