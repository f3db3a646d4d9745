/** Marks lie over each page of a PDF once it is drawn; a comment's number turns to its page. */
document.addEventListener('sheet', (event) => {
  const sheet = (event.target as Element).querySelector<HTMLElement>('[data-sheet]')
  if (sheet) lay(sheet)
})

document.addEventListener('htmx:after:swap', () => {
  for (const sheet of document.querySelectorAll<HTMLElement>('[data-document] [data-sheet]')) lay(sheet)
})

function lay(sheet: HTMLElement) {
  sheet.querySelector('.note-layer')?.remove()
  const file = sheet.closest('[data-annotated-file]')
  const layer = file?.querySelector<HTMLTemplateElement>(`template[data-layer="${sheet.dataset.sheet}"]`)
  if (layer) sheet.append(layer.content.cloneNode(true))
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-to-page]') : null
  const reader = link?.closest('[data-annotated-file]')?.querySelector<HTMLElement>('[data-document] [data-reader]')
  const field = reader?.querySelector<HTMLInputElement>('[data-number]')
  if (!link || !reader || reader.hidden || !field) return
  event.preventDefault()
  if (field.value !== link.dataset.toPage) {
    field.value = link.dataset.toPage ?? '1'
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }
  reader.scrollIntoView({ block: 'nearest' })
  reader.querySelector<HTMLElement>('[data-stage]')?.focus({ preventScroll: true })
})

export {}
