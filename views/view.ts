import type { Actor } from '../worker/domain/policy'
import type { Locale, Translate } from './translate'

/** What every page knows about its reader: passed as `view` to each component, so that nothing is ambient. */
export type View = {
  t: Translate
  locale: Locale
  dir: 'ltr' | 'rtl'
  /** IANA zone of the reader. */
  zone: string
  /** IANA zone of the organization: where the reader's clock shows another time, deadlines name the zone. */
  homeZone?: string
  /** Milliseconds since the epoch: the request's one idea of now. */
  now: number
  /** Marks this showing of a form, so that what it makes is made once (see worker/http/once.ts). */
  once: string
  /** Path and query of this page, for `aria-current` and for coming back. */
  path: string
  /** A fragment for htmx: layouts then leave out the shell. */
  partial: boolean
  actor: Actor | null
  /** Absent on the platform's own site. */
  organization: Brand | null
  /** An owner has not looked at anything as a learner would: their first steps wait for it. */
  previewAwaited?: boolean
  /** What the reader was told and has not looked at, up to 100. */
  unread?: number
  /** Rooms of the reader's inbox with something new, up to 100. */
  inbox?: number
  /** One sentence for the status line (after a redirect). */
  notice: string | null
  /** Where a POST takes back what the notice says. */
  noticeUndo?: string | null
}

/** What a page shows of the organization. `palette` is made by worker/lib/palette.ts from its colour. */
export type Brand = {
  name: string
  logo: string | null
  palette: Palette
}

/** CSS colours for light and dark, each checked to 4.5:1. */
export type Palette = { light: string; lightInk: string; dark: string; darkInk: string }
