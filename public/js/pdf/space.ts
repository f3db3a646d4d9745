const QUIET_MS = 150

/** Tells when there is another width to draw for, or the whole screen. */
export function watchWidth(view: HTMLElement, changed: () => void) {
  let timer: number | undefined
  let known = view.getBoundingClientRect().width
  let wasWhole = false
  const observer = new ResizeObserver(() => {
    if (!view.isConnected) return observer.disconnect()
    clearTimeout(timer)
    timer = setTimeout(() => {
      const { width } = view.getBoundingClientRect()
      const isWhole = document.fullscreenElement === view
      if (width === 0 || (Math.abs(width - known) < 1 && isWhole === wasWhole)) return
      known = width
      wasWhole = isWhole
      changed()
    }, QUIET_MS)
  })
  observer.observe(view)
}

/** The whole screen, as slides are shown: there a click goes on. iPhones have none for pages. */
export function offerWholeScreen(view: HTMLElement, button: HTMLElement, stage: HTMLElement, goOn: () => void) {
  button.hidden = !document.fullscreenEnabled
  button.addEventListener('click', async () => {
    if (document.fullscreenElement) return document.exitFullscreen()
    await view.requestFullscreen().catch(() => {})
    stage.focus({ preventScroll: true })
  })
  stage.addEventListener('click', (event) => {
    const isOnLink = (event.target as Element).closest('.doc-link')
    if (document.fullscreenElement === view && !isOnLink && !String(getSelection())) goOn()
  })
}
