/** One question or section at a time, by buttons, numbers and the address; without JavaScript, or where the quiz says so, all stand below each other. */
export function openSteps(form: HTMLFormElement, questions: HTMLFieldSetElement[]) {
  const links = [...form.querySelectorAll<HTMLAnchorElement>('.steps a')]
  const [back, next] = [-1, 1].map((by) => form.querySelector<HTMLButtonElement>(`[data-step="${by}"]`))
  const review = form.querySelector<HTMLButtonElement>('[data-review]')
  const early = form.querySelector<HTMLButtonElement>('[data-review-early]')
  const save = form.querySelector<HTMLButtonElement>('[data-save]')
  const top = document.querySelector<HTMLElement>('.top')
  const isPhone = matchMedia('(max-width: 699.98px)')
  let current = 0

  if (save) save.hidden = true
  const isWhole = form.dataset.pages === 'one'
  const sections = [...form.querySelectorAll<HTMLElement>('[data-section]')]
  /** Of each question, the number of its page. */
  const pages = questions.map((question, i) =>
    form.dataset.pages === 'section' ? sections.indexOf(question.closest<HTMLElement>('[data-section]')!) : i,
  )
  const last = pages.at(-1) ?? 0
  if (!isWhole) show(place(), false)

  early?.addEventListener('click', () => form.requestSubmit(review))
  if (!isWhole) addEventListener('hashchange', () => show(place(), true))
  for (const [button, by] of [
    [back, -1],
    [next, 1],
  ] as const) {
    button?.addEventListener('click', () => {
      const to = pages.indexOf(pages[current]! + by)
      history.replaceState(null, '', `#${questions[to]?.id}`)
      show(to, true)
    })
  }

  /** Where the questions begin right below the top bar. */
  const beginning = () => form.getBoundingClientRect().top + scrollY - (top?.offsetHeight ?? 0)

  function place() {
    const at = questions.findIndex((question) => `#${question.id}` === location.hash)
    return Math.max(0, at)
  }

  function show(index: number, isMove: boolean) {
    current = Math.max(0, Math.min(questions.length - 1, index))
    for (const [i, question] of questions.entries()) question.hidden = pages[i] !== pages[current]
    for (const section of sections) section.hidden = !questions[current]?.closest('[data-section]')?.isSameNode(section)
    for (const [i, link] of links.entries()) {
      if (i === current) link.setAttribute('aria-current', 'step')
      else link.removeAttribute('aria-current')
    }
    const isLast = pages[current] === last
    if (back) {
      back.hidden = false
      back.disabled = pages[current] === pages[0]
    }
    if (next) next.hidden = isLast
    if (review) review.hidden = !isLast
    if (early) early.hidden = isLast
    if (!isMove) return
    scrollTo({ top: isPhone.matches ? beginning() : Math.min(scrollY, beginning()) })
    questions[current]!.focus({ preventScroll: true })
  }

  return {
    mark(answered: boolean[]) {
      for (const [i, link] of links.entries()) {
        link.classList.toggle('answered', answered[i])
        const word = answered[i] ? form.dataset.wordStepAnswered : form.dataset.wordStepOpen
        link.setAttribute('aria-label', (word ?? '').replace('#', link.textContent))
      }
    },
  }
}
