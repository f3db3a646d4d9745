import { say } from '../page/status'
import { asJpeg } from './as-jpeg'
import { Cut, Refused, type SentFile, sendFile } from './send-file'
import { sendThumbnail } from './thumbnail'

/** Told for every file that is there: `event.detail` is the file. It bubbles. */
export type UploadedEvent = CustomEvent<SentFile>

/** `<upload-field purpose>`: chosen and dropped files go up in parts, each with its line, its bar, and a way on after a cut. */
class UploadField extends HTMLElement {
  private turn: Promise<void> = Promise.resolve()

  connectedCallback() {
    const input = this.querySelector<HTMLInputElement>('input[type="file"]')
    if (!input) return
    this.dataset.ready = ''
    const sendChosen = () => {
      for (const file of input.files ?? []) this.send(file)
      input.value = ''
    }
    input.addEventListener('change', sendChosen)
    if (this.dataset.code) sendChosen() // chosen while this code was on its way
    this.addEventListener('dragover', (event) => {
      event.preventDefault()
      this.dataset.over = ''
    })
    this.addEventListener('dragleave', () => delete this.dataset.over)
    this.addEventListener('drop', (event) => {
      event.preventDefault()
      event.stopPropagation()
      delete this.dataset.over
      for (const file of event.dataTransfer?.files ?? []) this.send(file)
    })
  }

  /** Also for files that were pasted or dropped elsewhere. One after the other, so that they come in the order in which they were chosen. */
  send(file: File) {
    const line = new Line(this, file)
    this.querySelector('.uploads')?.append(line.element)
    if (this.isFull()) return line.stop('refused', this.dataset.full ?? '')
    const go = () => line.go()
    this.turn = this.turn.then(go, go)
  }

  /** As many as are taken are here or on their way; where one is, the next one takes its place. */
  private isFull(): boolean {
    const most = Number(this.dataset.most ?? 0)
    if (most < 2) return false
    const { into = '' } = this.dataset
    const here = this.closest('form')?.querySelectorAll(`input[type="checkbox"][name="${into}"]:checked`).length ?? 0
    return here + this.querySelectorAll('.upload:not([data-state="refused"])').length > most
  }

  /** What cannot be taken is said beside the file, before anything of it goes up. */
  refuse(file: File, why: string) {
    const line = new Line(this, file)
    this.querySelector('.uploads')?.append(line.element)
    line.stop('refused', why)
  }
}

class Line {
  readonly element = document.createElement('div')
  private readonly name = document.createElement('span')
  private readonly bar = document.createElement('progress')
  private readonly note = document.createElement('span')
  private readonly actions = document.createElement('span')
  private abort = new AbortController()

  constructor(
    private readonly field: HTMLElement,
    private file: File,
  ) {
    this.element.className = 'upload'
    this.name.className = 'upload-name'
    this.name.dir = 'auto'
    this.name.textContent = file.name
    this.note.className = 'small muted'
    this.bar.className = 'line'
    this.bar.max = 100
    this.bar.setAttribute('aria-label', this.word('uploading'))
    this.element.append(this.name, this.note, this.actions, this.bar)
    this.offer(['cancel', () => this.giveUp()])
  }

  private word(key: 'uploading' | 'uploaded' | 'stopped' | 'retry' | 'cancel' | 'close') {
    return (this.field.dataset[key] ?? '').replace('{name}', this.file.name)
  }

  async go() {
    if (!this.element.isConnected) return // given up before its turn
    this.abort = new AbortController()
    this.element.removeAttribute('data-state')
    this.note.classList.add('muted')
    this.offer(['cancel', () => this.giveUp()])
    try {
      this.file = await shownEverywhere(this.file, this.field)
      const sent = await sendFile(this.file, {
        purpose: this.field.getAttribute('purpose') ?? 'content',
        for: this.field.dataset.for,
        signal: this.abort.signal,
        onProgress: (share) => {
          this.bar.value = Math.floor(share * 100)
          this.note.textContent = `${Math.floor(share * 100)} %`
        },
      })
      await sendThumbnail(this.file, sent)
      this.finish(sent)
    } catch (error) {
      if (this.abort.signal.aborted) this.element.remove()
      else if (error instanceof Refused) this.stop(error.again ? 'waits' : 'refused', error.message)
      else if (error instanceof Cut) this.stop('cut', this.word('stopped'))
      else throw error
    }
  }

  private finish(sent: SentFile) {
    this.element.remove()
    say(this.word('uploaded'))
    this.fillIn(sent)
    const handled = !this.field.dispatchEvent(
      new CustomEvent('uploaded', { detail: sent, bubbles: true, cancelable: true }),
    )
    if (!handled && !this.field.dataset.into && !this.field.querySelector('.upload')) location.reload()
  }

  /** In a form the id goes along where the file itself would have. */
  private fillIn(sent: SentFile) {
    const { into } = this.field.dataset
    if (!into) return
    const kept = document.createElement('label')
    const box = document.createElement('input')
    const name = document.createElement('bdi')
    name.textContent = sent.name
    Object.assign(box, { type: 'checkbox', name: into, value: sent.id, checked: true })
    const list = this.field.closest('form')?.querySelector<HTMLElement>(`[data-kept="${into}"]`)
    kept.className = list ? 'check' : 'chip'
    kept.append(box, ' ', name)
    if (list) list.hidden = false
    ;(list ?? this.field.querySelector('.uploads'))?.append(kept)
  }

  stop(state: 'refused' | 'waits' | 'cut', sentence: string) {
    this.element.dataset.state = state
    this.note.classList.remove('muted')
    this.note.textContent = sentence
    say(sentence)
    if (state === 'refused') this.offer(['close', () => this.element.remove()])
    else this.offer(['retry', () => this.go()], ['cancel', () => this.giveUp()])
    if (state === 'cut') addEventListener('online', () => this.go(), { once: true })
  }

  private giveUp() {
    this.abort.abort()
    this.element.remove()
  }

  private offer(...choices: ['retry' | 'cancel' | 'close', () => void][]) {
    this.actions.replaceChildren(
      ...choices.map(([key, run]) => {
        const button = document.createElement('button')
        button.type = 'button'
        button.className = 'btn small quiet'
        button.textContent = this.word(key)
        button.addEventListener('click', run)
        return button
      }),
    )
  }
}

/** What an iPhone photographs few browsers show: where this one can draw it, it goes up as a JPEG. */
async function shownEverywhere(file: File, field: HTMLElement): Promise<File> {
  if (field.getAttribute('purpose') !== 'submission' || !/\.hei[cf]$/i.test(file.name)) return file
  const drawn = await asJpeg(file, 4_096, 0.9)
  return drawn ? new File([drawn.blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }) : file
}

customElements.define('upload-field', UploadField)
