import { say } from '../page/status'
import { openQueue } from './queue'
import { showState } from './saved'
import { openTimeLeft } from './time-left'

const AGAIN = 2_000

/** Before handing in: what still waits on this device goes first. */
export function openReview(form: HTMLFormElement) {
  const { attemptReview = '', responses = '', page = '' } = form.dataset
  let isReady = false
  const queue = openQueue(attemptReview, responses, {
    state: showState(form),
    newer() {},
    left: () => say(form.dataset.wordLeft ?? ''),
    closed: () => location.assign(page),
  })
  void queue.ready.then(async () => {
    if (queue.waiting().length && (await queue.flush())) location.reload()
  })

  openTimeLeft(function handIn() {
    void queue.flush().then((isSent) => {
      if (isSent) (document.querySelector<HTMLFormElement>('form[data-hand-in-at-end]') ?? form).submit()
      else setTimeout(handIn, AGAIN)
    })
  })

  form.addEventListener(
    'submit',
    (event) => {
      if (isReady || !queue.waiting().length) return
      event.preventDefault()
      event.stopImmediatePropagation()
      void queue.flush().then((isSent) => {
        if (!isSent) return say(form.dataset.wordWait ?? '')
        isReady = true
        form.requestSubmit()
      })
    },
    true,
  )
}
