import { say, word } from '../page/status'
import { toast } from '../page/toast'
import { type Added, placeBlock } from './adding'
import { markBehind, neighbour, straighten } from './block-order'
import type { LessonEditor } from './lesson-editor'
import { send } from './send'
import { type Standing, showStanding } from './standing'

/** Takes a block out; gives the address that puts it back. */
export async function takeOut(editor: LessonEditor, block: HTMLElement): Promise<string | null> {
  const url = `/items/${editor.dataset.item}/blocks/${block.dataset.blockId}?_method=DELETE`
  const answer = await send<Standing & { undo: string }>(url, 'POST', new URLSearchParams())
  if (!answer.ok) {
    say(answer.error)
    return null
  }
  const own = block.querySelector<HTMLFormElement>('form[data-block-form]')
  if (own) {
    editor.forms.get(own)?.beforeLeaving()
    editor.forms.delete(own)
  }
  const mark = markBehind(editor, block.dataset.blockId ?? '')
  const panel = document.getElementById('add')
  // The panel for adding stood behind it: it stays at that place.
  if (mark && panel?.previousElementSibling === mark) mark.previousElementSibling?.before(panel)
  mark?.remove()
  block.remove()
  straighten(editor)
  showStanding(answer.data)
  editor.tell()
  return answer.data.undo
}

/** Takes a block out, and offers to put it back. */
export async function removeBlock(editor: LessonEditor, form: HTMLFormElement) {
  const block = form.closest<HTMLElement>('.edit-block')
  if (!block) return
  const next = neighbour(editor, block, 1) ?? neighbour(editor, block, -1)
  const back = await takeOut(editor, block)
  if (!back) return
  ;(next ?? editor).focus({ preventScroll: true })
  const { removed = '', undo = '' } = editor.dataset
  say(removed)
  toast(removed, word('close'), {
    label: undo,
    run: async () => {
      const answer = await send<Added>(back, 'POST', new URLSearchParams())
      if (answer.ok) placeBlock(editor, answer.data)
    },
  })
}
