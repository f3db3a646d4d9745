import { say } from '../page/status'
import { giveBack, places, restore, takeWatched, type Watched } from './films'
import { pages, restorePages } from './pages'

const EVERY = 60_000
const LATEST = 90

const lesson = document.querySelector<HTMLElement>('[data-lesson]')
const url = lesson?.dataset.beats

type Beat = { seconds: number; watched?: Watched }

let countedFrom = document.visibilityState === 'visible' ? performance.now() : null
let seconds = 0
let lastSent = -EVERY

if (lesson) {
  resumeScroll(lesson)
  restore(lesson)
  restorePages(lesson)
}
if (lesson && url) {
  beat(true)
  setInterval(() => beat(false), EVERY)
  document.addEventListener('visibilitychange', () => {
    count()
    countedFrom = document.visibilityState === 'visible' ? performance.now() : null
    if (document.visibilityState === 'hidden') leave()
  })
  addEventListener('pagehide', leave)
  document.addEventListener('ended', () => beat(false, true), true)
}

/** Only what was visible counts. */
function count() {
  if (countedFrom === null) return
  seconds += (performance.now() - countedFrom) / 1000
  countedFrom = performance.now()
}

function take() {
  count()
  const body = { seconds: Math.min(LATEST, Math.floor(seconds)), ...where() }
  seconds = 0
  return body
}

const where = () => ({ scroll: scrolled(), videos: places(), pages: pages(), watched: takeWatched() })

function scrolled() {
  const whole = document.documentElement.scrollHeight - innerHeight
  return whole > 0 ? Math.min(1, Math.max(0, Math.round((scrollY / whole) * 1000) / 1000)) : 0
}

/** The first one says only that the lesson was opened. At most one a minute, but for the end of a film. */
async function beat(isFirst: boolean, isEnd = false) {
  if (!isFirst && document.visibilityState !== 'visible') return
  if (!isFirst && !isEnd && performance.now() - lastSent < EVERY - 1_000) return
  lastSent = performance.now()
  const body: Beat = isFirst ? { seconds: 0 } : take()
  try {
    const answer = await fetch(url!, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    })
    // It was not taken, but the next one may be: the session is asked for again, or the server has come back.
    if (!answer.ok && answer.status !== 400 && answer.status !== 422) return putBack(body)
    if (answer.ok && ((await answer.json()) as { completed: boolean }).completed) showDone()
  } catch {
    putBack(body)
  }
}

/** The next one brings it: at most what one may bring. */
function putBack(body: Beat) {
  seconds = Math.min(LATEST, seconds + body.seconds)
  giveBack(body.watched)
}

/** When the page goes, a beacon is all that still leaves. */
function leave() {
  const body = take()
  if (body.seconds < 1) return giveBack(body.watched)
  lastSent = performance.now()
  const isSent = navigator.sendBeacon(url!, new Blob([JSON.stringify(body)], { type: 'application/json' }))
  if (!isSent) putBack(body)
}

function showDone() {
  const state = document.getElementById('lesson-state')
  const done = document.querySelector<HTMLTemplateElement>('#lesson-done')
  if (!state || !done || state.dataset.done !== undefined) return
  state.dataset.done = ''
  if (!state.querySelector('.chip.good')) {
    state.replaceChildren(done.content.cloneNode(true))
    say(lesson?.dataset.done ?? '')
  }
}

/** Not where the address names a place, nor at the end: who has read it all begins anew. */
function resumeScroll(element: HTMLElement) {
  const share = Number(element.dataset.scroll ?? 0)
  if (share < 0.03 || share > 0.97 || location.hash || scrollY > 0) return
  requestAnimationFrame(() => {
    scrollTo({ top: share * (document.documentElement.scrollHeight - innerHeight), behavior: 'instant' })
    say(element.dataset.here ?? '')
  })
}
