/** "Check yourself": says at once whether the choice is right. What is chosen goes nowhere. */
function prepareChecks(root: ParentNode) {
  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-check] [data-mark]')) button.hidden = false
}

function mark(check: HTMLElement) {
  const verdict = check.querySelector<HTMLElement>('.verdict')
  const choices = [...check.querySelectorAll<HTMLElement>('.choice')]
  const isChosen = (choice: HTMLElement) => choice.querySelector('input')?.checked ?? false
  const isRight = (choice: HTMLElement) => isChosen(choice) === (choice.dataset.correct === 'yes')
  const hasAnswer = choices.some(isChosen)
  for (const choice of choices) {
    if (hasAnswer && isChosen(choice)) choice.dataset.told = isRight(choice) ? 'right' : 'wrong'
    else delete choice.dataset.told
  }
  if (!verdict) return
  const { right, wrong, none } = verdict.dataset
  verdict.textContent = (hasAnswer ? (choices.every(isRight) ? right : wrong) : none) ?? ''
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-mark]') : null
  const check = button?.closest<HTMLElement>('[data-check]')
  if (check) mark(check)
})

// A changed mind takes the verdict back.
document.addEventListener('change', (event) => {
  const check = event.target instanceof Element ? event.target.closest('[data-check]') : null
  for (const choice of check?.querySelectorAll<HTMLElement>('[data-told]') ?? []) delete choice.dataset.told
  const verdict = check?.querySelector('.verdict')
  if (verdict) verdict.textContent = ''
})

prepareChecks(document)
document.addEventListener('htmx:after:swap', () => prepareChecks(document))
