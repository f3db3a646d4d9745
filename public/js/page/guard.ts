/** Forms with `data-guard` ask the browser to hold on when one leaves with words that are not saved. */
const changed = new Set<HTMLFormElement>()

document.addEventListener('input', (event) => {
  const form = (event.target as Element).closest<HTMLFormElement>('form[data-guard]')
  if (form) changed.add(form)
})

document.addEventListener('submit', (event) => changed.delete(event.target as HTMLFormElement))

window.addEventListener('beforeunload', (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault()
})
