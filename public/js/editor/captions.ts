import { say, word } from '../page/status'
import { toast } from '../page/toast'
import { readInert } from './from-word'
import { settle } from './leaving'
import type { LessonEditor } from './lesson-editor'

/** Captions that were dropped onto a film; `lesson.en.vtt` says its language, others are in that of the page. */
export async function addCaptions(editor: LessonEditor, mediaId: string, files: File[]) {
  editor.show('saving')
  for (const file of files) {
    const body = new FormData()
    body.set('file', file)
    body.set(
      'language',
      /\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\.\w+$/i.exec(file.name)?.[1] ?? document.documentElement.lang,
    )
    body.set('back', location.pathname)
    // A redirect means that they are there; its page, with the notice, comes below.
    const answer = await fetch(`/media/${mediaId}/tracks`, { method: 'POST', body, redirect: 'manual' }).catch(
      () => null,
    )
    if (answer?.type === 'opaqueredirect') continue
    const page = readInert((await answer?.text()) ?? '')
    const sentence = page.querySelector('main .problem')?.textContent?.trim() || editor.dataset.stopped || ''
    editor.tell()
    toast(sentence, word('close'))
    return say(sentence)
  }
  if (await settle(editor)) location.reload()
}
