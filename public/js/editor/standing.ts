/** What the server says of the whole lesson after each act. */
export type Standing = {
  faults: string
  publish: string
  /** When the lesson was written that this says it of. */
  at: number
}

let latest = 0

/** Puts both where they stand. What one may be about to press is changed in place, so that the press is not lost. */
export function showStanding({ faults, publish, at }: Standing) {
  // Two blocks may be saved at once: the answer that was given first can come last.
  if (at < latest) return
  latest = at
  const list = document.getElementById('faults')
  if (list && faults) {
    const wasOpen = list.hasAttribute('open')
    list.outerHTML = faults
    if (wasOpen) document.getElementById('faults')?.setAttribute('open', '')
  }
  const bar = document.getElementById('publish')
  if (!bar || !publish) return
  const template = document.createElement('template')
  template.innerHTML = publish
  const next = template.content.firstElementChild!
  const [seen, now] = [bar, next].map((one) => one.querySelector<HTMLInputElement>('input[name="seen"]'))
  // Learners read something else meanwhile: that is another question, and it is asked anew.
  const isOther = bar.dataset.over !== (next as HTMLElement).dataset.over
  if (!seen || !now || isOther) return bar.replaceWith(next)
  seen.value = now.value
  bar.querySelector('[data-fault-count]')?.replaceWith(next.querySelector('[data-fault-count]')!)
}
