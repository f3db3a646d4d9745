import { sendFile } from '../media/send-file'
import { sendThumbnail } from '../media/thumbnail'
import type { UploadedEvent } from '../media/upload-field'
import { say, word } from '../page/status'
import { toast } from '../page/toast'
import { addBlock } from './adding'
import { addCaptions } from './captions'
import type { LessonEditor } from './lesson-editor'
import { afterAdding } from './picking'

/** A file of a block's own field changes that block; any other becomes a block. */
export function takeUploaded(editor: LessonEditor, event: UploadedEvent) {
  event.preventDefault()
  const field = event.target as HTMLElement
  const form = field.closest<HTMLFormElement>('form[data-block-form]')
  const kept = form?.querySelector<HTMLInputElement>('[data-media]')
  if (!form || !kept) {
    addBlock(editor, { kind: 'file', mediaId: event.detail.id }).then(() => afterAdding(editor))
    return
  }
  kept.value = event.detail.id
  const title = form.querySelector<HTMLInputElement>('input[name="title"]')
  if (title && !title.value) title.value = event.detail.name.replace(/\.[^.]{1,8}$/, '')
  const own = editor.forms.get(form)
  if (kept.name === 'addMediaId') own?.reshape(null)
  else own?.save()
}

export function takeDropped(editor: LessonEditor, event: DragEvent) {
  const files = [...(event.dataTransfer?.files ?? [])]
  if (!files.length || (event.target as Element).closest('upload-field')) return
  event.preventDefault()
  event.stopPropagation()
  const block = (event.target as Element).closest<HTMLElement>('.edit-block')
  const film = block?.querySelector<HTMLInputElement>(
    ':is([data-block-form="video"], [data-block-form="audio"]) [data-media]',
  )
  const captions = film?.value ? files.filter(({ name }) => /\.(?:vtt|srt)$/i.test(name)) : []
  if (captions.length) addCaptions(editor, film!.value, captions)
  const others = files.filter((file) => !captions.includes(file))
  if (others.length) takeFiles(editor, others, block?.dataset.blockId)
}

/** Files that were dropped or pasted, one after the other, behind the block with this id; whether all of them are there. */
export async function takeFiles(editor: LessonEditor, files: File[], after?: string): Promise<boolean> {
  const panel = document.querySelector<HTMLElement & { send: (file: File) => void }>('#add upload-field')
  let place = after
  let areThere = Boolean(after)
  for (const file of files) {
    // In the panel one sees how far it is; behind a block it goes straight there.
    if (!place) panel?.send(file)
    else {
      editor.show('saving')
      try {
        const sent = await sendFile(file, { purpose: 'content' })
        await sendThumbnail(file, sent)
        const added = await addBlock(editor, { kind: 'file', mediaId: sent.id, after: place })
        if (added) place = added.id
        else areThere = false
        editor.tell()
      } catch (error) {
        areThere = false
        editor.tell()
        const sentence = error instanceof Error && error.message ? error.message : (editor.dataset.stopped ?? '')
        toast(sentence, word('close'))
        say(sentence)
      }
    }
  }
  return areThere
}
