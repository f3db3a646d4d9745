import { markBehind, straighten } from './block-order'
import type { LessonEditor } from './lesson-editor'
import { afterAdding } from './picking'
import { send } from './send'
import { type Standing, showStanding } from './standing'

/** A block that is new on the page: its editor, and behind which one it goes. */
export type Added = Standing & { id: string; after: string; html: string }

export async function addFrom(editor: LessonEditor, form: HTMLFormElement, submitter: Element | null) {
  const fields = new FormData(form)
  if (submitter instanceof HTMLButtonElement && submitter.name) fields.set(submitter.name, submitter.value)
  const values = Object.fromEntries([...fields].map(([name, value]) => [name, String(value)]))
  const added = await addBlock(editor, values, (sentence) => complain(form, sentence))
  // What was refused stays to be mended.
  if (!added) return
  form.querySelector('.hint.problem')?.remove()
  form.reset()
  await afterAdding(editor)
}

/** Adds where the panel stands, unless `after` is said; null where it was refused, and why is said to `refused`. */
export async function addBlock(
  editor: LessonEditor,
  fields: Record<string, string>,
  refused: (sentence: string) => void = () => {},
): Promise<Added | null> {
  const after = fields.after ?? placeOfPanel(editor)
  const body = new URLSearchParams(fields)
  if (after !== null) body.set('after', after)
  const answer = await send<Added>(`/items/${editor.dataset.item}/blocks`, 'POST', body)
  if (!answer.ok) {
    refused(answer.error || (editor.dataset.stopped ?? ''))
    return null
  }
  placeBlock(editor, answer.data, true)
  return answer.data
}

function complain(form: HTMLFormElement, sentence: string) {
  form.querySelector('.hint.problem')?.remove()
  const line = document.createElement('p')
  line.className = 'hint problem'
  line.role = 'alert'
  line.textContent = sentence
  form.append(line)
}

/** One that is new is there to be written in; one that came back is only shown. */
export function placeBlock(editor: LessonEditor, { id, after, html, ...standing }: Added, isNew = false) {
  editor.querySelector('[data-empty]')?.remove()
  const template = document.createElement('template')
  template.innerHTML = html
  const added = template.content.firstElementChild as HTMLElement
  markBehind(editor, after)?.after(template.content)
  const fields = added.querySelector<HTMLDetailsElement>('.edit-fields')
  if (fields && isNew) fields.open = true
  editor.prepare(editor.blocks)
  straighten(editor)
  showStanding(standing)
  editor.tell()
  panelBehind(editor, id)
  const field = fields && !fields.open ? null : firstField(added)
  ;(field ?? added).focus({ preventScroll: true })
  added.scrollIntoView({ block: 'nearest' })
}

/** Where one begins to write. */
export const firstField = (block: Element) =>
  block.querySelector<HTMLElement>(
    '.ProseMirror, textarea:enabled, :is(input:not([type="hidden"]), select):not(.tools *)',
  )

/** The panel for adding comes to a mark between two blocks. */
export function bringPanel(mark: HTMLElement) {
  const panel = document.getElementById('add')
  if (!panel) return
  mark.after(panel)
  for (const field of panel.querySelectorAll<HTMLInputElement>('input[name="after"]')) field.remove()
  panel.querySelector<HTMLElement>('button')?.focus()
}

function placeOfPanel({ blocks }: LessonEditor): string | null {
  const panel = document.getElementById('add')
  if (!panel || !blocks.contains(panel)) return null
  const before = panel.previousElementSibling
  return before instanceof HTMLElement ? (before.dataset.insert ?? null) : null
}

/** The panel goes on with the writer, if it stood between blocks. */
function panelBehind(editor: LessonEditor, id: string) {
  const panel = document.getElementById('add')
  if (panel && editor.blocks.contains(panel)) markBehind(editor, id)?.after(panel)
}
