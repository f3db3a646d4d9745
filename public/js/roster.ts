import { connect } from './live/line'

/**
 * An open roster: a learner's line that changes is swapped in by itself. What was missed while the line was down, and what
 * one line cannot say (somebody new, the figures), is read from the page itself.
 */
const sign = document.querySelector<HTMLElement>('[data-roster]')

type News = { id: string; html: string | null }

let timer: ReturnType<typeof setTimeout> | undefined

function hear({ id, html }: News) {
  const row = document.getElementById(id)
  if (!row || html === null) return refresh(800)
  const made = document.createElement('template')
  made.innerHTML = html
  const fresh = made.content.firstElementChild as HTMLElement
  const hadFocus = row.contains(document.activeElement)
  row.replaceWith(fresh)
  fresh.classList.add('changed')
  if (hadFocus) fresh.querySelector('a')?.focus()
  document.dispatchEvent(new CustomEvent('line:arrived'))
  refresh(6_000)
}

/** Reads the page again after a while, once for all that happens until then. */
function refresh(wait: number) {
  if (timer !== undefined && wait > 0) return
  clearTimeout(timer)
  timer = setTimeout(read, wait * (0.8 + 0.4 * Math.random()))
}

async function read() {
  timer = undefined
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null)
  if (!answer?.ok || answer.redirected) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const id of ['roster-figures', 'roster']) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)]
    if (!old || !fresh || old.innerHTML === fresh.innerHTML) continue
    const focused = old.contains(document.activeElement) ? document.activeElement?.closest('tr')?.id : undefined
    old.replaceWith(fresh)
    if (focused) document.getElementById(focused)?.querySelector('a')?.focus()
  }
}

if (sign)
  connect<News>(sign.dataset.roster!, {
    opened(again) {
      sign.hidden = false
      if (again) refresh(0)
    },
    heard: hear,
    lost() {
      sign.hidden = true
    },
    shut: () => location.reload(),
  })
