import type { State } from './queue'

/** The saved state, in its fixed place. */
export function showState(form: HTMLElement) {
  const place = form.querySelector<HTMLElement>('[data-saved]')
  const word = form.querySelector<HTMLElement>('[data-saved-word]')
  const words: Record<State, string> = {
    saved: form.dataset.wordSaved ?? '',
    saving: form.dataset.wordSaving ?? '',
    kept: form.dataset.wordKept ?? '',
  }
  return (state: State) => {
    if (!place || !word) return
    place.hidden = false
    place.dataset.state = state
    if (word.textContent !== words[state]) word.textContent = words[state]
  }
}
