/** Fragments that a room sends to many readers carry plain moments: each browser says them in its own zone. */
import { word } from './status'

const locale = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang
const timeZone = word('zone') || undefined
const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone })
const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'long', timeZone })
const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone })
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

export function localize(root: ParentNode = document) {
  for (const time of root.querySelectorAll<HTMLTimeElement>('time[data-local]')) {
    const at = new Date(time.dateTime)
    time.title = full.format(at)
    time.textContent =
      time.dataset.local === 'ago'
        ? ago(at)
        : time.dataset.local === 'day'
          ? dayOf(at)
          : `${dayOf(at)}, ${clock.format(at)}`
  }
}

function dayOf(at: Date) {
  const away = Math.round((startOf(at) - startOf(new Date())) / 86_400_000)
  return Math.abs(away) <= 1 ? relative.format(away, 'day') : day.format(at)
}

function ago(at: Date) {
  const minutes = Math.round((Date.now() - at.getTime()) / 60_000)
  if (minutes < 60) return relative.format(-Math.max(0, minutes), 'minute')
  if (minutes < 24 * 60) return relative.format(-Math.round(minutes / 60), 'hour')
  return dayOf(at)
}

const startOf = (at: Date) => {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at).split('-').map(Number) as [
    number,
    number,
    number,
  ]
  return Date.UTC(parts[0], parts[1] - 1, parts[2])
}

localize()
document.addEventListener('htmx:after:swap', () => localize())
setInterval(() => localize(), 60_000)
