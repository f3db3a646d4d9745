import { say } from '../page/status'
import { neighbour, straighten } from './block-order'
import type { LessonEditor } from './lesson-editor'
import { send } from './send'
import { type Standing, showStanding } from './standing'

/** Alt and an arrow press the block's own button. */
export function moveByKey(event: KeyboardEvent) {
  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
  const block = (event.target as Element).closest<HTMLElement>('.edit-block')
  const button = block?.querySelector<HTMLButtonElement>(
    `[data-move] [value="${event.key === 'ArrowUp' ? 'up' : 'down'}"]`,
  )
  if (!button) return
  event.preventDefault()
  const focused = document.activeElement as HTMLElement
  button.click()
  focused.focus()
}

export async function moveBlock(editor: LessonEditor, form: HTMLFormElement, submitter: Element | null) {
  const block = form.closest<HTMLElement>('.edit-block')
  const to = (submitter as HTMLButtonElement | null)?.value
  if (!block || !to) return
  const other = to === 'up' ? neighbour(editor, block, -1) : neighbour(editor, block, 1)
  if (!other) return
  if (to === 'up') other.before(block)
  else other.after(block)
  straighten(editor)
  block.scrollIntoView({ block: 'nearest' })
  ;(submitter as HTMLElement).focus({ preventScroll: true })
  await sendPlace(editor, block)
}

/** A block that was dragged to where it stands now. */
export async function sendMoved(editor: LessonEditor, block: HTMLElement) {
  straighten(editor)
  await sendPlace(editor, block)
}

async function sendPlace(editor: LessonEditor, block: HTMLElement) {
  const before = neighbour(editor, block, -1)
  const url = `/items/${editor.dataset.item}/blocks/${block.dataset.blockId}/position?_method=PUT`
  editor.show('saving')
  const answer = await send<Standing>(url, 'POST', new URLSearchParams({ after: before?.dataset.blockId ?? '' }))
  if (!answer.ok) {
    editor.show('unsaved')
    return say(answer.error)
  }
  showStanding(answer.data)
  editor.tell()
}
