import { Icon } from '../ui/icon'
import type { View } from '../view'

/** What the script of `data-autosave` says, in the reader's language. */
export const autosaveWords = (view: View) => ({
  'data-word-saved': view.t('assignments.saved'),
  'data-word-saving': view.t('assignments.saving'),
  'data-word-unsaved': view.t('assignments.unsaved'),
})

/** The saved state, in its fixed place; empty without JavaScript. */
export function SavedState({ view }: { view: View }) {
  return (
    <span class="saved" role="status" data-saved hidden>
      <Icon name="check" />
      <span data-saved-word>{view.t('assignments.saved')}</span>
    </span>
  )
}
