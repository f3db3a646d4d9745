import { say } from '../page/status'
import { asJpeg, type Drawn } from './as-jpeg'
import { dropHere, keepHere, keptHere } from './kept-here'
import { pdfOfPhotos } from './pdf-of-photos'

type Sender = HTMLElement & { send: (file: File) => void }

/** Enough to read handwriting, and a page of half a megabyte. */
const MOST_SIDE = 2_200

/**
 * `<photo-pages>` within an `<upload-field>`: photos become the pages of one PDF, in an order that buttons change, and the field sends
 * it. They stay on this device until it has arrived. Hidden without a script: then each goes up by itself.
 */
class PhotoPages extends HTMLElement {
  private pages: Drawn[] = []
  private urls: string[] = []
  private sent = ''

  connectedCallback() {
    this.hidden = false
    for (const input of this.querySelectorAll('input'))
      input.addEventListener('change', () => {
        void this.add([...(input.files ?? [])])
        input.value = ''
      })
    this.piece('make').addEventListener('click', () => void this.make())
    this.field?.addEventListener('uploaded', (event) => {
      if ((event as CustomEvent<{ name: string }>).detail.name === this.sent) this.change([])
    })
    void keptHere<Drawn[]>(this.place).then((pages) => pages?.length && !this.pages.length && this.change(pages))
  }

  private get field() {
    return this.closest<Sender>('upload-field')
  }

  private get place() {
    return `${this.field?.dataset.for ?? location.pathname}:pages`
  }

  private piece(name: string) {
    return this.querySelector<HTMLElement>(`[data-${name}]`)!
  }

  private async add(files: File[]) {
    const problem = this.piece('problem')
    problem.hidden = true
    const most = Number(this.dataset.most)
    for (const file of files) {
      const page = this.pages.length < most ? await asJpeg(file, MOST_SIDE) : null
      if (page) this.change([...this.pages, page])
      else {
        const words = this.pages.length < most ? this.dataset.wordUnreadable : this.dataset.wordMany
        problem.textContent = (words ?? '').replace('#', file.name)
        problem.hidden = false
      }
    }
  }

  private change(pages: Drawn[]) {
    this.pages = pages
    void (pages.length ? keepHere(this.place, pages) : dropHere(this.place))
    for (const url of this.urls) URL.revokeObjectURL(url)
    this.urls = pages.map(({ blob }) => URL.createObjectURL(blob))
    this.piece('pages').replaceChildren(...pages.map((_, i) => this.line(i)))
    this.piece('make').hidden = !pages.length
  }

  private line(i: number) {
    const line = document.createElement('li')
    const picture = document.createElement('img')
    const { width, height } = this.pages[i]!
    Object.assign(picture, { src: this.urls[i], width, height, alt: this.word('page', i) })
    const moved = (to: number) => this.pages.with(i, this.pages[to]!).with(to, this.pages[i]!)
    line.append(
      picture,
      this.button('forward', i, '↑', i > 0, () => this.change(moved(i - 1))),
      this.button('back', i, '↓', i < this.pages.length - 1, () => this.change(moved(i + 1))),
      this.button('away', i, '×', true, () => this.change(this.pages.toSpliced(i, 1))),
    )
    return line
  }

  private button(key: string, i: number, sign: string, isPossible: boolean, act: () => void) {
    const button = document.createElement('button')
    Object.assign(button, { type: 'button', className: 'btn small', textContent: sign, disabled: !isPossible })
    button.dataset.act = key
    button.setAttribute('aria-label', this.word(key, i))
    button.addEventListener('click', () => {
      act()
      say(this.word(key, i))
      // The keyboard stays with what it has moved.
      const at = key === 'forward' ? i - 1 : key === 'back' ? i + 1 : Math.min(i, this.pages.length - 1)
      const line = this.piece('pages').children[at]
      const same = line?.querySelector<HTMLButtonElement>(`[data-act="${key}"]:enabled`)
      const next = same ?? line?.querySelector<HTMLButtonElement>('button:enabled') ?? this.querySelector('input')
      next?.focus()
    })
    return button
  }

  private word(key: string, i: number) {
    const words = this.dataset[`word${key[0]!.toUpperCase()}${key.slice(1)}`] ?? ''
    return words.replace('#', String(i + 1))
  }

  private async make() {
    const sheets = await Promise.all(
      this.pages.map(async ({ blob, ...size }) => ({ ...size, jpeg: new Uint8Array(await blob.arrayBuffer()) })),
    )
    const at = new Date().toISOString().slice(0, 19).replace(/[T:]/g, '-')
    this.sent = `${this.dataset.name ?? 'photos'}-${at}.pdf`
    this.field?.send(new File([pdfOfPhotos(sheets)], this.sent, { type: 'application/pdf' }))
  }
}

customElements.define('photo-pages', PhotoPages)
