import { urls } from '../../worker/urls'
import { Bare } from '../layouts/bare'
import { LanguageChoice } from '../layouts/language-choice'
import { Button } from '../ui/button'
import { Drawing } from '../ui/drawing'
import type { View } from '../view'

type SpaceProps = {
  view: View
  /** The signed order. */
  order: string
  organization: string
  isReady: boolean
}

/** A space that could not be given at once. It asks again by itself; without JavaScript the browser looks again and there is a button. */
export function SpacePage(props: SpaceProps) {
  const { view } = props
  return (
    <Bare view={view} title={view.t('space.title')} home={urls.platform.home()} foot={<LanguageChoice view={view} />}>
      <Waiting {...props} />
    </Bare>
  )
}

export function Waiting({ view, order, organization, isReady }: SpaceProps) {
  const { t } = view
  const action = urls.platform.spaceOpening(order)
  return (
    <div id="waiting" hx-post={action} hx-trigger="load delay:3s" hx-swap="outerHTML">
      <Drawing name={isReady ? 'door' : 'clock'} />
      <h1>{t(isReady ? 'space.ready' : 'space.title')}</h1>
      <p>{t(isReady ? 'space.readyText' : 'space.text', { organization })}</p>
      <form method="post" action={action}>
        <Button kind="primary">{t(isReady ? 'space.open' : 'space.look')}</Button>
      </form>
    </div>
  )
}
