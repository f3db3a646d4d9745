export type Moves = {
  turn: (step: number) => void
  goTo: (number: number) => void
  zoomBy: (step: number) => void
  last: number
}

/** Keys, while the page has the focus. What a field or a button does with a key stays theirs. */
export function listenToKeys(view: HTMLElement, { turn, goTo, zoomBy, last }: Moves) {
  view.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).matches('input')) return
    const isWhole = document.fullscreenElement === view
    const onward = getComputedStyle(view).direction === 'rtl' ? -1 : 1
    const acts: Record<string, () => void> = {
      ArrowRight: () => turn(onward),
      ArrowLeft: () => turn(-onward),
      Home: () => goTo(1),
      End: () => goTo(last),
      '+': () => zoomBy(1),
      '-': () => zoomBy(-1),
      ...(isWhole && {
        PageDown: () => turn(1),
        PageUp: () => turn(-1),
        ArrowDown: () => turn(1),
        ArrowUp: () => turn(-1),
      }),
      ...(isWhole && !(event.target as Element).matches('button, a') && { ' ': () => turn(1), Enter: () => turn(1) }),
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
}

const FAR = 48

/** One finger across turns the page; where the page is wider than its place, the finger moves it as always. */
export function listenToSwipes(stage: HTMLElement, turn: Moves['turn']) {
  let from: { x: number; y: number } | null = null
  const isWide = () => stage.scrollWidth > stage.clientWidth + 1 || (visualViewport?.scale ?? 1) > 1.05
  const settle = () => stage.classList.toggle('wide', isWide()) // else the browser would take the finger's way for itself
  new MutationObserver(settle).observe(stage, { childList: true })
  visualViewport?.addEventListener('resize', settle)
  stage.addEventListener(
    'touchstart',
    ({ touches: [touch, ...others] }) => {
      from = touch && others.length === 0 && !isWide() ? { x: touch.clientX, y: touch.clientY } : null
    },
    { passive: true },
  )
  stage.addEventListener(
    'touchend',
    ({ changedTouches: [touch] }) => {
      if (!from || !touch) return
      const [x, y] = [touch.clientX - from.x, touch.clientY - from.y]
      from = null
      if (Math.abs(x) < FAR || Math.abs(x) < 2 * Math.abs(y) || String(getSelection())) return
      turn((x < 0 ? 1 : -1) * (getComputedStyle(stage).direction === 'rtl' ? -1 : 1))
    },
    { passive: true },
  )
}
