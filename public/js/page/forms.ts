/** A second click sends nothing: while a form is on its way its buttons are busy. */
document.addEventListener(
  'submit',
  (event) => {
    const form = event.target as HTMLFormElement
    if (form.dataset.sent !== undefined) {
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    if (event.defaultPrevented || form.method === 'get' || isLive(form)) return
    busy(form, true)
    form.dataset.sent = ''
    // What a script sends by itself comes back here; a file that is downloaded leaves the page, and its form, where they are.
    setTimeout(() => release(form), 4000)
    setTimeout(() => event.defaultPrevented && release(form))
  },
  true,
)

document.addEventListener('htmx:before:request', (event) => {
  const source = (event as CustomEvent<{ ctx: { sourceElement?: Element } }>).detail.ctx.sourceElement
  if (!(source instanceof HTMLFormElement) || source.method === 'get') return
  source.dataset.sent = ''
  busy(source, true)
})

document.addEventListener('htmx:finally:request', (event) => {
  const { sourceElement, response } = (
    event as CustomEvent<{ ctx: { sourceElement?: Element; response?: { status: number } } }>
  ).detail.ctx
  if (!(sourceElement instanceof HTMLFormElement)) return
  release(sourceElement)
  if (response && response.status < 400) showAnew(sourceElement)
})

/** A form that stays on the page after it was done makes a new thing next time, even of the same words. */
function showAnew(form: HTMLFormElement) {
  for (const name of ['action', 'hx-post']) {
    const place = form.getAttribute(name)
    if (place) form.setAttribute(name, place.replace(/([?&]once=)[^&]*/, `$1${crypto.randomUUID()}`))
  }
}

// The back button brings the page as it was left: sent, and busy.
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) {
    release(form)
  }
})

function release(form: HTMLFormElement) {
  delete form.dataset.sent
  busy(form, false)
}

const isLive = (form: Element) => form.hasAttribute('hx-post') || form.hasAttribute('hx-get')

/** Not `disabled`: that would drop the pressed button's own name and take the focus away. */
function busy(form: HTMLFormElement, on: boolean) {
  for (const button of form.querySelectorAll('button[type="submit"], button:not([type])')) {
    if (on) button.setAttribute('aria-busy', 'true')
    else button.removeAttribute('aria-busy')
  }
}

for (const button of document.querySelectorAll<HTMLElement>('[data-back]')) button.hidden = history.length < 2
document.addEventListener('click', (event) => {
  if ((event.target as Element).closest('[data-back]')) history.back()
})
