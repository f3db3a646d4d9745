const TYPING_EVERY = 2_500

/** The field in which one writes: Enter sends where there is a keyboard, and the page stays. */
export function onWrite(form: HTMLFormElement, { send, typing }: { send: (text: string) => void; typing: () => void }) {
  const field = form.querySelector('textarea')!
  let told = 0
  form.addEventListener(
    'submit',
    (event) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      const text = field.value.trim()
      if (!text) return field.focus()
      field.value = ''
      field.dispatchEvent(new Event('input'))
      field.focus()
      send(text)
    },
    true,
  )
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.defaultPrevented) return
    if (matchMedia('(pointer: coarse)').matches && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    form.requestSubmit()
  })
  field.addEventListener('input', () => {
    if (!field.value || Date.now() - told < TYPING_EVERY) return
    told = Date.now()
    typing()
  })
}

/** As high as what is written, within reason. */
export function grow(field: HTMLTextAreaElement) {
  const size = () => {
    field.rows = Math.min(8, Math.max(1, field.value.split('\n').length))
  }
  field.addEventListener('input', size)
  size()
}
