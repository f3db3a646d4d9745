/**
 * A name with `data-card` opens the person's card beside it. Without JavaScript, with a modifier key, and where the card
 * cannot be had, it is the plain link that it says it is.
 */
import { htmx } from './htmx'

const card = document.getElementById('card')

document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-card]')
  if (!link || !card || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  open(link, card)
})

async function open(link: HTMLAnchorElement, card: HTMLElement) {
  card.hidePopover()
  card.replaceChildren()
  await htmx.ajax('GET', link.href, { source: link, target: card, swap: 'innerHTML' })
  if (!card.querySelector('.person-card')) return location.assign(link.href)
  card.showPopover({ source: link })
  card.focus()
}
