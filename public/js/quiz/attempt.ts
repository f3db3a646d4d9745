import { say } from '../page/status'
import { type Change, type Kept, openQueue } from './queue'
import { showState } from './saved'
import { openSteps } from './steps'
import { tellLog } from './tell'
import { openTimeLeft } from './time-left'
import { countWordsIn } from './words'

const PAUSE = 400
const AGAIN = 2_000

type Message = { versionId: string; revision: number; values: string[] }
/** The clock was stopped: what other tabs count down is no longer so. */
type Stopped = 'stopped'

export function openAttempt(form: HTMLFormElement) {
  const { attempt = '', responses = '', page = '', reviewPage = '' } = form.dataset
  const questions = [...form.querySelectorAll<HTMLFieldSetElement>('[data-question]')]
  const steps = openSteps(form, questions)
  const state = showState(form)
  const timers = new Map<string, number>()
  const tabs = new BroadcastChannel(`lyceum:attempt:${attempt}`)

  const queue = openQueue(attempt, responses, {
    state,
    newer(sent, kept) {
      follow(sent.versionId, kept)
      say(form.dataset.wordElsewhere ?? '')
      offerBack(sent.versionId, sent.values, kept.values)
    },
    found(changes) {
      // What waits on this device is newer than what the page was made with.
      for (const change of changes) {
        const question = find(change.versionId)
        if (question && change.revision > revisionOf(question)) follow(change.versionId, change)
      }
      void queue.flush()
    },
    refused(sent, says) {
      const question = find(sent.versionId)
      if (!says || !question) return
      question.querySelector('[data-refused]')?.remove()
      // A file whose bytes say otherwise than its name did: it is not in the answer.
      question
        .querySelector(`[data-kept] input[value="${sent.values.at(-1)}"]`)
        ?.closest('label')
        ?.remove()
      const note = document.createElement('p')
      note.dataset.refused = ''
      note.className = 'hint problem'
      note.textContent = says
      question.append(note)
      say(says)
    },
    left(sent) {
      if (find(sent.versionId)) location.assign(page)
      else say(form.dataset.wordLeft ?? '')
    },
    closed: () => location.assign(page),
  })

  const find = (versionId: string) => questions.find((one) => one.dataset.question === versionId)

  if (form.dataset.log) tellLog(form.dataset.log)
  if (questions.some((one) => revisionOf(one) > 0)) state('saved')
  count()

  form.addEventListener('input', (event) => {
    const question = (event.target as Element).closest<HTMLFieldSetElement>('[data-question]')
    if (!question || (event.target as HTMLInputElement).type === 'file') return
    question.querySelector('[data-refused]')?.remove()
    const versionId = question.dataset.question!
    const isTyping = /^text/.test((event.target as HTMLInputElement | HTMLTextAreaElement).type)
    state('saving')
    count()
    clearTimeout(timers.get(versionId))
    timers.set(
      versionId,
      setTimeout(() => save(question), isTyping ? PAUSE : 0),
    )
  })

  // A file that has gone up stands in the question as a box that is ticked.
  form.addEventListener('uploaded', (event) => {
    const question = (event.target as Element).closest<HTMLFieldSetElement>('[data-question]')
    if (!question) return
    event.preventDefault()
    const { into, most } = (event.target as HTMLElement).dataset
    if (most === '1' && into) onlyNewest(question, into)
    timers.set(question.dataset.question!, 0)
    state('saving')
    save(question)
    count()
  })

  function save(question: HTMLFieldSetElement) {
    const versionId = question.dataset.question!
    if (!timers.has(versionId)) return
    clearTimeout(timers.get(versionId))
    timers.delete(versionId)
    const change: Change = { versionId, revision: revisionOf(question) + 1, values: valuesOf(question), at: Date.now() }
    question.dataset.revision = String(change.revision)
    queue.add(change)
    tabs.postMessage({ versionId, revision: change.revision, values: change.values } satisfies Message)
  }

  const saveNow = () => {
    for (const question of questions) save(question)
  }

  /** Shows what another tab or device has answered. */
  function follow(versionId: string, { revision, values }: Kept | Message) {
    const question = find(versionId)
    if (!question || timers.has(versionId)) return
    question.dataset.revision = String(revision)
    addBoxes(question, values, form.dataset.wordOtherFile ?? '')
    fill(question, values)
    count()
  }

  /** Both answers stand there where two places gave different ones: the one that is kept, and the one from here to take instead. */
  function offerBack(versionId: string, mine: string[], kept: string[]) {
    const question = find(versionId)
    question?.querySelector('[data-both]')?.remove()
    if (!question || String(mine) === String(kept)) return
    const note = document.createElement('p')
    note.dataset.both = ''
    note.className = 'both-answers'
    const words = document.createElement('span')
    words.textContent = `${form.dataset.wordElsewhere ?? ''} ${(form.dataset.wordMine ?? '').replace('#', inWords(question, mine))}`
    const take = document.createElement('button')
    take.type = 'button'
    take.className = 'link-btn'
    take.textContent = form.dataset.wordTakeMine ?? ''
    take.addEventListener('click', () => {
      note.remove()
      fill(question, mine)
      timers.set(versionId, 0)
      save(question)
      count()
    })
    note.append(words, ' ', take)
    question.append(note)
  }

  tabs.addEventListener('message', ({ data }: MessageEvent<Message | Stopped>) => {
    if (data === 'stopped') {
      saveNow()
      void queue.flush().then(() => location.assign(page))
      return
    }
    const question = find(data.versionId)
    if (question && data.revision > revisionOf(question)) follow(data.versionId, data)
  })

  function count() {
    const answered = questions.map(
      (question) => isChecked(question) || valuesOf(question).some((value) => value.trim() !== ''),
    )
    steps.mark(answered)
    countWordsIn(form)
    const place = form.querySelector('[data-answered]')
    const n = new Intl.NumberFormat(document.documentElement.lang).format(answered.filter(Boolean).length)
    if (place) place.textContent = (form.dataset.wordAnswered ?? '').replace('#', n)
  }

  const pause = document.querySelector<HTMLFormElement>('form[data-take-break]')
  // The words are saved already, so the button only leads on once everything has arrived.
  form.addEventListener(
    'submit',
    (event) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      saveNow()
      if (waitsForFile(form)) return
      const { name, value: go } = (event.submitter as HTMLButtonElement | null) ?? { name: '', value: '' }
      void queue.flush().then((isSent) => {
        if (!isSent && go === 'next') say(form.dataset.wordWait ?? '')
        if (isSent && (name === 'check' || go === 'next')) sendWith(form, name, go)
        if (isSent && go === 'review') location.assign(reviewPage)
        if (!isSent || go !== 'break') return
        tabs.postMessage('stopped' satisfies Stopped)
        pause?.submit()
      })
    },
    true,
  )
  // Answers of the last second go first; without a connection they are tried again until the server has said what it takes.
  openTimeLeft(function handIn() {
    saveNow()
    void queue.flush().then((isSent) => {
      if (isSent) document.querySelector<HTMLFormElement>('form[data-hand-in-at-end]')?.submit()
      else setTimeout(handIn, AGAIN)
    })
  })
  addEventListener('pagehide', saveNow)
  document.addEventListener('visibilitychange', () => document.hidden && saveNow())
}

