import { say } from '../page/status'

/** A cell of the block: where it goes, what it says, and what is wrong with it. */
type Pasted = {
  cell: HTMLTableCellElement
  link: HTMLAnchorElement
  points: number | null
  was: number | null
  asks: boolean
}

/** What a spreadsheet puts on the clipboard: lines, with tabs between cells; quotes around what has either in it. */
export function readBlock(text: string): string[][] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  return lines.map((line) => line.split('\t').map((value) => value.trim().replace(/^"(.*)"$/, '$1')))
}

const number = /^\d{1,6}([.,]\d{1,4})?$/

/** Lays a block over the grid from a cell on: it is shown, with one reason for all, and saved or thrown away as one. */
export function paste(box: HTMLElement, from: HTMLTableCellElement, block: string[][]) {
  discard(box)
  const words = box.dataset
  const rows = rowsFrom(from, block.length)
  const laid: Pasted[] = []
  let [beyond, refused] = [0, 0]
  for (const [down, line] of block.entries())
    for (const [across, value] of line.entries()) {
      if (value === '') continue
      const cell = rows[down]?.cells[from.cellIndex + across]
      const link = cell?.querySelector<HTMLAnchorElement>('a.grade')
      const kind = cell && headOf(cell)?.dataset.kind
      if (!cell || !link || !kind || kind === 'locked') {
        beyond += 1
        if (cell && kind) refused += lay(cell, null, value, words.cannot ?? '')
        continue
      }
      if (!number.test(value)) {
        refused += lay(cell, link, value, words.notANumber ?? '')
        continue
      }
      const points = Number(value.replace(',', '.'))
      const was = link.dataset.points === undefined ? null : Number(link.dataset.points)
      if (points === was) continue
      lay(cell, link, value, '')
      const isSeen = link.dataset.state === 'graded' || link.dataset.state === 'dropped'
      laid.push({ cell, link, points, was, asks: kind !== 'hand' || isSeen })
    }
  if (laid.length + refused + beyond === 0) return
  const bar = barOf(words, laid.length)
  if (beyond > 0) tell(bar, (words.beyond ?? '').replace('{n}', String(beyond)))
  box.after(bar)
  const reason = bar.querySelector('input')!
  reason.hidden = !laid.some(({ asks }) => asks)
  const save = bar.querySelector<HTMLButtonElement>('button[type=submit]')!
  save.disabled = laid.length === 0
  bar.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (!reason.hidden && !reason.value.trim()) {
      tell(bar, words.whyNeeded ?? '')
      return reason.focus()
    }
    save.disabled = true
    tell(bar, words.saving ?? '')
    const answer = await put(laid, reason.value)
    if (answer === 'saved') return reload(from)
    save.disabled = false
    tell(bar, answer?.sentence || (answer?.cells.length ? (words.someWrong ?? '') : (words.lost ?? '')))
    if (answer?.isWhyMissing) {
      reason.hidden = false
      reason.focus()
    }
    for (const [n, sentence] of answer?.cells ?? []) if (laid[n]) note(laid[n].cell, sentence)
    for (const [n, now] of answer?.stale ?? []) {
      const one = laid[n]
      if (!one) continue
      one.was = now
      note(one.cell, (words.now ?? '').replace('{points}', now === null ? '–' : String(now)))
    }
  })
  const leave = () => {
    discard(box)
    from.querySelector<HTMLElement>('a.grade')?.focus()
  }
  bar.querySelector('button[type=button]')!.addEventListener('click', leave)
  bar.addEventListener('keydown', ({ key }) => key === 'Escape' && leave())
  if (reason.hidden) save.focus()
  else reason.focus()
}

/** Whether something lies there that is not saved yet. */
export const isPasted = () => document.querySelector('.paste-bar') !== null

function discard(box: HTMLElement) {
  document.querySelector('.paste-bar')?.remove()
  for (const shown of box.querySelectorAll('.pasted')) {
    shown.parentElement!.querySelector<HTMLElement>('a.grade')?.removeAttribute('hidden')
    shown.remove()
  }
}

