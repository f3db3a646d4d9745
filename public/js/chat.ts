/** A chat room that is open: messages come by themselves, in their order, each once; what one writes is kept until it has arrived. */
import { grow, onWrite } from './chat/composer'
import { place, scrollDown, seen } from './chat/log'
import { names } from './chat/names'
import { outbox } from './chat/outbox'
import type { News } from './chat/shapes'
import { connect } from './live/line'

const list = document.querySelector<HTMLElement>('#messages[data-room]')

type Changes = { at: number; more: boolean; messages: News[] }
type Said = Partial<News> & { typing?: string; here?: number }

function open(list: HTMLElement) {
  const here = document.getElementById('here')!
  const typing = document.getElementById('typing')
  let at = Number(list.dataset.at)
  const ahead = new Set<number>()
  let asking: Promise<void> | null = null
  let asked: ReturnType<typeof setTimeout> | undefined
  let typed: ReturnType<typeof setTimeout> | undefined

  /** Shows it, and remembers up to which number nothing is missing. */
  function hear(news: News) {
    if (news.seq <= at || ahead.has(news.seq)) return
    ahead.add(news.seq)
    place(list, news)
    while (ahead.delete(at + 1)) at += 1
    // The one before may be on its way; if it does not come, it is asked for.
    if (ahead.size) later(700)
  }

  function later(wait: number) {
    if (asked !== undefined) return
    asked = setTimeout(
      () => {
        asked = undefined
        if (ahead.size || wait === 0) catchUp()
      },
      wait * (0.7 + 0.6 * Math.random()),
    )
  }

  function catchUp(): Promise<void> {
    asking ??= ask().finally(() => {
      asking = null
    })
    return asking
  }

  async function ask() {
    for (let more = true; more; ) {
      const answer = await fetch(`${list.dataset.changes}?since=${at}`).catch(() => null)
      if (!answer?.ok || answer.redirected) return
      const changes = (await answer.json()) as Changes
      for (const news of changes.messages) if (!ahead.has(news.seq)) place(list, news)
      at = Math.max(at, changes.at)
      for (const seq of ahead) if (seq <= at) ahead.delete(seq)
      while (ahead.delete(at + 1)) at += 1
      more = changes.more
    }
  }

  const line = connect<Said>(list.dataset.room!, {
    opened() {
      catchUp().then(() => box.flush())
    },
    heard(said) {
      if (said.typing !== undefined) return showTyping(said.typing)
      if (said.here !== undefined) return showHere(said.here)
      if (typing) typing.textContent = ''
      hear(said as News)
    },
    lost() {
      here.hidden = true
    },
    shut: () => location.reload(),
    at: () => at,
    behind: () => later(0),
  })

  const box = outbox(list, hear)

  function showTyping(name: string) {
    if (!typing) return
    typing.textContent = list.dataset.typing!.replace('{name}', name)
    clearTimeout(typed)
    typed = setTimeout(() => {
      typing.textContent = ''
    }, 4_000)
  }

  function showHere(n: number) {
    here.hidden = n < 2
    here.textContent = list.dataset.here!.replace('{n}', String(n))
  }

  const form = document.querySelector<HTMLFormElement>('[data-composer]')
  if (form) {
    onWrite(form, { send: box.add, typing: () => line.say({ typing: true }) })
    names(form.querySelector('textarea')!, list.dataset.names!)
    grow(form.querySelector('textarea')!)
  }
  for (const own of list.querySelectorAll<HTMLElement>('[data-by]'))
    own.classList.toggle('own', own.dataset.by === list.dataset.me)
  document.getElementById('react')?.addEventListener('submit', (event) => {
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null
    if (!button?.closest('#messages')) return
    event.preventDefault()
    // each time is a time of its own
    const action = (event.target as HTMLFormElement).action.replace(/([?&]once=)[^&]*/, `$1${crypto.randomUUID()}`)
    box.post(action, new URLSearchParams({ react: button.value }))
  })
  scrollDown()
  seen(list)
}

if (list) open(list)
