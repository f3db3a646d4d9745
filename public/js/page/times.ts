/** Fragments that a room sends to many readers carry plain moments: each browser says them in its own zone. */
import { word } from './status'

const locale = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang
const timeZone = word('zone') || undefined
const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone })
const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'long', timeZone })
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone })
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
  const away = daysAway(at)
  if (Math.abs(away) <= 1) return relative.format(away, 'day')
  return away > 1 && away < 7 ? weekday.format(at) : day.format(at)
}

function ago(at: Date) {
  const minutes = Math.floor((Date.now() - at.getTime()) / 60_000)
  const days = -daysAway(at)
  if (minutes < 1) return relative.format(0, 'second')
  if (minutes < 60) return relative.format(-minutes, 'minute')
  if (days < 1) return relative.format(-Math.floor(minutes / 60), 'hour')
  return days < 60 ? relative.format(-days, 'day') : dayOf(at)
}

const daysAway = (at: Date) => Math.round((startOf(at) - startOf(new Date())) / 86_400_000)

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
document.addEventListener('line:arrived', () => localize())
setInterval(() => localize(), 60_000)
