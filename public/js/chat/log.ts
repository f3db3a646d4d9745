import type { News } from './shapes'

const log = document.querySelector<HTMLElement>('.chat-log')
const NEAR = 80

/** Puts a message where it belongs, or in the place of what it was; whoever reads above stays where they are. */
export function place(list: HTMLElement, { id, html }: News) {
  const made = document.createElement('template')
  made.innerHTML = html
  const fresh = made.content.firstElementChild as HTMLElement
  const isOwn = fresh.dataset.by === list.dataset.me
  fresh.classList.toggle('own', isOwn)
  const old = document.getElementById(`m-${id}`)
  if (old?.dataset.seq) {
    // What was there is not news: it is not read aloud again.
    const hadFocus = old.contains(document.activeElement)
    old.innerHTML = fresh.innerHTML
    if (hadFocus) old.querySelector<HTMLElement>('a')?.focus()
  } else {
    old?.remove()
    const isDown = isAtEnd()
    const seq = Number(fresh.dataset.seq)
    const next = [...list.children].reverse().find((one) => Number((one as HTMLElement).dataset.seq) < seq)
    if (next) next.after(fresh)
    else list.prepend(fresh)
    document.querySelector('.chat-empty')?.remove()
    if (isDown || isOwn) scrollDown()
    else if (!isOwn) below(list)
  }
  document.dispatchEvent(new CustomEvent('line:arrived'))
  if (!isOwn && isAtEnd()) tellSeen(list)
}

const isAtEnd = () => !log || Math.abs(log.scrollTop) < NEAR

/** The log runs from below: its end is where it begins to scroll. */
export function scrollDown() {
  log?.scrollTo({ top: 0 })
}

let pill: HTMLButtonElement | undefined
let missed = 0

/** Somebody reads above: one button says how much has come, and goes there. */
function below(list: HTMLElement) {
  missed += 1
  if (!pill) {
    pill = document.createElement('button')
    pill.type = 'button'
    pill.className = 'btn small chat-below'
    pill.addEventListener('click', scrollDown)
    log?.after(pill)
  }
  pill.hidden = false
  pill.textContent = `${list.dataset.below} (${missed})`
}

let told = 0
let waiting: ReturnType<typeof setTimeout> | undefined

/** What stands at the end of an open, visible room has been read. */
export function seen(list: HTMLElement) {
  told = Number(list.dataset.read)
  log?.addEventListener('scroll', () => {
    if (!isAtEnd()) return
    missed = 0
    if (pill) pill.hidden = true
    tellSeen(list)
  })
  document.addEventListener('visibilitychange', () => tellSeen(list))
  tellSeen(list)
}

function tellSeen(list: HTMLElement) {
  clearTimeout(waiting)
  waiting = setTimeout(() => {
    if (document.hidden || !isAtEnd()) return
    const last = Math.max(0, ...[...list.children].map((one) => Number((one as HTMLElement).dataset.seq) || 0))
    if (last <= told) return
    told = last
    fetch(list.dataset.reading!, {
      method: 'POST',
      headers: { 'HX-Request-Type': 'partial' },
      body: new URLSearchParams({ seq: String(last) }),
    }).catch(() => {
      told = 0
    })
  }, 600)
}
