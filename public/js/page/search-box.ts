/**
 * The search field as a combobox with a list (WAI-ARIA APG 1.2, "Editable combobox with list autocomplete"): htmx brings
 * the choices, the focus stays in the field, the arrows point at one.
 */
export {}

const form = document.querySelector<HTMLFormElement>('[data-search-box]')
const field = form?.querySelector('input')
const found = document.getElementById('found')

if (form && field && found) {
  field.setAttribute('role', 'combobox')
  field.setAttribute('aria-autocomplete', 'list')
  close()

  const choices = () => [...found.querySelectorAll<HTMLElement>('[role="option"]')]
  const pointed = () => found.querySelector<HTMLElement>('[aria-selected="true"]')

  document.addEventListener('htmx:after:swap', (event) => {
    if ((event as CustomEvent<{ ctx: { sourceElement?: Element } }>).detail.ctx.sourceElement !== field) return
    if (document.activeElement !== field || !field.value.trim() || !found.childElementCount) return close()
    found.hidden = false
    field.removeAttribute('aria-activedescendant')
    field.setAttribute('aria-expanded', String(choices().length > 0))
    if (choices().length > 0) field.setAttribute('aria-controls', 'choices')
  })

  field.addEventListener('input', () => {
    if (!field.value.trim()) close()
  })

  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    if (event.key === 'Escape') {
      if (found.hidden) field.value = ''
      close()
    } else if (event.key === 'Enter') {
      const choice = pointed()
      if (!choice) return
      choice.click()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (found.hidden) field.dispatchEvent(new Event('look'))
      else step(event.key === 'ArrowDown' ? 1 : -1)
    } else return
    event.preventDefault()
  })

  // A press on a choice must not take the focus, which would close the list before the click.
  found.addEventListener('mousedown', (event) => event.preventDefault())
  form.addEventListener('focusout', (event) => {
    if (!form.contains(event.relatedTarget as Node)) close()
  })
  window.addEventListener('pageshow', close)

  /** From the field to the first, from the last to the field. */
  function step(by: number) {
    const all = choices()
    const places = all.length + 1
    const at = (all.indexOf(pointed()!) + 1 + by + places) % places
    for (const choice of all) choice.setAttribute('aria-selected', 'false')
    const next = all[at - 1]
    next?.setAttribute('aria-selected', 'true')
    next?.scrollIntoView({ block: 'nearest' })
    if (next) field!.setAttribute('aria-activedescendant', next.id)
    else field!.removeAttribute('aria-activedescendant')
  }
}

function close() {
  found!.hidden = true
  found!.replaceChildren()
  field!.setAttribute('aria-expanded', 'false')
  field!.removeAttribute('aria-controls')
  field!.removeAttribute('aria-activedescendant')
}
