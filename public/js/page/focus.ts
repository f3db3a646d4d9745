/**
 * After a swap the focus stays where the hand was, or goes to what the answer marks with `data-focus` (a summary of
 * errors, a new heading), never to the body; and one line says what happened.
 */
import { say } from './status'

type Context = { sourceElement?: Element; target?: Element | string }

let held: { id: string; label: string | null; form: string | null } | null = null

document.addEventListener('htmx:before:swap', () => {
  const active = document.activeElement
  held = active instanceof HTMLElement && active !== document.body ? traceOf(active) : null
})

document.addEventListener('htmx:after:swap', (event) => {
  const { ctx } = (event as CustomEvent<{ ctx: Context }>).detail
  const target = ctx.target instanceof Element && ctx.target.isConnected ? ctx.target : document
  const marked = fresh('[data-focus]')
  if (marked) focus(marked)
  else if (isLost(document.activeElement)) focus(inSight(findHeld()) ?? headingOf(target))
  const said = fresh('[data-status]')
  if (said) say(said.dataset.status ?? '')
})

// A door may also say it in a header: HX-Trigger: {"status": {"value": "Saved"}}
document.addEventListener('status', (event) => {
  const detail = (event as CustomEvent<{ value?: string } | string>).detail
  say(typeof detail === 'string' ? detail : (detail?.value ?? ''))
})

const said = fresh('[data-status]')
if (said) say(said.dataset.status ?? '')
fresh('[data-focus]')?.focus()

/** The first element that matches and was not handled in an earlier swap. */
function fresh(selector: string) {
  for (const element of document.querySelectorAll<HTMLElement>(selector)) {
    const key = selector === '[data-focus]' ? 'focused' : 'said'
    if (element.dataset[key] !== undefined) continue
    element.dataset[key] = ''
    return element
  }
  return null
}

const traceOf = (element: HTMLElement) => ({
  id: element.id,
  label: element.getAttribute('name') ?? element.getAttribute('aria-label') ?? element.textContent?.trim() ?? null,
  form: placeOf(element.closest('form')),
})

/** Where a form goes, whichever showing of it this is. */
const placeOf = (form: HTMLFormElement | null) => form?.getAttribute('action')?.replace(/[?&]once=[^&]*/, '') ?? null

/** The trigger was replaced by its own new version: same id, or same name in the same form. */
function findHeld() {
  if (!held) return null
  if (held.id) return document.getElementById(held.id)
  const scope = held.form ? [...document.forms].find((form) => placeOf(form) === held?.form) : document
  const elements = scope?.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary') ?? []
  return [...elements].find((element) => traceOf(element).label === held?.label) ?? null
}

/** Also in a menu that the swap has closed: the browser takes the focus from there a moment later. */
const isLost = (active: Element | null) => !active || active === document.body || !active.checkVisibility()

/** For what a closed menu hides, the button that opens it. */
const inSight = (element: HTMLElement | null) =>
  !element || element.checkVisibility() ? element : (element.closest('details')?.querySelector('summary') ?? null)

const headingOf = (target: Element | Document) =>
  target.querySelector<HTMLElement>('h1, h2, h3') ?? document.querySelector<HTMLElement>('main')

function focus(element: HTMLElement | null) {
  if (!element) return
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1
  element.focus({ preventScroll: !element.hasAttribute('data-focus') })
}
