/** Menus are <details>: here they close on Escape and outside, and arrow keys walk through them. */
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('[data-menu][open]')) {
    if (!menu.contains(event.target as Node)) menu.open = false
  }
})

document.addEventListener('focusout', (event) => {
  const menu = (event.target as Element).closest<HTMLDetailsElement>('[data-menu][open]')
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget as Node)) menu.open = false
})

document.addEventListener('keydown', (event) => {
  const menu = (event.target as Element).closest<HTMLDetailsElement>('[data-menu]')
  if (!menu) return
  if (event.key === 'Escape' && menu.open) {
    menu.open = false
    menu.querySelector('summary')?.focus()
    return
  }
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  event.preventDefault()
  menu.open = true
  const items = [...menu.querySelectorAll<HTMLElement>('.menu-list :is(a, button, select)')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const step = event.key === 'ArrowDown' ? 1 : -1
  const next = at < 0 && step < 0 ? items.length - 1 : (at + step + items.length) % items.length
  items[next]?.focus()
})
