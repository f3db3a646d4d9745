/** A button that prints the page; without JavaScript it is not there. */
for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) button.hidden = false
document.addEventListener('click', (event) => {
  if ((event.target as Element).closest('[data-print]')) print()
})
