import { Notice } from '../ui/notice'
import type { View } from '../view'

/** What the form before this page did, and the way back: we let people undo rather than ask them first. */
export function PageNotice({ view, class: name }: { view: View; class?: string }) {
  if (!view.notice) return null
  return (
    <div class={name} data-status={view.notice}>
      <Notice meaning="good">
        {view.notice}
        {view.noticeUndo && (
          <form method="post" action={view.noticeUndo} class="undo-notice">
            <button type="submit" class="link-btn">
              {view.t('ui.undo')}
            </button>
          </form>
        )}
      </Notice>
    </div>
  )
}
