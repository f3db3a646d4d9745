import type { Context } from 'hono'
import { directionOf, type MessageKey, translator } from '../../views/translate'
import type { View } from '../../views/view'
import type { AppEnv } from '../env'
import { paletteOf } from '../lib/palette'
import { zoneToday } from '../lib/zone-names'
import { urls } from '../urls'
import { readLocaleCookie, takeNotice } from './cookies'
import { chooseLocale } from './locale'
import { pathBack, wantsFragment } from './respond'

/** What the page of this request knows about its reader. */
export function viewOf(c: Context<AppEnv>): View {
  const { platform, visitor, organization, nonce } = c.var
  const url = new URL(c.req.url)
  const choices = visitor ? [visitor.locale] : [readLocaleCookie(c), organization?.locale]
  const locale = chooseLocale(choices, c.req.header('Accept-Language'))
  const t = translator(locale)
  const notice = takeNotice(c)
  return {
    t,
    locale,
    dir: directionOf(locale),
    zone: zoneToday(visitor?.zone || organization?.zone || 'UTC'),
    now: platform.now(),
    nonce,
    once: c.var.requestId,
    path: url.pathname + url.search,
    partial: wantsFragment(c),
    actor: visitor ?? null,
    organization: organization
      ? {
          name: organization.name,
          logo: organization.logoId ? urls.media(organization.logoId) : null,
          palette: paletteOf(organization.colour),
        }
      : null,
    previewAwaited: visitor?.role === 'owner' && !organization?.checklist.dismissed && !organization?.checklist.preview,
    notice: notice ? t(notice.key as MessageKey) : null,
    noticeUndo: notice?.undo ? pathBack(notice.undo, '') || null : null,
  }
}