/** Gives 1 where it is refused, to be counted. */
function lay(cell: HTMLTableCellElement, link: HTMLAnchorElement | null, value: string, problem: string): number {
  cell.querySelector('.grade-editor')?.remove()
  const shown = document.createElement('div')
  shown.className = 'pasted'
  const text = document.createElement('b')
  text.textContent = value
  shown.append(text)
  if (link) link.hidden = true
  cell.append(shown)
  if (problem) note(cell, problem)
  return problem ? 1 : 0
}

function note(cell: HTMLTableCellElement, sentence: string) {
  const shown = cell.querySelector<HTMLElement>('.pasted')
  if (!shown) return
  shown.dataset.state = 'refused'
  const p = shown.querySelector('p') ?? shown.appendChild(document.createElement('p'))
  p.className = 'small'
  p.textContent = sentence
}

function barOf(words: DOMStringMap, n: number): HTMLFormElement {
  const bar = document.createElement('form')
  bar.className = 'paste-bar no-print'
  const count = document.createElement('b')
  count.textContent = (words.pasted ?? '').replace('{n}', String(n))
  const reason = document.createElement('input')
  reason.className = 'input'
  reason.name = 'reason'
  reason.maxLength = 500
  reason.autocomplete = 'off'
  reason.placeholder = words.why ?? ''
  reason.setAttribute('aria-label', words.why ?? '')
  const button = (type: 'submit' | 'button', label: string, look: string) => {
    const made = document.createElement('button')
    made.type = type
    made.className = look
    made.textContent = label
    return made
  }
  const said = document.createElement('p')
  said.className = 'small'
  bar.append(
    count,
    reason,
    button('submit', words.saveAll ?? '', 'btn small primary'),
    button('button', words.discard ?? '', 'btn small quiet'),
    said,
  )
  return bar
}

function tell(bar: HTMLFormElement, sentence: string) {
  bar.querySelector('p')!.textContent = sentence
  say(sentence)
}

function rowsFrom(from: HTMLTableCellElement, count: number): HTMLTableRowElement[] {
  const rows = [...(from.closest('tbody')?.rows ?? [])]
  const first = rows.indexOf(from.parentElement as HTMLTableRowElement)
  return rows.slice(first, first + count)
}

const headOf = (cell: HTMLTableCellElement) =>
  cell.closest('table')?.tHead?.rows[0]?.cells[cell.cellIndex] as HTMLElement | undefined

type Refused = {
  sentence: string
  isWhyMissing: boolean
  cells: [n: number, sentence: string][]
  stale: [n: number, now: number | null][]
}

async function put(laid: Pasted[], reason: string): Promise<'saved' | Refused | null> {
  const [users, items]: [string[], string[]] = [[], []]
  const at = (list: string[], id: string) => (list.includes(id) ? list.indexOf(id) : list.push(id) - 1)
  let course = ''
  const cells = laid.map(({ link, points, was }) => {
    const url = new URL(link.href)
    const [, path, user] = /^(.*)\/learners\/([^/]+)\/grades$/.exec(url.pathname) ?? []
    course = path ?? ''
    return [at(users, user ?? ''), at(items, url.hash.replace('#grade-', '')), points, was]
  })
  const answer = await fetch(`${course}/gradebook/cells?_method=PUT`, {
    method: 'POST',
    body: new URLSearchParams({ block: JSON.stringify({ users, items, cells }), reason }),
    redirect: 'manual',
  }).catch(() => null)
  if (answer?.ok) return 'saved'
  if (!answer?.headers.get('Content-Type')?.startsWith('application/json')) return null
  return (await answer.json()) as Refused
}

const KEPT = 'grid'

/** The page says what was done and offers the way back; the hand goes on where it was. */
function reload(from: HTMLTableCellElement) {
  const row = (from.parentElement as HTMLTableRowElement).sectionRowIndex
  sessionStorage.setItem(KEPT, JSON.stringify([row, from.cellIndex]))
  document.querySelector('.paste-bar')?.remove()
  location.reload()
}

export function comeBack(box: HTMLElement) {
  const kept = sessionStorage.getItem(KEPT)
  sessionStorage.removeItem(KEPT)
  if (!kept) return
  const [row, place] = JSON.parse(kept) as [number, number]
  box.querySelector('tbody')?.rows[row]?.cells[place]?.querySelector<HTMLElement>('a.grade')?.focus()
}
