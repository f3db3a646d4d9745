/** One question at a time, by buttons, numbers and the address; without JavaScript all stand below each other. */
export function openSteps(form: HTMLFormElement, questions: HTMLFieldSetElement[]) {
  const links = [...form.querySelectorAll<HTMLAnchorElement>('.steps a')]
  const [back, next] = [-1, 1].map((by) => form.querySelector<HTMLButtonElement>(`[data-step="${by}"]`))
  const review = form.querySelector<HTMLButtonElement>('[data-review]')
  const save = form.querySelector<HTMLButtonElement>('[data-save]')
  let current = 0

  if (save) save.hidden = true
  show(place(), false)

  addEventListener('hashchange', () => show(place(), true))
  for (const [button, by] of [
    [back, -1],
    [next, 1],
  ] as const) {
    button?.addEventListener('click', () => {
      history.replaceState(null, '', `#${questions[current + by]?.id}`)
      show(current + by, true)
    })
  }

  function place() {
    const at = questions.findIndex((question) => `#${question.id}` === location.hash)
    return Math.max(0, at)
  }

  function show(index: number, isMove: boolean) {
    current = Math.max(0, Math.min(questions.length - 1, index))
    for (const [i, question] of questions.entries()) question.hidden = i !== current
    for (const [i, link] of links.entries()) {
      if (i === current) link.setAttribute('aria-current', 'step')
      else link.removeAttribute('aria-current')
    }
    const isLast = current === questions.length - 1
    if (back) back.hidden = current === 0
    if (next) next.hidden = isLast
    review?.classList.toggle('primary', isLast)
    if (!isMove) return
    const question = questions[current]!
    scrollTo({ top: 0 })
    question.focus({ preventScroll: true })
  }

  return {
    mark(answered: boolean[]) {
      for (const [i, link] of links.entries()) {
        link.classList.toggle('answered', answered[i])
        const word = answered[i] ? form.dataset.wordStepAnswered : form.dataset.wordStepOpen
        link.setAttribute('aria-label', (word ?? '').replace('#', String(i + 1)))
      }
    },
  }
}
