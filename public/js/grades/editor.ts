import { say, word } from '../page/status'
import { toast } from '../page/toast'

export type Way = 'stay' | 'down' | 'up' | 'next' | 'previous'

type Asked = {
  /** What was typed to open it; it replaces what stood there. */
  typed?: string | undefined
  /** The mark itself, which asks for a reason only once it has been seen. */
  isByHand: boolean
  go: (way: Way) => void
}

/** A field in place of the grade, and one for the reason where it needs one. Saved when one leaves it; Escape leaves all as it was. */
export function open(box: HTMLElement, cell: HTMLTableCellElement, { typed, isByHand, go }: Asked) {
  const link = cell.querySelector<HTMLAnchorElement>('a.grade')
  if (!link) return cell.querySelector<HTMLElement>('.grade-editor input')?.focus()
  const words = box.dataset
  const asks = !isByHand || link.dataset.state === 'graded' || link.dataset.state === 'dropped'
  const before = link.dataset.points ?? ''
  /** What stands there for all that we know. */
  let was = before
  const editor = document.createElement('div')
  editor.className = 'grade-editor'
  const points = field('points', `${words.points}: ${cell.dataset.head}, ${nameOf(cell)}`, typed ?? before)
  points.inputMode = 'decimal'
  points.maxLength = 12
  const reason = field('reason', words.why ?? '', '')
  reason.maxLength = 500
  reason.placeholder = words.why ?? ''
  reason.hidden = !asks
  const note = document.createElement('p')
  note.className = 'small'
  const more = document.createElement('a')
  more.href = link.href
  more.className = 'small'
  more.textContent = words.made ?? ''
  editor.append(points, reason, note, more)
  link.hidden = true
  cell.append(editor)
  points.focus()
  if (typed === undefined) points.select()

  let isDone = false
  const close = () => {
    isDone = true
    editor.remove()
    link.hidden = false
  }
  const tell = (state: 'saving' | 'refused', sentence: string) => {
    editor.dataset.state = state
    note.textContent = sentence
    if (state === 'refused') say(sentence)
  }
  /** Whether it is finished with: nothing had changed, or it is kept. */
  async function save(): Promise<boolean> {
    if (isDone) return true
    if (points.value.trim() === before && !reason.value.trim()) {
      close()
      return true
    }
    if (editor.dataset.state === 'saving') return false
    if (!reason.hidden && !reason.value.trim()) {
      tell('refused', words.whyNeeded ?? '')
      reason.focus()
      return false
    }
    tell('saving', words.saving ?? '')
    const answer = await put(link!.href, { points: points.value, reason: reason.value, was })
    if (answer.row) {
      isDone = true
      settle(cell.parentElement as HTMLTableRowElement, answer.row, cell)
      offerUndo(words, answer.undo)
      return true
    }
    if (answer.now !== undefined) was = answer.now
    reason.hidden = false
    tell('refused', answer.problem || (words.lost ?? ''))
    if (!editor.contains(document.activeElement) && document.activeElement === document.body) points.focus()
    return false
  }
  editor.addEventListener('keydown', async (event) => {
    const way = wayOf(event, event.target === points, reason)
    if (event.key === 'Escape') {
      event.preventDefault()
      close()
      link.focus()
    } else if (way) {
      event.preventDefault()
      const isUnchanged = points.value.trim() === before
      if (event.target === points && !reason.hidden && !isUnchanged && !reason.value.trim()) return reason.focus()
      if (await save()) go(way)
    }
  })
  editor.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && editor.contains(relatedTarget))) void save()
  })
}

function wayOf({ key, shiftKey }: KeyboardEvent, isInPoints: boolean, reason: HTMLInputElement): Way | null {
  if (key === 'Enter') return shiftKey ? 'up' : 'down'
  if (key === 'ArrowDown' && isInPoints) return 'down'
  if (key === 'ArrowUp' && isInPoints) return 'up'
  if (key === 'Tab' && shiftKey && isInPoints) return 'previous'
  if (key === 'Tab' && !shiftKey && (!isInPoints || reason.hidden)) return 'next'
  return null
}

/** A row as the server tells it now, cell by cell: what is being typed in another one stays. */
export function settle(row: HTMLTableRowElement, html: string, saved: HTMLTableCellElement) {
  const made = document.createElement('template')
  made.innerHTML = html
  const fresh = made.content.querySelector('tr')
  if (!fresh) return
  for (const [place, cell] of [...row.cells].entries()) {
    const told = fresh.cells[place]
    if (!told || (cell !== saved && cell.querySelector('.grade-editor'))) continue
    if (cell.innerHTML === told.innerHTML) continue
    const hadFocus = cell.contains(document.activeElement)
    cell.innerHTML = told.innerHTML
    cell.classList.add('changed')
    if (hadFocus) cell.querySelector<HTMLElement>('a')?.focus()
  }
}

/** The address of a grade's page is that of its change with other words: `/learners/<id>/grades#grade-<item>`. */
async function put(page: string, given: Record<'points' | 'reason' | 'was', string>): Promise<Answer> {
  const url = new URL(page)
  const item = url.hash.replace('#grade-', '')
  const path = url.pathname.replace(/\/grades$/, `/items/${item}/grade?_method=PUT`)
  const answer = await fetch(path, {
    method: 'POST',
    body: new URLSearchParams(given),
    headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' },
    redirect: 'manual',
  }).catch(() => null)
  if (!answer || answer.type === 'opaqueredirect') return {}
  const text = await answer.text()
  if (answer.ok) return { row: text, undo: answer.headers.get('Undo') }
  if (!answer.headers.get('Content-Type')?.startsWith('text/plain')) return {}
  return { problem: text, now: answer.headers.get('Stands') ?? undefined }
}

/** `now`: what somebody else has put there; sent again, ours replaces it. */
type Answer = { row?: string; undo?: string | null; problem?: string; now?: string | undefined }

let lastUndo: string | null = null

/** Says that it is saved, and takes it back from there, or with Ctrl+Z in the grid. */
function offerUndo(words: DOMStringMap, undo: string | null | undefined) {
  lastUndo = undo ?? null
  say(words.saved ?? '')
  document.querySelector('#toasts [data-grade]')?.remove()
  if (!undo) return
  toast(words.saved ?? '', word('close'), { label: words.undo ?? '', run: takeBack })
  document.querySelector<HTMLElement>('#toasts > :last-child')!.dataset.grade = ''
}

/** By a plain form: the page comes back as it is then, and says so. False where there is nothing to take back. */
export function takeBack(): boolean {
  if (!lastUndo) return false
  const url = new URL(lastUndo, location.href)
  url.searchParams.set('back', location.pathname + location.search)
  const form = document.createElement('form')
  form.method = 'post'
  form.action = url.href
  lastUndo = null
  document.body.append(form)
  form.submit()
  return true
}

function field(name: string, label: string, value: string): HTMLInputElement {
  const input = document.createElement('input')
  input.className = 'input'
  input.name = name
  input.value = value
  input.autocomplete = 'off'
  input.setAttribute('aria-label', label)
  return input
}

const nameOf = (cell: HTMLTableCellElement) =>
  (cell.parentElement as HTMLTableRowElement).cells[0]?.textContent?.trim() ?? ''
