import { connect } from './live/line'
import { htmx } from './page/htmx'

/**
 * An open forum or thread: what others write, change and remove appears by itself, in its place, without moving what one reads or
 * taking the focus; what was missed while the line was down is asked for by number.
 */
type Heard = {
  at?: number
  here?: number
  thread?: string
  row?: { id: string; html: string }
  reply?: { id: string; path: string; html: string }
  isLocked?: boolean
  isGone?: boolean
}

const place = document.querySelector<HTMLElement>('[data-forum]')
const pill = place?.querySelector<HTMLAnchorElement>('[data-news]') ?? null
const here = document.querySelector<HTMLElement>('[data-here]')
/** What came below or above what is in sight, and was not looked at yet. */
const unseen = new Set<Element>()
let last = Number(place?.dataset.at ?? 0)
let asking: Promise<void> | null = null

function hear(news: Heard) {
  if (news.here !== undefined) return sayWhoIsHere(news.here)
  if (news.at === undefined) return
  if (news.at > last + 1) return void catchUp()
  last = Math.max(last, news.at)
  if (news.row || (news.isGone && !place!.dataset.since)) showRow(news)
  else if (news.thread) {
    if (news.isGone) say(place!.dataset.gone)
    else if (news.reply) showReply(news.reply.html)
    if (news.isLocked && place!.dataset.locked) {
      say(place!.dataset.locked)
      delete place!.dataset.locked
    }
  }
}

/** Everything since the last number that was heard, once; a forum's page, or one that missed too much, is read anew where one wants it. */
function catchUp(): Promise<void> {
  asking ??= ask().finally(() => {
    asking = null
  })
  return asking
}

async function ask() {
  const since = place!.dataset.since
  if (!since) return say(pill?.dataset.many)
  const answer = await fetch(`${since}?n=${last}`).catch(() => null)
  if (!answer?.ok) return
  if (answer.status === 205) return say(pill?.dataset.many?.replace('#', '100+'))
  const box = document.createElement('template')
  box.innerHTML = await answer.text()
  for (const card of box.content.querySelectorAll<HTMLElement>('article')) showReply(card)
  last = Math.max(last, Number(answer.headers.get('X-At') ?? 0))
}

const made = (html: string) => {
  const box = document.createElement('template')
  box.innerHTML = html
  return box.content.firstElementChild as HTMLElement
}

function showReply(given: string | HTMLElement) {
  const fresh = typeof given === 'string' ? made(given) : given
  const old = document.getElementById(fresh.id)
  if (old) {
    if (Number(old.dataset.seq) < Number(fresh.dataset.seq)) refresh(old, fresh)
    return
  }
  const list = place!.querySelector<HTMLElement>('[data-replies]')!
  const path = fresh.dataset.path!
  const isBeyond = 'more' in place!.dataset && path > (place!.dataset.through ?? '')
  if (!path || isBeyond) return
  const after = [...list.children].find((one) => (one as HTMLElement).dataset.path! > path)
  list.insertBefore(fresh, after ?? null)
  fresh.classList.add('arrived')
  unseen.add(fresh)
  inSight.observe(fresh)
  count()
  arrived(fresh)
  readLater()
}

/** The parts that others change; what only this reader is shown stays. */
function refresh(old: HTMLElement, fresh: HTMLElement) {
  const own = new Set([...old.querySelectorAll<HTMLButtonElement>('.reaction.on')].map(({ value }) => value))
  const isRemoved = !fresh.querySelector('.reply-foot')
  for (const part of old.querySelectorAll<HTMLElement>('[data-live]')) {
    const other = fresh.querySelector(`[data-live="${part.dataset.live}"]`)
    if (!other || part.contains(document.activeElement) || part.innerHTML === other.innerHTML) continue
    part.replaceWith(other)
  }
  if (isRemoved) old.querySelector('.reply-foot')?.remove()
  for (const button of old.querySelectorAll<HTMLButtonElement>('button.reaction')) {
    if (!own.has(button.value)) continue
    button.classList.add('on')
    button.ariaPressed = 'true'
    button.name = 'off'
  }
  old.classList.toggle('accepted', fresh.classList.contains('accepted'))
  old.dataset.seq = fresh.dataset.seq
  arrived(old)
}

/** The row of a thread moves up, with how much in it is new. */
function showRow({ row, thread, isGone }: Heard) {
  const old = document.getElementById(`thread-${row?.id ?? thread}`)
  if (isGone) return old?.remove()
  const list = place!.querySelector('ul[data-threads]')
  const isNew = !old
  if (!row || !list || (isNew && !('first' in place!.dataset))) return say(pill?.dataset.many)
  const fresh = made(row.html)
  if (old && Number(old.dataset.seq) >= Number(fresh.dataset.seq)) return
  const before = old?.querySelector<HTMLElement>('[data-unread]')
  const badge = fresh.querySelector<HTMLElement>('[data-unread]')!
  const n = Number(before?.dataset.unread ?? 0) + 1
  badge.dataset.unread = String(n)
  const tag = document.createElement('span')
  tag.className = 'tag brand'
  tag.textContent = (place!.dataset.unreadWords ?? '').replace('#', n > 99 ? '99+' : String(n))
  badge.append(tag)
  fresh.classList.add('new')
  const hadFocus = old?.contains(document.activeElement)
  old?.replaceWith(fresh)
  if (isNew) list.prepend(fresh)
  if (hadFocus) fresh.querySelector('a')?.focus({ preventScroll: true })
  arrived(fresh)
}

/** Its times are said in this reader's zone, its forms answered in place. */
function arrived(fresh: HTMLElement) {
  htmx.process(fresh)
  document.dispatchEvent(new CustomEvent('line:arrived'))
}

const inSight = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries)
    if (isIntersecting) {
      unseen.delete(target)
      inSight.unobserve(target)
    }
  count()
})

/** "3 new replies", where they are not in sight; it leads to the first of them. */
function count() {
  if (!pill?.dataset.one) return
  const out = [...unseen].filter((one) => {
    const { top, bottom } = one.getBoundingClientRect()
    return bottom < 0 || top > innerHeight
  })
  pill.hidden = out.length === 0
  if (!out[0]) return
  pill.href = `#${out[0].id}`
  pill.textContent = out.length === 1 ? pill.dataset.one : (pill.dataset.many ?? '').replace('#', String(out.length))
}

function say(words: string | undefined) {
  if (!pill || !words) return
  pill.hidden = false
  pill.textContent = words
}

function sayWhoIsHere(n: number) {
  if (!here) return
  here.hidden = n < 2
  here.textContent = (here.dataset.here ?? '').replace('#', String(n))
}

let reading: ReturnType<typeof setTimeout> | undefined

/** What is shown for a while, with the page looked at, is read. */
function readLater() {
  const to = place!.dataset.reading
  if (!to || reading !== undefined) return
  reading = setTimeout(() => {
    reading = undefined
    if (document.hidden) return document.addEventListener('visibilitychange', readLater, { once: true })
    const said = new URLSearchParams({ at: String(last), through: place!.dataset.through ?? '' })
    void fetch(to, { method: 'POST', body: said }).catch(() => {})
  }, 1_500)
}

if (place) {
  readLater()
  if (place.dataset.view) void fetch(place.dataset.view, { method: 'POST' }).catch(() => {})
  connect<Heard>(place.dataset.forum!, {
    opened: (again) => again && void catchUp(),
    heard: hear,
    at: () => last,
    behind: () => void catchUp(),
    shut: () => say(pill?.dataset.many?.includes('#') ? undefined : pill?.dataset.many),
  })
}
