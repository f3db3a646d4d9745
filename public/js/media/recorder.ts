import { dropHere, keepHere, keptHere } from './kept-here'
import { showLevel } from './sound-level'

type Sender = HTMLElement & { send: (file: File) => void }

/** What browsers record, the best first; Safari knows MP4 only. */
const types = {
  audio: ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus', ''],
  video: ['video/webm;codecs=vp9,opus', 'video/webm', 'video/mp4', ''],
}
const constraints: Record<keyof typeof types, MediaStreamConstraints> = {
  audio: { audio: true },
  video: { audio: true, video: { width: { ideal: 640 }, height: { ideal: 360 } } },
}

/**
 * `<media-recorder kind>` within an `<upload-field>`: records sound, or film, by MediaRecorder, lets it be heard, and gives it to the
 * field as a file, which sends it as every other. Stays hidden where the browser cannot record.
 */
class MediaRecorderElement extends HTMLElement {
  private recorder: MediaRecorder | null = null
  private chunks: Blob[] = []
  private since = 0
  private timer = 0
  private file: File | null = null
  private sound = ''
  private endLevel = () => {}

  connectedCallback() {
    if (!navigator.mediaDevices || typeof MediaRecorder === 'undefined') return
    this.hidden = false
    this.piece('record').addEventListener('click', () => void this.record())
    this.piece('stop').addEventListener('click', () => this.recorder?.stop())
    this.piece('again').addEventListener('click', () => void this.record())
    this.piece('use').addEventListener('click', () => this.use())
    this.piece('drop').addEventListener('click', () => {
      void dropHere(this.place)
      this.show('idle')
      this.piece('record').focus()
    })
    this.closest('upload-field')?.addEventListener('uploaded', (event) => {
      const sent = (event as CustomEvent<{ name: string }>).detail
      if (sent.name === this.file?.name) void dropHere(this.place)
    })
    void keptHere<File>(this.place).then((file) => file && this.dataset.state === undefined && this.hear(file))
  }

  /** Of this field on this device. */
  private get place() {
    const { for: subject = location.pathname } = this.closest<HTMLElement>('upload-field')?.dataset ?? {}
    return `${subject}:${this.kind}`
  }

  disconnectedCallback() {
    for (const track of this.recorder?.stream.getTracks() ?? []) track.stop()
    clearInterval(this.timer)
    this.endLevel()
    this.forget()
  }

  private get kind() {
    return this.getAttribute('kind') === 'video' ? 'video' : 'audio'
  }

  private piece<T extends HTMLElement>(name: string) {
    return this.querySelector<T>(`[data-${name}]`)!
  }

  private async record() {
    const problem = this.piece('problem')
    problem.hidden = true
    let stream: MediaStream
    try {
      stream = await navigator.mediaDevices.getUserMedia(constraints[this.kind])
    } catch {
      problem.textContent = this.dataset.denied ?? ''
      problem.hidden = false
      return
    }
    this.forget()
    const type = types[this.kind].find((one) => one === '' || MediaRecorder.isTypeSupported(one))
    const quality = { audioBitsPerSecond: 64_000, videoBitsPerSecond: 1_000_000 }
    const recorder = new MediaRecorder(stream, type ? { mimeType: type, ...quality } : quality)
    const live = this.querySelector<HTMLVideoElement>('[data-live]')
    if (live) live.srcObject = stream
    this.endLevel = showLevel(stream, this.querySelector('[data-level]'))
    this.recorder = recorder
    this.chunks = []
    recorder.addEventListener('dataavailable', ({ data }) => data.size > 0 && this.chunks.push(data))
    recorder.addEventListener('stop', () => this.stopped(stream, recorder.mimeType), { once: true })
    recorder.start(1_000)
    this.since = Date.now()
    this.tick()
    this.timer = window.setInterval(() => this.tick(), 500)
    this.show('recording')
    this.piece('stop').focus()
  }

  private tick() {
    const seconds = Math.floor((Date.now() - this.since) / 1_000)
    const most = Number(this.dataset.most) || 600
    this.piece('time').textContent = `${clock(seconds)} / ${clock(most)}`
    if (seconds >= most && this.recorder?.state === 'recording') this.recorder.stop()
  }

  private stopped(stream: MediaStream, mime: string) {
    clearInterval(this.timer)
    this.endLevel()
    for (const track of stream.getTracks()) track.stop()
    const type = mime.split(';')[0] || (this.kind === 'audio' ? 'audio/webm' : 'video/webm')
    const ending = type.endsWith('/mp4') ? (this.kind === 'audio' ? 'm4a' : 'mp4') : (type.split('/')[1] ?? 'webm')
    const at = new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-')
    const file = new File(this.chunks, `${this.dataset.name ?? 'recording'}-${at}.${ending}`, { type })
    void keepHere(this.place, file)
    this.hear(file)
  }

  private hear(file: File) {
    this.file = file
    this.sound = URL.createObjectURL(file)
    this.piece<HTMLMediaElement>('heard').src = this.sound
    this.show('heard')
    this.piece('use').focus()
  }

  private use() {
    if (this.file) this.closest<Sender>('upload-field')?.send(this.file)
    this.show('idle')
    this.piece('record').focus()
  }

  private forget() {
    if (this.sound) URL.revokeObjectURL(this.sound)
    this.sound = ''
    this.file = null
  }

  private show(state: 'idle' | 'recording' | 'heard') {
    for (const part of this.querySelectorAll<HTMLElement>('[data-while]')) part.hidden = part.dataset.while !== state
    this.dataset.state = state
  }
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

customElements.define('media-recorder', MediaRecorderElement)
