/** `/` goes to the search field, unless one is writing. */
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
  const target = event.target as HTMLElement
  if (target.isContentEditable || target.matches('input, textarea, select')) return
  const field = document.querySelector<HTMLInputElement>('input[data-search]')
  if (!field?.checkVisibility()) return
  event.preventDefault()
  field.focus()
  field.select()
})
