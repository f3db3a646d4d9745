/**
 * Marking begins with the points where there is room beside the work and a keyboard at hand; on a phone the work is read first.
 * `j` and `k` lead to the next and the one before, outside of fields; Control (or Command) and Enter gives the mark.
 */
const points = document.querySelector<HTMLInputElement>('input[data-first]')
if (points && matchMedia('(hover: hover) and (min-width: 48rem)').matches) points.focus()

document.addEventListener('keydown', (event) => {
  const target = event.target as HTMLElement
  const isWriting = target.isContentEditable || target.matches('input:not([type="radio"]), textarea, select')
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    const form = document.querySelector<HTMLFormElement>('form[data-marking]')
    if (!form?.contains(target)) return
    event.preventDefault()
    return form.requestSubmit()
  }
  if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return
  const way = event.key === 'j' ? 'next' : event.key === 'k' ? 'previous' : null
  if (way) document.querySelector<HTMLAnchorElement>(`a[data-way="${way}"]`)?.click()
})

/** A comment that was kept comes into the one that is written, where the cursor was last. */
const bank = document.querySelector<HTMLSelectElement>('select[data-comments]')
const comment = document.querySelector<HTMLTextAreaElement>('textarea[name="comment"]')
bank?.addEventListener('change', () => {
  if (!comment || !bank.value) return
  const said = bank.selectedOptions[0]?.dataset.text ?? ''
  const before = comment.value.slice(0, comment.selectionStart)
  const gap = before && !/\s$/.test(before) ? '\n' : ''
  comment.setRangeText(gap + said, comment.selectionStart, comment.selectionEnd, 'end')
  bank.value = ''
  comment.focus()
  comment.dispatchEvent(new Event('input', { bubbles: true }))
})

/** What the rubric gives stands under the points as its levels are chosen. */
const rubric = document.querySelector<HTMLElement>('[data-rubric]')
const hint = document.getElementById('points-hint')
rubric?.addEventListener('input', () => {
  const chosen = [...rubric.querySelectorAll('fieldset')].map(
    (criterion) => criterion.querySelector<HTMLInputElement>('input:checked')?.dataset.points ?? typedIn(criterion),
  )
  const { most, worth, wordGives = '', wordOpen = '' } = rubric.dataset
  if (!hint) return
  if (chosen.includes(undefined)) {
    hint.textContent = wordOpen
    return
  }
  const sum = chosen.reduce((all, points) => all + Number(points), 0)
  const gives = Math.min(Number(worth), Math.round((sum / Number(most)) * Number(worth) * 100) / 100)
  hint.textContent = wordGives.replace('{points}', new Intl.NumberFormat(document.documentElement.lang).format(gives))
})

/** Of a marking guide; what is no number within its points is none. */
function typedIn(criterion: Element): string | undefined {
  const field = criterion.querySelector<HTMLInputElement>('input[data-most]')
  const typed = field?.value.trim().replace(',', '.')
  return typed && Number(typed) >= 0 && Number(typed) <= Number(field?.dataset.most) ? typed : undefined
}

export {}
