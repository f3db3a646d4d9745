import { joinRanges, type Ranges } from './ranges'

export type Watched = Record<string, Ranges>

const films = () =>
  document.querySelectorAll<HTMLVideoElement | HTMLAudioElement>('[data-lesson] [data-block]:is(video, audio)')

const watched = new Map<string, Ranges>()
const running = new Map<string, { from: number; last: number }>()

document.addEventListener('timeupdate', (event) => follow(event.target as HTMLVideoElement), true)
for (const name of ['pause', 'seeking', 'ended'])
  document.addEventListener(name, (event) => close(event.target as HTMLVideoElement), true)

/** Seconds that really ran by: a jump closes the range, and so does a pause. */
function follow(film: HTMLVideoElement) {
  const id = film.dataset?.block
  if (!id || film.paused || film.seeking) return
  const now = film.currentTime
  const range = running.get(id)
  if (!range) running.set(id, { from: now, last: now })
  else if (now < range.last || now - range.last > 2 * Math.max(1, film.playbackRate)) {
    close(film)
    running.set(id, { from: now, last: now })
  } else range.last = now
}

function close(film: HTMLVideoElement) {
  const id = film.dataset?.block
  const range = id ? running.get(id) : undefined
  if (!id || !range) return
  running.delete(id)
  if (range.last - range.from >= 0.2)
    watched.set(id, joinRanges([...(watched.get(id) ?? []), [round(range.from), round(range.last)]]))
}

/** What was watched since the last time somebody asked. */
export function takeWatched(): Watched | undefined {
  for (const film of films()) {
    const isRunning = running.has(film.dataset.block!)
    close(film as HTMLVideoElement)
    if (isRunning && !film.paused) running.set(film.dataset.block!, { from: film.currentTime, last: film.currentTime })
  }
  const taken = Object.fromEntries(watched)
  watched.clear()
  return Object.keys(taken).length ? taken : undefined
}

/** What could not be told: the next one who asks gets it as well. */
export function giveBack(lost: Watched = {}) {
  for (const [id, ranges] of Object.entries(lost)) watched.set(id, joinRanges([...ranges, ...(watched.get(id) ?? [])]))
}

/** Where each film stands that was begun. */
export function places(): Record<string, number> | undefined {
  const begun = [...films()].filter((film) => film.currentTime > 0)
  const places = begun.map((film) => [film.dataset.block!, film.ended ? 0 : Math.floor(film.currentTime)] as const)
  return places.length ? Object.fromEntries(places) : undefined
}

/** Puts every film where it was left, as soon as it knows its length. */
export function restore(lesson: HTMLElement) {
  const kept = JSON.parse(lesson.dataset.videos ?? '{}') as Record<string, number>
  for (const film of films()) {
    const at = kept[film.dataset.block!]
    if (!at) continue
    const go = () => {
      if (at < film.duration - 2) film.currentTime = at
    }
    if (film.readyState >= 1) go()
    else film.addEventListener('loadedmetadata', go, { once: true })
  }
}

const round = (seconds: number) => Math.round(seconds * 10) / 10
