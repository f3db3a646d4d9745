import { say } from '../page/status'
import { type Added, placeBlock } from './adding'
import type { LessonEditor } from './lesson-editor'
import { send } from './send'

/** A block whose form looks different now. */
export type Reshaped = { html: string }

/** Where one goes on after adding. */
const added: Record<string, string> = {
  row: '.edit-table tr:last-child input',
  column: '.edit-table tr:first-child td:last-child input',
  option: '.edit-option:nth-last-child(1 of .edit-option) .input',
}

/** Puts the block's new editor in place of the old one; the hand stays where it was, or goes to what is new. */
export function replaceBlock(
  editor: LessonEditor,
  form: HTMLFormElement,
  html: string,
  button: HTMLButtonElement | null,
) {
  const old = form.closest<HTMLElement>('.edit-block')
  if (!old) return
  const template = document.createElement('template')
  template.innerHTML = html
  const block = template.content.firstElementChild as HTMLElement
  const fields = block.querySelector<HTMLDetailsElement>('.edit-fields')
  if (fields) fields.open = true
  editor.forms.delete(form)
  old.replaceWith(block)
  editor.prepare(block)
  if (!button) return
  const next =
    block.querySelector<HTMLElement>(added[button.value] ?? ':not(*)') ??
    block.querySelector<HTMLElement>(`button[name="${button.name}"][value="${CSS.escape(button.value)}"]`) ??
    [...block.querySelectorAll<HTMLElement>(`button[name="${button.name}"]`)].at(-1)
  ;(next ?? block).focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'nearest' })
}

/** The same again below, with what was just written. */
export async function copyBlock(editor: LessonEditor, form: HTMLFormElement) {
  await editor.formOf(form)?.settle()
  const answer = await send<Added>(new URL(form.action).pathname, 'POST', new URLSearchParams())
  if (!answer.ok) return say(answer.error)
  form.closest<HTMLDetailsElement>('details[open]')?.removeAttribute('open')
  placeBlock(editor, answer.data, true)
}
