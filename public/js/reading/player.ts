export {}

/** Keys for films and recordings, beside what the browser's own controls know (the space bar, the volume). */
const keys: Record<string, (film: HTMLMediaElement) => void> = {
  k: (film) => (film.paused ? film.play() : film.pause()),
  j: (film) => {
    film.currentTime = Math.max(0, film.currentTime - 10)
  },
  l: (film) => {
    film.currentTime += 10
  },
  arrowleft: (film) => {
    film.currentTime = Math.max(0, film.currentTime - 5)
  },
  arrowright: (film) => {
    film.currentTime += 5
  },
  ',': (film) => {
    film.playbackRate = Math.max(0.5, film.playbackRate - 0.25)
  },
  '.': (film) => {
    film.playbackRate = Math.min(2, film.playbackRate + 0.25)
  },
  c: (film) => {
    const [track] = [...film.textTracks].filter(({ kind }) => kind === 'captions')
    if (track) track.mode = track.mode === 'showing' ? 'hidden' : 'showing'
  },
  m: (film) => {
    film.muted = !film.muted
  },
  f: (film) => {
    if (!(film instanceof HTMLVideoElement)) return
    const done = document.fullscreenElement ? document.exitFullscreen() : film.requestFullscreen?.()
    done?.catch(() => {}) // a device that has no such thing
  },
}

/** Before the browser's own controls, which would seek a hundredth as well. */
document.addEventListener('keydown', onKey, true)

function onKey(event: KeyboardEvent) {
  const place = event.target
  if (!(place instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return
  if (place.matches('input, select, textarea')) return
  // From its chapters and its sentences as well: there one stands after a jump.
  const film = place.closest('[data-film]')?.querySelector<HTMLMediaElement>('video, audio')
  if (!film || (event.key.startsWith('Arrow') && place !== film)) return
  const act = keys[event.key.toLowerCase()]
  if (!act) return
  act(film)
  event.preventDefault()
  event.stopPropagation()
}

// One speed for all films of a reader, the next day as well.
document.addEventListener(
  'ratechange',
  (event) => {
    if (event.target instanceof HTMLMediaElement) keep('speed', String(event.target.playbackRate))
  },
  true,
)
const speed = Number(kept('speed'))
if (speed >= 0.5 && speed <= 2)
  for (const film of document.querySelectorAll<HTMLMediaElement>('video, audio')) {
    film.defaultPlaybackRate = speed
    film.playbackRate = speed
  }

/** Browsers may be told to keep nothing. */
function keep(name: string, value: string) {
  try {
    localStorage.setItem(name, value)
  } catch {}
}

function kept(name: string) {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}
