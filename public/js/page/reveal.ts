/** A button beside a password that shows what is typed; without JavaScript it is not there. */
for (const button of document.querySelectorAll<HTMLElement>('[data-reveal]')) button.hidden = false

document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest('[data-reveal]')
  const field = button?.previousElementSibling
  if (!(field instanceof HTMLInputElement)) return
  const shows = field.type === 'password'
  field.type = shows ? 'text' : 'password'
  button?.setAttribute('aria-pressed', String(shows))
})

// Browsers keep what was typed into a field of text, and offer it again.
document.addEventListener('submit', ({ target }) => {
  for (const button of (target as Element).querySelectorAll('[data-reveal][aria-pressed="true"]'))
    (button as HTMLElement).click()
})
