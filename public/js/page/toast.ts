/** Toasts stay for 20 seconds, and as long as hand or focus is on them (WCAG 2.2, 2.2.1: the undo is in the bin too). */
const stay = 20_000
const box = document.getElementById('toasts')

document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest('[data-dismiss]')
  if (button) leave(button.closest('[data-toast]'))
})

if (box) {
  new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) {
      if (node instanceof HTMLElement && node.matches('[data-toast]')) expire(node)
    }
  }).observe(box, { childList: true })
}

/** A toast made here, not by the server: words that the layout brought along. */
export function toast(sentence: string, close: string, act?: { label: string; run: () => void }) {
  if (!box) return
  const element = document.createElement('div')
  element.className = 'toast'
  element.dataset.toast = ''
  const text = document.createElement('p')
  text.textContent = sentence
  element.append(text)
  if (act) element.append(button(act.label, () => [act.run(), element.remove()]))
  element.append(button(close, () => leave(element)))
  box.append(element)
}

function button(label: string, run: () => void) {
  const element = document.createElement('button')
  element.type = 'button'
  element.textContent = label
  element.addEventListener('click', run)
  return element
}

function expire(toast: HTMLElement) {
  setTimeout(() => (toast.matches(':hover, :focus-within') ? expire(toast) : leave(toast)), stay)
}

/** Focus must not fall to the body when the toast that has it goes. */
function leave(toast: Element | null) {
  if (toast?.contains(document.activeElement))
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true })
  toast?.remove()
}
