/** Lost connections: what was typed stays, one calm sentence, one button that tries again. */
import { say, word } from './status'
import { toast } from './toast'

type Failure = { ctx?: { sourceElement?: Element; response?: unknown } }

document.addEventListener('htmx:error', (event) => {
  const { ctx } = (event as CustomEvent<Failure>).detail
  if (!ctx || ctx.response) return
  const source = ctx.sourceElement
  clear()
  say(word('lost'))
  toast(word('lost'), word('close'), { label: word('again'), run: () => again(source) })
})

window.addEventListener('offline', () => {
  clear()
  say(word('offline'))
  toast(word('offline'), word('close'))
})

window.addEventListener('online', clear)

function again(source: Element | undefined) {
  if (source instanceof HTMLFormElement) source.requestSubmit()
  else if (
    source instanceof HTMLInputElement ||
    source instanceof HTMLSelectElement ||
    source instanceof HTMLTextAreaElement
  )
    source.dispatchEvent(new Event('change', { bubbles: true }))
  else if (source instanceof HTMLElement) source.click()
}

function clear() {
  for (const old of document.querySelectorAll('#toasts > [data-toast]:not([data-status])')) old.remove()
}
