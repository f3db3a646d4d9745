/** A page that waits for something to be ready looks again by itself, every `data-refresh` seconds. */
const waiting = document.querySelector<HTMLElement>('[data-refresh]')
if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.refresh) * 1000)