/** Sends the page as it is; what is on it is saved already. */
function sendWith(form: HTMLFormElement, name: string, value: string) {
  const said = document.createElement('input')
  Object.assign(said, { type: 'hidden', name, value })
  form.append(said)
  form.submit()
}

/** Where one file is taken, a new one stands in the place of the one before. */
function onlyNewest(question: HTMLElement, into: string) {
  const boxes = [...question.querySelectorAll<HTMLInputElement>(`input[name="${into}"]`)]
  for (const box of boxes.slice(0, -1)) box.closest('label')?.remove()
}

/** Says once that a file has not arrived; pressed again, one goes on without it. */
function waitsForFile(form: HTMLFormElement): boolean {
  const note = form.querySelector<HTMLElement>('[data-waits-for-file]')
  if (!note?.hidden || !form.querySelector('.upload:not([data-state="refused"])')) return false
  note.hidden = false
  note.scrollIntoView({ block: 'nearest' })
  say(note.textContent ?? '')
  return true
}

/** Files that another tab has added: they stay where this one saves. */
function addBoxes(question: HTMLElement, values: string[], word: string) {
  const into = question.querySelector<HTMLElement>('upload-field')?.dataset.into
  if (!into) return
  for (const value of values.filter((one) => one && !inputsOf(question).some((input) => input.value === one))) {
    const label = document.createElement('label')
    const box = document.createElement('input')
    label.className = 'check'
    Object.assign(box, { type: 'checkbox', name: into, value })
    label.append(box, ` ${word}`)
    const list = question.querySelector<HTMLElement>('[data-kept]')
    if (list) list.hidden = false
    list?.append(label)
  }
}

const isChecked = (question: HTMLElement) => question.dataset.checked !== undefined

function fill(question: HTMLElement, values: string[]) {
  const inputs = inputsOf(question)
  for (const input of inputs.filter(isBox)) input.checked = values.includes(input.value)
  for (const [i, input] of inputs.filter((one) => !isBox(one)).entries()) input.value = values[i] ?? ''
}

/** An answer as it is read on the page. */
function inWords(question: HTMLElement, values: string[]): string {
  const boxes = inputsOf(question).filter(isBox)
  const labels = boxes
    .filter(({ value }) => values.includes(value))
    .map((box) => box.closest('label')?.textContent?.trim())
  const said = (labels.length ? labels : values).filter(Boolean).join(' · ')
  return (said.length > 200 ? `${said.slice(0, 200)}…` : said) || '–'
}

const revisionOf = (question: HTMLElement) => Number(question.dataset.revision)

type Answer = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const isBox = (input: Answer): input is HTMLInputElement => input.type === 'radio' || input.type === 'checkbox'

const inputsOf = (question: HTMLElement) => [
  ...question.querySelectorAll<Answer>('input:not([type="hidden"], [type="file"]), select, textarea'),
]

function valuesOf(question: HTMLElement): string[] {
  return inputsOf(question)
    .filter((input) => !isBox(input) || input.checked)
    .map((input) => input.value)
}
