import { sendFile } from '../media/send-file'
import { sendThumbnail } from '../media/thumbnail'
import type { UploadedEvent } from '../media/upload-field'
import { say, word } from '../page/status'
import { toast } from '../page/toast'
import { addBlock } from './adding'
import type { LessonEditor } from './lesson-editor'

/** A file of a block's own field changes that block; any other becomes a block. */
export function takeUploaded(editor: LessonEditor, event: UploadedEvent) {
  event.preventDefault()
  const field = event.target as HTMLElement
  const form = field.closest<HTMLFormElement>('form[data-block-form]')
  const kept = form?.querySelector<HTMLInputElement>('[data-media]')
  if (!form || !kept) {
    addBlock(editor, { kind: 'file', mediaId: event.detail.id })
    return
  }
  kept.value = event.detail.id
  const title = form.querySelector<HTMLInputElement>('input[name="title"]')
  if (title && !title.value) title.value = event.detail.name.replace(/\.[^.]{1,8}$/, '')
  const saved = editor.forms.get(form)?.save()
  if (kept.name === 'addMediaId') saved?.then(() => location.reload())
}

export function takeDropped(editor: LessonEditor, event: DragEvent) {
  const files = [...(event.dataTransfer?.files ?? [])]
  if (!files.length || (event.target as Element).closest('upload-field')) return
  event.preventDefault()
  event.stopPropagation()
  takeFiles(editor, files, (event.target as Element).closest<HTMLElement>('.edit-block')?.dataset.blockId)
}

export function takePasted(editor: LessonEditor, event: ClipboardEvent) {
  const files = [...(event.clipboardData?.files ?? [])]
  const block = (event.target as Element).closest<HTMLElement>('.edit-block')
  // Word and spreadsheets bring a picture beside their text: the text is meant.
  if (files.length && !event.clipboardData?.types.includes('text/html')) {
    event.preventDefault()
    event.stopPropagation()
    takeFiles(editor, files, block?.dataset.blockId)
    return
  }
  const text = event.clipboardData?.getData('text/plain').trim() ?? ''
  const form = (event.target as Element).closest<HTMLFormElement>('form[data-block-form="text"]')
  if (!block || !form || !/^https:\/\/\S+$/.test(text) || !editor.forms.get(form)?.isEmpty) return
  event.preventDefault()
  event.stopPropagation()
  addBlock(editor, { kind: 'embed', url: text, after: block.dataset.blockId ?? '' }).then((isAdded) => {
    if (!isAdded) editor.forms.get(form)?.insertLink(text)
  })
}

async function takeFiles(editor: LessonEditor, files: File[], after?: string) {
  const panel = document.querySelector<HTMLElement & { send: (file: File) => void }>('#add upload-field')
  for (const file of files) {
    // In the panel one sees how far it is; behind a block it goes straight there.
    if (!after) panel?.send(file)
    else {
      editor.show('saving')
      try {
        const sent = await sendFile(file, { purpose: 'content' })
        await sendThumbnail(file, sent)
        await addBlock(editor, { kind: 'file', mediaId: sent.id, after })
      } catch (error) {
        editor.show('unsaved')
        const sentence = error instanceof Error && error.message ? error.message : (editor.dataset.unsaved ?? '')
        toast(sentence, word('close'))
        say(sentence)
      }
    }
  }
}
