import type { LessonEditor } from './lesson-editor'

/** The block so many places further on. */
export function neighbour({ blocks }: LessonEditor, block: HTMLElement, step: number): HTMLElement | undefined {
  const all = [...blocks.querySelectorAll<HTMLElement>('.edit-block')]
  return all[all.indexOf(block) + step]
}

/** The mark for adding that stands behind a block; '' is the one before all of them. */
export const markBehind = ({ blocks }: LessonEditor, blockId: string) =>
  blocks.querySelector<HTMLElement>(`[data-insert="${CSS.escape(blockId)}"]`)

/** Behind every block stands its mark for adding. */
export function straighten(editor: LessonEditor) {
  for (const block of editor.blocks.querySelectorAll<HTMLElement>('.edit-block')) {
    const mark = markBehind(editor, block.dataset.blockId ?? '')
    if (mark) block.after(mark)
  }
  const first = markBehind(editor, '')
  if (first) editor.blocks.prepend(first)
}
