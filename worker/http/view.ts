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
  const visitor = c.get('visitor')
  const organization = c.get('organization')
  const choices = visitor ? [visitor.locale] : [readLocaleCookie(c), organization?.locale]
  const locale = chooseLocale(choices, c.req.header('Accept-Language'))
  const t = translator(locale)
  const notice = takeNotice(c)
  return {
    t,
    locale,
    dir: directionOf(locale),
    zone: zoneToday(visitor?.zone || organization?.zone || 'UTC'),
    homeZone: organization ? zoneToday(organization.zone) : undefined,
    now: c.get('platform').now(),
    once: c.get('requestId'),
    path: pathOf(c.req.url),
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
    unread: c.get('unread') ?? 0,
    inbox: c.get('inbox') ?? 0,
    notice: notice ? t(notice.key as MessageKey, notice.values) : null,
    noticeUndo: notice?.undo ? pathBack(notice.undo, '') || null : null,
  }
}

/** "https://acme.lyceum.example/people?role=learner" is at "/people?role=learner". */
const pathOf = (url: string) => url.slice(url.indexOf('/', url.indexOf('//') + 2))
