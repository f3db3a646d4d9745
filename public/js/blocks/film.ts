export {}

/** Films and recordings: their speed, and the places one jumps to (chapters, what is said). */
const filmOf = (element: Element | null) =>
  element?.closest('[data-film]')?.querySelector<HTMLMediaElement>('video, audio') ?? null

document.addEventListener('click', (event) => {
  const place = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-film] [data-at]') : null
  const film = filmOf(place)
  if (!place || !film || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  film.currentTime = Number(place.dataset.at)
  film.play().catch(() => {}) // the reader's browser may want another press
})

document.addEventListener('change', (event) => {
  const select = event.target instanceof HTMLSelectElement && 'speed' in event.target.dataset ? event.target : null
  const film = filmOf(select)
  if (select && film) film.playbackRate = Number(select.value)
})

for (const name of ['timeupdate', 'seeked', 'loadedmetadata', 'ratechange'])
  document.addEventListener(name, (event) => show(event.target as HTMLMediaElement), true)

/** Marks the chapter and the sentence that one is at. */
function show(film: HTMLMediaElement) {
  const box = film.closest?.('[data-film]')
  if (!box) return
  const speed = box.querySelector<HTMLSelectElement>('[data-speed]')
  if (speed) speed.value = String(film.playbackRate)
  for (const list of box.querySelectorAll('ol')) {
    const places = [...list.querySelectorAll<HTMLElement>('[data-at]')]
    const now = places.findLast((place) => Number(place.dataset.at) <= film.currentTime + 0.1)
    for (const place of places) {
      if (place === now && film.currentTime > 0) place.setAttribute('aria-current', 'true')
      else place.removeAttribute('aria-current')
    }
  }
}

function prepareFilms(root: ParentNode) {
  for (const bar of root.querySelectorAll<HTMLElement>('[data-film-bar]')) bar.hidden = bar.closest('[inert]') !== null
}

prepareFilms(document)
document.addEventListener('htmx:after:swap', () => prepareFilms(document))
