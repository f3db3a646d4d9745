/** Whoever opens what they were told has read it; without JavaScript a button beside it says so. */
document.addEventListener('click', ({ target }) => {
  const link = (target as Element).closest<HTMLElement>('a[data-reading]')
  if (link) navigator.sendBeacon(link.dataset.reading!)
})
