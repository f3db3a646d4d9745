/** A kept comment comes into the words at once; Control (or Command) and Enter sends them. */
document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLSelectElement) || !target.matches('[data-note-kept]') || !target.value) return
  const words = target.closest('form')?.querySelector<HTMLTextAreaElement>('[data-note-words]')
  if (!words) return
  const said = target.selectedOptions[0]?.dataset.text ?? ''
  words.value = [words.value.trimEnd(), said].filter(Boolean).join('\n')
  target.value = ''
  words.focus()
})

document.addEventListener('keydown', (event) => {
  const form = (event.target as Element).closest<HTMLFormElement>('form[data-note-form]')
  if (!form || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  form.requestSubmit()
})

/** A mark and what is said at it light up together. */
function light(event: Event) {
  const at = event.target instanceof Element ? event.target : null
  const marks = at?.closest<HTMLElement>('[data-notes]')?.dataset.notes?.split(' ')
  const note = at?.closest<HTMLElement>('[data-note]')?.dataset.note
  const ids = marks ?? (note ? [note] : [])
  for (const one of document.querySelectorAll<HTMLElement>('[data-notes], [data-note]')) {
    const own = one.dataset.notes?.split(' ') ?? [one.dataset.note ?? '']
    one.classList.toggle(
      'current',
      own.some((id) => ids.includes(id)),
    )
  }
}
document.addEventListener('pointerover', light)
document.addEventListener('focusin', light)

/** A file that has gone up is attached at once, and a recording as well. */
document.addEventListener('uploaded', (event) => {
  const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>('form[data-feedback]') : null
  if (!form) return
  event.preventDefault()
  if (!form.querySelector('.upload:not([data-state="refused"])')) form.requestSubmit()
})

export {}
