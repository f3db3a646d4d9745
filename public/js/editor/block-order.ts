import type { LessonEditor } from './lesson-editor'

/** The block so many places further on. */
export function neighbour({ blocks }: LessonEditor, block: HTMLElement, step: number): HTMLElement | undefined {
  const all = [...blocks.querySelectorAll<HTMLElement>('.edit-block')]
  return all[all.indexOf(block) + step]
}

/** The mark for adding that stands behind a block; '' is the one before all of them. */
export const markBehind = ({ blocks }: LessonEditor, blockId: string) =>
  blocks.querySelector<HTMLElement>(`[data-insert="${CSS.escape(blockId)}"]`)

/** Behind every block stands its mark for adding; only the first and the last cannot go further. */
export function straighten(editor: LessonEditor) {
  const all = [...editor.blocks.querySelectorAll<HTMLElement>('.edit-block')]
  for (const [at, block] of all.entries()) {
    const mark = markBehind(editor, block.dataset.blockId ?? '')
    if (mark) block.after(mark)
    for (const button of block.querySelectorAll<HTMLButtonElement>('[data-move] button'))
      button.ariaDisabled = at === (button.value === 'up' ? 0 : all.length - 1) ? 'true' : null
  }
  const first = markBehind(editor, '')
  if (first) editor.blocks.prepend(first)
}
