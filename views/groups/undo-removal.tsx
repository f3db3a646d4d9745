import { urls } from '../../worker/urls'
import { Toast } from '../ui/toast'
import type { View } from '../view'

/** After a group was removed: the way back. */
export function UndoRemoval({ view, removed }: { view: View; removed: string | null }) {
  if (!removed) return null
  return (
    <div class="toasts">
      <Toast view={view} sentence={view.t('groups.removed')} undo={urls.groupRestoration(removed)} />
    </div>
  )
}
