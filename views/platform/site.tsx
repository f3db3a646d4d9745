import type { Child } from 'hono/jsx'
import type { AssetName } from '../../worker/lib/assets'
import { urls } from '../../worker/urls'
import { LanguageChoice } from '../layouts/language-choice'
import { Platform } from '../layouts/platform'
import { LinkButton } from '../ui/button'
import type { View } from '../view'

type SiteProps = {
  view: View
  title: string
  description?: string
  serif?: boolean
  styles?: AssetName[]
  children?: Child
}

/** A page of the platform's own site. */
export function Site({ view, title, description, serif, styles, children }: SiteProps) {
  const { t } = view
  const here = view.path.split('?')[0]
  return (
    <Platform
      view={view}
      title={title}
      description={description}
      serif={serif}
      styles={styles}
      home={urls.platform.home()}
      nav={[{ href: urls.platform.find(), label: t('platform.signIn') }]}
      action={
        here !== urls.platform.signUp() && (
          <LinkButton href={urls.platform.signUp()} kind="primary" small>
            {t('platform.start')}
          </LinkButton>
        )
      }
      foot={[
        { href: urls.help(), label: t('shell.help') },
        { href: urls.platform.document('terms'), label: t('platform.terms') },
        { href: urls.platform.document('privacy'), label: t('platform.privacy') },
        { href: urls.platform.document('dpa'), label: t('platform.dpa') },
      ]}
    >
      {children}
      <LanguageChoice view={view} />
    </Platform>
  )
}
