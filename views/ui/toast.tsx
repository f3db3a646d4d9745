import type { View } from '../view'
import { Icon } from './icon'

type ToastProps = {
  view: View
  sentence: string
  /** Where a POST takes it back. */
  undo?: string | null
}

/** Says what was done and takes it back: we let people undo rather than ask them first. */
export function Toast({ view, sentence, undo }: ToastProps) {
  return (
    <div class="toast" data-toast data-status={sentence}>
      <p>{sentence}</p>
      {undo && (
        <form method="post" action={undo} hx-post={undo} hx-target="closest .toast" hx-swap="outerHTML">
          <button type="submit">{view.t('ui.undo')}</button>
        </form>
      )}
      <button type="button" data-dismiss aria-label={view.t('ui.close')}>
        <Icon name="close" />
      </button>
    </div>
  )
}

/** For a fragment's answer: adds a toast beside whatever else the answer swaps; `alone` takes the place of earlier ones. */
export function ToastPartial({ alone, ...toast }: ToastProps & { alone?: boolean }) {
  return (
    <hx-partial hx-target="#toasts" hx-swap={alone ? 'innerHTML' : 'beforeend'}>
      <Toast {...toast} />
    </hx-partial>
  )
}
