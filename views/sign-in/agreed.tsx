import { urls } from '../../worker/urls'
import { Check } from '../ui/choices'
import type { View } from '../view'

type Props = { view: View; isAgreed: boolean; error?: string; platform: string }

/** Nobody gets an account without agreeing to the terms, which open beside the form. */
export function Agreed({ view, isAgreed, error, platform }: Props) {
  const { t } = view
  const label = (
    <>
      {t('register.agree')}{' '}
      {(['terms', 'privacy'] as const).map((name, i) => (
        <>
          {i > 0 && ', '}
          <a href={new URL(urls.platform.document(name, view.locale), platform).href} target="_blank" rel="noopener">
            {t(`platform.${name}`)}
          </a>
        </>
      ))}
    </>
  )
  return <Check name="agreed" label={label} checked={isAgreed} error={error} />
}
