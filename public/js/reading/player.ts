/** Keys for films, beside what the browser's own controls know: J and L ten seconds, K pause, , and . slower and faster, C captions. */
const keys: Record<string, (film: HTMLMediaElement) => void> = {
  k: (film) => (film.paused ? film.play() : film.pause()),
  j: (film) => {
    film.currentTime = Math.max(0, film.currentTime - 10)
  },
  l: (film) => {
    film.currentTime += 10
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
}

document.addEventListener('keydown', (event) => {
  const film = event.target
  if (!(film instanceof HTMLMediaElement) || event.ctrlKey || event.metaKey || event.altKey) return
  const act = keys[event.key.toLowerCase()]
  if (!act) return
  act(film)
  event.preventDefault()
})

// One speed for all films of a reader.
document.addEventListener(
  'ratechange',
  (event) => {
    if (event.target instanceof HTMLMediaElement) sessionStorage.setItem('speed', String(event.target.playbackRate))
  },
  true,
)
const speed = Number(sessionStorage.getItem('speed'))
if (speed >= 0.5 && speed <= 2)
  for (const film of document.querySelectorAll<HTMLMediaElement>('video, audio')) film.playbackRate = speed
