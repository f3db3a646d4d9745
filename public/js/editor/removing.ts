import { say, word } from '../page/status'
import { toast } from '../page/toast'
import { type Added, placeBlock } from './adding'
import { markBehind, neighbour } from './block-order'
import type { LessonEditor } from './lesson-editor'
import { send } from './send'
import { type Standing, showStanding } from './standing'

/** Takes a block out, and offers to put it back. */
export async function removeBlock(editor: LessonEditor, form: HTMLFormElement) {
  const block = form.closest<HTMLElement>('.edit-block')
  if (!block) return
  const answer = await send<Standing & { undo: string }>(form.action, 'POST', new URLSearchParams())
  if (!answer.ok) return say(answer.error)
  editor.formOf(block)?.beforeLeaving()
  const next = neighbour(editor, block, 1) ?? neighbour(editor, block, -1)
  markBehind(editor, block.dataset.blockId ?? '')?.remove()
  block.remove()
  ;(next ?? editor).focus({ preventScroll: true })
  showStanding(answer.data)
  editor.show('saved')
  const { removed = '', undo = '' } = editor.dataset
  say(removed)
  toast(removed, word('close'), {
    label: undo,
    run: async () => {
      const back = await send<Added>(answer.data.undo, 'POST', new URLSearchParams())
      if (back.ok) placeBlock(editor, back.data)
    },
  })
}
