type Reader = { openReader: (block: HTMLElement) => Promise<void> }

/** PDFs open in the page when one comes to them; who saves data presses first. Nothing is fetched before. */
const nearby = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) open(target as HTMLElement)
  },
  { rootMargin: '200px 0px' },
)
const savesData = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true

async function open(block: HTMLElement) {
  nearby.unobserve(block)
  const button = block.querySelector<HTMLElement>('[data-offer]')
  if (button) button.hidden = true
  try {
    const { openReader } = (await import(block.dataset.code!)) as Reader
    await openReader(block)
  } catch {
    if (button) button.hidden = false // the reader itself did not come; the link is there anyway
  }
}

function prepareDocuments(root: ParentNode) {
  for (const block of root.querySelectorAll<HTMLElement>('[data-document]')) {
    if (block.closest('[inert]')) continue
    const button = block.querySelector<HTMLElement>('[data-offer]')
    if (savesData && button) button.hidden = false
    else nearby.observe(block)
  }
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-open]') : null
  const block = button?.closest<HTMLElement>('[data-document]')
  if (block) open(block)
})

prepareDocuments(document)
document.addEventListener('htmx:after:swap', () => prepareDocuments(document))
