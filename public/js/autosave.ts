/**
 * Forms with `data-autosave` (where to PUT) keep what is typed by themselves; the place with `data-saved` says how it stands.
 * Answers 204, or 409 and 422 where it cannot be kept any more: then the button tells why. A `Revision` that comes with the
 * answer is what the next one says it has read.
 */
const PAUSE = 800
const AGAIN = 5_000

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) keep(form)

function keep(form: HTMLFormElement) {
  let timer = 0
  let isSending = false
  let isDirty = false

  form.addEventListener('input', (event) => {
    if ((event.target as HTMLInputElement).type === 'file') return
    touch()
  })
  form.addEventListener('uploaded', () => touch())
  form.addEventListener('submit', () => clearTimeout(timer))
  addEventListener('online', () => isDirty && void send())
  document.addEventListener('visibilitychange', () => document.hidden && isDirty && void send())

  function touch() {
    isDirty = true
    say('saving')
    clearTimeout(timer)
    timer = setTimeout(send, PAUSE)
  }

  async function send() {
    clearTimeout(timer)
    if (isSending) return
    isSending = true
    isDirty = false
    const body = new FormData(form)
    body.delete('file')
    const { status, revision } = await fetch(form.dataset.autosave!, {
      method: 'PUT',
      body,
      redirect: 'manual',
      keepalive: true,
    }).then(
      (response) => ({ status: response.status, revision: response.headers.get('Revision') }),
      () => ({ status: 0, revision: null }),
    )
    const read = form.querySelector<HTMLInputElement>('input[name="revision"]')
    if (read && revision) read.value = revision
    isSending = false
    if (status === 204) return isDirty ? touch() : say('saved')
    isDirty = true
    say(status === 409 && form.dataset.wordTaken ? 'taken' : 'unsaved')
    if (status !== 409 && status !== 422 && status !== 404) timer = setTimeout(send, AGAIN)
  }

  function say(state: 'saved' | 'saving' | 'unsaved' | 'taken') {
    const place = form.querySelector<HTMLElement>('[data-saved]')
    if (!place) return
    place.hidden = false
    place.dataset.state = state === 'taken' ? 'unsaved' : state
    const word = place.querySelector('[data-saved-word]')
    if (word)
      word.textContent =
        {
          saved: form.dataset.wordSaved,
          saving: form.dataset.wordSaving,
          unsaved: form.dataset.wordUnsaved,
          taken: form.dataset.wordTaken,
        }[state] ?? ''
  }
}
