import type { PDFDocumentProxy } from 'pdfjs-dist'
import { listenToKeys, listenToSwipes } from './hands'
import { openPdf, troubleOf } from './open'
import { sheetOf } from './sheet'
import { offerWholeScreen, watchWidth } from './space'

const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3]

type Tell = (error: unknown) => void

/** Opens the PDF of a block in its place; where it does not open, says why. The link to the file stays either way. */
export async function openReader(block: HTMLElement): Promise<void> {
  const trouble = block.querySelector<HTMLElement>('[data-trouble]')!
  const before = block.querySelector<HTMLElement>('[data-reader]')!
  const view = before.cloneNode(true) as HTMLElement // what listened to an earlier try goes with it
  before.replaceWith(view)
  const tell = (error: unknown) => {
    const kind = troubleOf(error)
    trouble.querySelector('p')!.textContent = block.dataset[kind] ?? ''
    trouble.querySelector<HTMLElement>('[data-open]')!.hidden = kind !== 'lost'
    trouble.hidden = false
    view.hidden = view.querySelector('.doc-sheet') === null
  }
  trouble.hidden = true
  block.setAttribute('aria-busy', 'true')
  try {
    const pdf = await openPdf(block.dataset)
    view.hidden = false
    await read(pdf, block, view, tell)
  } catch (error) {
    tell(error)
  } finally {
    block.removeAttribute('aria-busy')
  }
}

async function read(pdf: PDFDocumentProxy, block: HTMLElement, view: HTMLElement, tell: Tell) {
  const part = <T extends HTMLElement>(name: string) => view.querySelector<T>(`[data-${name}]`)!
  const stage = part('stage')
  const field = part<HTMLInputElement>('number')
  const all = pdf.numPages
  let number = within(Number(block.dataset.page) || 1, all)
  let zoom = zooms.indexOf(1)
  let asked = 0

  /** Only the last one that was asked for is shown. */
  async function draw() {
    const mine = ++asked
    try {
      const page = await pdf.getPage(number)
      const isWhole = document.fullscreenElement === view
      const height = isWhole ? view.clientHeight - part('bar').offsetHeight : null
      const room = { width: Math.max(120, view.clientWidth), height }
      const fit = { ...room, zoom: zooms[zoom]! }
      const sheet = await sheetOf(pdf, page, fit, { goTo, noText: block.dataset.noText ?? '' })
      if (mine !== asked) return
      stage.replaceChildren(sheet)
      stage.scrollTo(0, 0)
      stage.dispatchEvent(new CustomEvent('sheet', { detail: { page: number }, bubbles: true }))
    } catch (error) {
      if (mine === asked) tell(error)
    }
  }

  async function goTo(next: number) {
    number = within(next, all)
    block.dataset.page = String(number)
    show()
    await draw()
    part('said').textContent = saying()
    if (!document.fullscreenElement && stage.getBoundingClientRect().top < 0) view.scrollIntoView({ block: 'start' })
  }

  const turn = (step: number) => {
    if (within(number + step, all) !== number) goTo(number + step)
  }

  const zoomBy = (step: number) => {
    const next = within(zoom + step + 1, zooms.length) - 1
    if (next === zoom) return
    zoom = next
    show()
    draw()
  }

  const saying = () => (block.dataset.saying ?? '').replace('{n}', String(number)).replace('{all}', String(all))

  function show() {
    field.value = String(number)
    part('of').textContent = String(all)
    stage.setAttribute('aria-label', saying())
    turnOff(part('earlier'), number === 1)
    turnOff(part('later'), number === all)
    turnOff(part('smaller'), zoom === 0)
    turnOff(part('larger'), zoom === zooms.length - 1)
  }

  part('earlier').addEventListener('click', () => turn(-1))
  part('later').addEventListener('click', () => turn(1))
  part('smaller').addEventListener('click', () => zoomBy(-1))
  part('larger').addEventListener('click', () => zoomBy(1))
  part('form').addEventListener('submit', (event) => {
    event.preventDefault()
    event.stopPropagation()
    field.blur()
    field.focus()
  })
  field.addEventListener('change', () => goTo(Number(field.value) || number))
  listenToKeys(view, { turn, goTo, zoomBy, last: all })
  listenToSwipes(stage, turn)
  offerWholeScreen(view, part('whole'), stage, () => turn(1))

  show()
  await draw()
  watchWidth(view, draw)
}

const within = (number: number, all: number) => Math.min(all, Math.max(1, Math.round(number)))

/** Not `disabled`: a button that has the focus keeps it at the last page. */
function turnOff(button: HTMLElement, isOff: boolean) {
  if (isOff) button.setAttribute('aria-disabled', 'true')
  else button.removeAttribute('aria-disabled')
}
