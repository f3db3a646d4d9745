import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { type AssetName, asset } from '../../worker/lib/assets'
import { brandStyle } from '../../worker/lib/brand-style'
import { isolate } from '../../worker/lib/isolate'
import { urls } from '../../worker/urls'
import type { View } from '../view'
import { loading } from './loading'

export type DocumentProps = {
  view: View
  title: string
  /** Whether its text is set in Literata. */
  serif?: boolean
  /** Further entries of public/js that this page needs. */
  scripts?: AssetName[]
  /** And sheets of public/css beside the one of every page. */
  styles?: AssetName[]
  /** For search engines and previews; pages behind a sign-in have none. */
  description?: string
  manifest?: string | null
  /** Without JavaScript the page is asked for again after so many seconds. */
  refresh?: number
  class?: string
  children?: Child
}

/** The frame of every page; for htmx only its content. */
export function Document({
  view,
  title,
  serif,
  scripts = [],
  styles = [],
  description,
  manifest,
  refresh,
  children,
  ...rest
}: DocumentProps) {
  const name = view.organization?.name ?? 'Lyceum'
  const full = title === name ? name : [title, name].map((part) => isolate(part, view.dir)).join(' · ')
  if (view.partial) {
    return (
      <>
        <title>{full}</title>
        {children}
      </>
    )
  }
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={view.locale} dir={view.dir}>
        <head>
          <meta charset="utf-8" />
          <meta
            name="viewport"
            content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
          />
          <title>{full}</title>
          {description ? <meta name="description" content={description} /> : <meta name="robots" content="noindex" />}
          {loading({ serif, styles, scripts })}
          {view.organization && <style>{brandStyle(view.organization.palette).css}</style>}
          <link rel="icon" href={view.organization?.logo ?? asset('icons/lyceum.svg')} />
          <link rel="apple-touch-icon" href={view.organization ? urls.appIcon(180) : asset('icons/touch.png')} />
          {manifest && <link rel="manifest" href={manifest} />}
          {refresh && (
            <noscript>
              <meta http-equiv="refresh" content={String(refresh)} />
            </noscript>
          )}
        </head>
        <body class={rest.class}>
          <a class="skip" href="#main">
            {view.t('shell.skip')}
          </a>
          {children}
          <section id="toasts" class="toasts" aria-label={view.t('shell.toasts')} />
          <div
            id="status"
            class="visually-hidden"
            role="status"
            data-offline={view.t('shell.offline')}
            data-lost={view.t('shell.lost')}
            data-again={view.t('shell.again')}
            data-close={view.t('ui.close')}
            data-zone={view.zone}
          />
        </body>
      </html>
    </>
  )
}
