import { clockOf } from '../../../worker/lib/chapters'

/** What is said becomes a list in which one searches and jumps: its times come from the captions, when it is opened. */
document.addEventListener(
  'toggle',
  (event) => {
    const box = event.target as HTMLDetailsElement
    if (box.matches?.('[data-transcript]') && box.open && !box.querySelector('ol')) prepare(box)
  },
  true,
)

async function prepare(box: HTMLDetailsElement) {
  const film = box.closest('[data-film]')?.querySelector<HTMLMediaElement>('video, audio')
  const track = film?.querySelector<HTMLTrackElement>(`track[srclang="${CSS.escape(box.dataset.transcript ?? '')}"]`)
  const said = box.querySelector<HTMLElement>('[data-said]')
  if (!track || !said) return
  const cues = await cuesOf(track)
  if (cues.length === 0 || said.querySelector('ol')) return
  const list = document.createElement('ol')
  list.setAttribute('role', 'list')
  let last = ''
  for (const cue of cues) {
    const text = cue.getCueAsHTML().textContent?.replace(/\s+/g, ' ').trim() ?? ''
    if (text && text !== last) list.append(lineOf(cue.startTime, text))
    last = text
  }
  said.replaceChildren(list)
  offerSearch(box, list)
}

/** The browser loads captions only where they are shown, or hidden on purpose. */
async function cuesOf(element: HTMLTrackElement): Promise<VTTCue[]> {
  const { track } = element
  if (track.mode === 'disabled') track.mode = 'hidden'
  if (element.readyState < 2)
    await new Promise((resolve) => {
      element.addEventListener('load', resolve, { once: true })
      element.addEventListener('error', resolve, { once: true })
    })
  return [...(track.cues ?? [])] as VTTCue[]
}

function lineOf(at: number, text: string) {
  const item = document.createElement('li')
  const button = document.createElement('button')
  button.type = 'button'
  button.dataset.at = String(at)
  const time = document.createElement('span')
  time.className = 'at'
  time.textContent = clockOf(at)
  const words = document.createElement('span')
  words.textContent = text
  button.append(time, words)
  item.append(button)
  return item
}

function offerSearch(box: HTMLElement, list: HTMLElement) {
  const field = box.querySelector<HTMLInputElement>('[data-find]')
  const found = box.querySelector<HTMLElement>('[data-found]')
  if (!field || !found) return
  field.hidden = false
  field.addEventListener('input', () => {
    const wanted = folded(field.value.trim())
    let count = 0
    for (const item of list.querySelectorAll<HTMLElement>('li')) {
      item.hidden = wanted !== '' && !folded(item.textContent ?? '').includes(wanted)
      if (!item.hidden) count++
    }
    found.textContent = wanted && count === 0 ? (found.dataset.none ?? '') : ''
  })
}

/** Without case and accents. */
const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()
