type Tool = 'pin' | 'area' | 'ink'
type Point = { x: number; y: number }
type Shape =
  | ({ kind: 'pin' } & Point)
  | ({ kind: 'area'; width: number; height: number } & Point)
  | { kind: 'ink'; strokes: number[][] }

/** What is being placed: by a hand that points or draws, or by keys that move a cross. */
type Placing = {
  tool: Tool
  form: HTMLFormElement
  sheet: HTMLElement
  cross: Point
  corner: Point | null
  strokes: number[][]
}

const SVG = 'http://www.w3.org/2000/svg'
const STEP = 0.02
const LEAST = 0.004
const most = { strokes: 20, points: 150 }

let placing: Placing | null = null

const show = (root: ParentNode) => {
  for (const tools of root.querySelectorAll<HTMLElement>('[data-tools]')) tools.hidden = false
}
show(document)
document.addEventListener('htmx:after:swap', () => {
  show(document)
  if (placing && !placing.form.isConnected) stop()
})

document.addEventListener('click', ({ target }) => {
  const at = target instanceof Element ? target : null
  const larger = at?.closest<HTMLElement>('[data-larger-picture]')
  if (larger) {
    const isLarge = larger.closest('[data-annotated]')?.querySelector('[data-stage]')?.classList.toggle('large')
    larger.setAttribute('aria-pressed', String(isLarge))
  }
  const button = at?.closest<HTMLElement>('[data-tool]')
  const form = button?.closest('form')
  if (!button || !form) return
  const tool = button.dataset.tool as Tool
  if (placing?.form === form && placing.tool === tool) return stop()
  begin(form, tool)
})

function sheetOf(form: HTMLFormElement): HTMLElement | null {
  return form.closest('[data-annotated-file]')?.querySelector<HTMLElement>('[data-sheet]') ?? null
}

function begin(form: HTMLFormElement, tool: Tool) {
  stop()
  const sheet = sheetOf(form)
  if (!sheet) return
  placing = { tool, form, sheet, cross: { x: 0.5, y: 0.5 }, corner: null, strokes: [] }
  form.querySelector(`[data-tool="${tool}"]`)?.setAttribute('aria-pressed', 'true')
  say(form, form.querySelector<HTMLElement>('[data-tools]')?.dataset.keys ?? '')
  sheet.classList.add('placing')
  sheet.tabIndex = -1
  sheet.focus({ preventScroll: true })
  sheet.scrollIntoView({ block: 'nearest' })
  draw()
}

function stop() {
  if (!placing) return
  const { form, sheet } = placing
  placing = null
  sheet.classList.remove('placing')
  for (const tool of form.querySelectorAll('[data-tool]')) tool.setAttribute('aria-pressed', 'false')
  if (!form.querySelector<HTMLInputElement>('[data-shape]')?.value) sheet.querySelector('.note-new')?.remove()
}

