import { say } from '../page/status'

const minute = 60_000
/** With more left than this the end is said as a time of day. */
const LONGEST = 24 * 60 * minute

/**
 * Counts down to the end of an attempt by the server's clock, whatever this device's own says; at the end `finish` runs,
 * once. Said aloud only at half of the time, five minutes and one minute.
 */
export function openTimeLeft(finish: () => void) {
  const place = document.querySelector<HTMLElement>('[data-time-left]')
  const words = place?.querySelector<HTMLElement>('[data-time-left-words]')
  if (!place || !words) return
  const { now, started, ends, wordLeft = '#' } = place.dataset
  const ahead = Number(now) - answeredAt()
  const left = () => Number(ends) - (Date.now() + ahead)
  const marks = [(Number(ends) - Number(started)) / 2, 5 * minute, minute]
  let before = left()
  tick()

  function tick() {
    const rest = left()
    if (rest <= LONGEST) words!.textContent = wordLeft.replace('#', clockFace(rest))
    if (rest <= minute) place!.dataset.state = 'soon'
    if (marks.some((mark) => before > mark && rest <= mark && rest > 0)) say(wordLeft.replace('#', inWords(rest)))
    before = rest
    if (rest > 0) setTimeout(tick, Math.min(rest, rest % 1_000 || 1_000))
    else finish()
  }
}

/** When the server's answer arrived, on this device's clock: the page may have been long in reading. */
function answeredAt(): number {
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return page?.responseStart ? performance.timeOrigin + page.responseStart : Date.now()
}

/** "1:04:09", "4:09" */
function clockFace(rest: number): string {
  const seconds = Math.max(0, Math.ceil(rest / 1_000))
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] ? parts : parts.slice(1)
  const { lang } = document.documentElement
  return shown.map((part, i) => new Intl.NumberFormat(lang, { minimumIntegerDigits: i ? 2 : 1 }).format(part)).join(':')
}

/** "5 minutes", "30 seconds" */
function inWords(rest: number): string {
  const [amount, unit] = rest >= 2 * minute ? [rest / minute, 'minute'] : [rest / 1_000, 'second']
  const { lang } = document.documentElement
  return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.round(amount))
}
