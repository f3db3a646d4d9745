import { open, takeBack } from './editor'
import { comeBack, isPasted, paste, readBlock } from './paste'

const arrows: Record<string, [across: number, down: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/**
 * Arrows walk, Home and End go to the ends of a row, a typed number replaces, Delete empties, Enter and F2 open, Ctrl+Z takes the
 * last change back; a click opens too, and with Ctrl or ⌘ it stays a link. A block out of a spreadsheet is pasted from here on.
 */
export function start(box: HTMLElement) {
  comeBack(box)
  box.addEventListener('keydown', (event) => {
    const link = event.target
    if (!(link instanceof HTMLAnchorElement) || !link.matches('a.grade') || event.altKey) return
    if (event.ctrlKey || event.metaKey) {
      if (event.key === 'z' && takeBack()) event.preventDefault()
      return
    }
    const cell = link.closest('td')!
    const way = arrows[event.key]
    if (way) {
      event.preventDefault()
      move(cell, ...way)
    } else if (event.key === 'Enter' || event.key === 'F2') {
      if (edit(box, cell)) event.preventDefault()
    } else if (event.key === 'Home' || event.key === 'End') {
      const all = [...cell.parentElement!.querySelectorAll<HTMLElement>('a.grade')]
      all.at(event.key === 'Home' ? 0 : -1)?.focus()
      event.preventDefault()
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      if (edit(box, cell, '')) event.preventDefault()
    } else if (/^[\d.,]$/.test(event.key) && edit(box, cell, event.key)) event.preventDefault()
  })
  box.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.detail === 0) return
    const link = (event.target as Element).closest('a.grade')
    if (link && edit(box, link.closest('td')!)) event.preventDefault()
  })
  box.addEventListener('paste', (event) => {
    const cell = (event.target as Element).closest('td')
    const block = readBlock(event.clipboardData?.getData('text/plain') ?? '')
    if (!cell?.querySelector('a.grade')) return
    const isOne = block.length === 1 && block[0]!.length === 1
    if (isOne && (event.target instanceof HTMLInputElement || !edit(box, cell, block[0]![0]!))) return
    event.preventDefault()
    if (!isOne) paste(box, cell, block)
  })
  addEventListener('beforeunload', (event) => {
    if (isPasted() || box.querySelector('.grade-editor:is([data-state="saving"], [data-state="refused"])'))
      event.preventDefault()
  })
}

/** False where the grades of its column are locked, so that the link leads to why. */
function edit(box: HTMLElement, cell: HTMLTableCellElement, typed?: string): boolean {
  const kind = headOf(cell)?.dataset.kind
  if (!kind || kind === 'locked') return false
  open(box, cell, { typed, isByHand: kind === 'hand', go: (way) => leave(cell, way) })
  return true
}

function leave(cell: HTMLTableCellElement, way: 'stay' | 'down' | 'up' | 'next' | 'previous') {
  const ways = { stay: [0, 0], down: [0, 1], up: [0, -1], next: [1, 0], previous: [-1, 0] } as const
  const [across, down] = ways[way]
  const isTurned = getComputedStyle(cell).direction === 'rtl' && across !== 0
  move(cell, isTurned ? -across : across, down)
}

/** To the next cell that way which can be reached; `across` is on the screen, so it turns round from right to left. */
function move(cell: HTMLTableCellElement, across: number, down: number) {
  const step = getComputedStyle(cell).direction === 'rtl' ? -across : across
  let row: Element | null = cell.parentElement
  let place = cell.cellIndex
  do {
    place += step
    if (down > 0) row = row?.nextElementSibling ?? null
    if (down < 0) row = row?.previousElementSibling ?? null
    const there = (row as HTMLTableRowElement | null)?.cells[place]
    if (!there) return focus(cell)
    if (there.querySelector('a.grade, .grade-editor') && there.offsetParent) return focus(there)
  } while (step || down)
  focus(cell)
}

const focus = (cell: HTMLTableCellElement) => cell.querySelector<HTMLElement>('.grade-editor input, a.grade')?.focus()

const headOf = (cell: HTMLTableCellElement) =>
  cell.closest('table')?.tHead?.rows[0]?.cells[cell.cellIndex] as HTMLElement | undefined
