import { urls } from '../../worker/urls'
import { Document } from '../layouts/document'
import { Mark } from '../layouts/mark'
import { Button, LinkButton } from '../ui/button'
import { Drawing, type DrawingName } from '../ui/drawing'
import { ToastPartial } from '../ui/toast'
import type { View } from '../view'

type Kind =
  | '403'
  | '404'
  | '410'
  | '413'
  | '422'
  | '429'
  | '500'
  | '503'
  | 'unknown-host'
  | 'suspended'
  | 'closed'
  | 'preparing'

type Props = {
  view: View
  kind: Kind
  /** What exactly was wrong, in the reader's language, where the thrower knew. */
  reason?: string
  requestId: string
  home: string
  /** Origin of the platform's own site, with a slash at the end. */
  platform: string
}

const drawings: Record<Kind, DrawingName> = {
  '403': 'key',
  '404': 'search',
  '410': 'clock',
  '413': 'page',
  '422': 'page',
  '429': 'cup',
  '500': 'cup',
  '503': 'cup',
  'unknown-host': 'door',
  suspended: 'door',
  closed: 'door',
  preparing: 'clock',
}

/** What happened, what is safe, what to do. Needs no database and no JavaScript; to htmx it is a toast. */
export function ErrorPage({ view, kind, reason, requestId, home, platform }: Props) {
  const title = view.t(`error.${kind}.title`)
  const text = reason ? `${reason} ${view.t('error.unchanged')}` : view.t(`error.${kind}.text`)
  if (view.partial) return <ToastPartial view={view} sentence={reason ?? `${title}. ${text}`} />
  return (
    <Document view={view} title={title} styles={['css/door.css']}>
      <main id="main" tabindex={-1} class="error-page">
        <Mark
          organization={view.organization}
          href={kind === 'unknown-host' || kind === 'suspended' ? platform : home}
        />
        <Drawing name={drawings[kind]} />
        <h1>{title}</h1>
        <p class="muted">{text}</p>
        <WayOn view={view} kind={kind} home={home} platform={platform} />
        {kind === '500' && <p class="code">{view.t('error.requestId', { id: requestId })}</p>}
      </main>
    </Document>
  )
}

function WayOn({ view, kind, home, platform }: Pick<Props, 'view' | 'kind' | 'home' | 'platform'>) {
  if (kind === 'suspended') {
    return (
      <div class="buttons">
        <LinkButton kind="primary" href={view.path}>
          {view.t('error.preparing.look')}
        </LinkButton>
        <LinkButton href={new URL(urls.platform.find(), platform).href}>{view.t('error.otherSpaces')}</LinkButton>
      </div>
    )
  }
  if (kind === 'closed') {
    return (
      <div class="buttons">
        <LinkButton href={urls.reopening()}>{view.t('reopening.title')}</LinkButton>
      </div>
    )
  }
  if (kind === 'preparing') {
    // The door adds `Refresh: 5` for those without JavaScript.
    return (
      <div class="buttons" data-refresh="3">
        <LinkButton href={view.path}>{view.t('error.preparing.look')}</LinkButton>
      </div>
    )
  }
  if (kind === 'unknown-host') {
    return (
      <div class="buttons">
        <LinkButton kind="primary" href={new URL(urls.platform.find(), platform).href}>
          {view.t('error.unknown-host.find')}
        </LinkButton>
        <LinkButton href={new URL(urls.platform.signUp(), platform).href}>
          {view.t('error.unknown-host.make')}
        </LinkButton>
      </div>
    )
  }
  const retry = kind === '500' || kind === '503' || kind === '429'
  const back = kind === '413' || kind === '422'
  return (
    <div class="buttons">
      <LinkButton kind="primary" href={home}>
        {view.t('error.home')}
      </LinkButton>
      {retry && <LinkButton href={view.path}>{view.t('error.again')}</LinkButton>}
      {back && (
        <Button type="button" data-back hidden>
          {view.t('error.back')}
        </Button>
      )}
    </div>
  )
}