// Before the reader of a PDF, which turns its pages by the same keys.
document.addEventListener(
  'keydown',
  (event) => {
    if (!placing || document.activeElement !== placing.sheet || event.ctrlKey || event.metaKey || event.altKey) return
    const step = event.shiftKey ? 5 * STEP : STEP
    const { cross } = placing
    const acts: Record<string, () => void> = {
      ArrowRight: () => move({ x: cross.x + step, y: cross.y }),
      ArrowLeft: () => move({ x: cross.x - step, y: cross.y }),
      ArrowDown: () => move({ x: cross.x, y: cross.y + step }),
      ArrowUp: () => move({ x: cross.x, y: cross.y - step }),
      Enter: set,
      ' ': set,
      Escape: () => {
        const { form, tool } = placing!
        stop()
        form.querySelector<HTMLElement>(`[data-tool="${tool}"]`)?.focus()
      },
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  },
  true,
)

function move({ x, y }: Point) {
  if (!placing) return
  placing.cross = { x: within(x), y: within(y) }
  draw()
}

/** Enter: the place of a pin, or a corner of an area and then the other. What is drawn by hand has no keys: an area does. */
function set() {
  if (!placing) return
  const { tool, cross, corner, form } = placing
  if (tool === 'pin') return keep({ kind: 'pin', ...cross })
  if (!corner) {
    placing.corner = cross
    say(form, form.querySelector<HTMLElement>('[data-tools]')?.dataset.corner ?? '')
    return draw()
  }
  keepArea(corner, cross)
}

document.addEventListener('pointerdown', (event) => {
  if (!placing || !(event.target instanceof Node) || !placing.sheet.contains(event.target) || event.button !== 0) return
  event.preventDefault()
  const { sheet } = placing
  sheet.setPointerCapture(event.pointerId)
  placing.corner = pointOf(event)
  placing.cross = placing.corner
  if (placing.tool === 'ink') placing.strokes.push([placing.corner.x, placing.corner.y])
  sheet.addEventListener('pointermove', follow)
  sheet.addEventListener('pointerup', lift, { once: true })
  sheet.addEventListener('pointercancel', lift, { once: true })
})

function follow(event: PointerEvent) {
  if (!placing) return
  placing.cross = pointOf(event)
  const stroke = placing.strokes.at(-1)
  if (placing.tool === 'ink' && stroke && stroke.length < 2 * most.points) {
    const [x, y] = stroke.slice(-2) as [number, number]
    if (Math.hypot(placing.cross.x - x, placing.cross.y - y) > LEAST) stroke.push(placing.cross.x, placing.cross.y)
  }
  draw()
}

function lift() {
  if (!placing) return
  placing.sheet.removeEventListener('pointermove', follow)
  const { tool, cross, corner, strokes } = placing
  if (tool === 'pin') return keep({ kind: 'pin', ...cross })
  if (tool === 'area') return corner && keepArea(corner, cross)
  placing.strokes = strokes.filter((stroke) => stroke.length >= 4).slice(-most.strokes)
  placing.corner = null
  if (placing.strokes.length) keep({ kind: 'ink', strokes: placing.strokes }, true)
}

function keepArea(one: Point, other: Point) {
  const x = Math.min(one.x, other.x)
  const y = Math.min(one.y, other.y)
  const width = Math.abs(one.x - other.x)
  const height = Math.abs(one.y - other.y)
  if (width < LEAST || height < LEAST) return keep({ kind: 'pin', ...one })
  keep({ kind: 'area', x, y, width, height })
}

/** Into the form; the words come next. Somebody who draws may draw on. */
function keep(shape: Shape, goesOn = false) {
  if (!placing) return
  const { form, sheet } = placing
  const page = Number(sheet.dataset.sheet) || 1
  form.querySelector<HTMLInputElement>('[data-shape]')!.value = JSON.stringify({ ...shape, page })
  form.querySelector<HTMLInputElement>('[data-page-field]')!.value = String(page)
  lie(sheet, shape)
  say(form, (form.querySelector<HTMLElement>('[data-tools]')?.dataset.set ?? '').replace('{n}', String(page)))
  if (goesOn) return
  stop()
  form.querySelector<HTMLElement>('[data-note-words]')?.focus()
}

// Another page by its number is a comment on the page as a whole.
document.addEventListener('input', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !target.matches('[data-page-field]')) return
  const form = target.form!
  form.querySelector<HTMLInputElement>('[data-shape]')!.value = ''
  form.closest('[data-annotated-file]')?.querySelector('.note-new')?.remove()
})

// The page that is read is the one that is written about, unless something is placed already.
document.addEventListener('sheet', (event) => {
  const file = (event.target as Element).closest('[data-annotated-file]')
  const field = file?.querySelector<HTMLInputElement>('[data-page-field]')
  if (placing && !placing.sheet.isConnected) {
    const { form, tool } = placing
    begin(form, tool)
  }
  if (field && !file?.querySelector<HTMLInputElement>('[data-shape]')?.value)
    field.value = String((event as CustomEvent<{ page: number }>).detail.page)
})

/** What is being placed, as it would lie there. */
function draw() {
  if (!placing) return
  const { tool, cross, corner, strokes, sheet } = placing
  if (tool === 'ink') return lie(sheet, { kind: 'ink', strokes })
  if (tool === 'area' && corner) {
    const width = Math.abs(corner.x - cross.x)
    const height = Math.abs(corner.y - cross.y)
    return lie(
      sheet,
      { kind: 'area', x: Math.min(corner.x, cross.x), y: Math.min(corner.y, cross.y), width, height },
      cross,
    )
  }
  lie(sheet, { kind: 'pin', ...cross }, cross)
}

function lie(sheet: HTMLElement, shape: Shape, cross?: Point) {
  sheet.querySelector('.note-new')?.remove()
  const svg = element('svg', { class: 'note-layer note-new', 'aria-hidden': 'true' })
  if (shape.kind === 'area')
    svg.append(
      element('rect', {
        x: percent(shape.x),
        y: percent(shape.y),
        width: percent(shape.width),
        height: percent(shape.height),
      }),
    )
  if (shape.kind === 'ink') {
    const own = element('svg', { viewBox: '0 0 1 1', preserveAspectRatio: 'none', width: '100%', height: '100%' })
    for (const stroke of shape.strokes)
      own.append(element('polyline', { points: stroke.join(' '), 'vector-effect': 'non-scaling-stroke' }))
    svg.append(own)
  }
  const at = cross ?? (shape.kind === 'ink' ? null : shape)
  if (at && (cross || shape.kind === 'pin'))
    svg.append(element('circle', { cx: percent(at.x), cy: percent(at.y), r: '9' }))
  sheet.append(svg)
}

function element(name: string, attributes: Record<string, string>) {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

function pointOf({ clientX, clientY }: PointerEvent): Point {
  const box = placing!.sheet.getBoundingClientRect()
  return { x: within((clientX - box.left) / box.width), y: within((clientY - box.top) / box.height) }
}

function say(form: HTMLFormElement, sentence: string) {
  const place = form.querySelector('[data-tool-says]')
  if (place) place.textContent = sentence
}

const within = (n: number) => Math.round(Math.min(1, Math.max(0, n)) * 10_000) / 10_000
const percent = (n: number) => `${n * 100}%`

export {}
