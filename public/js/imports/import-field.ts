import { say } from '../page/status'
import { type Chosen, chosenFiles, droppedFiles, packed } from './pack'

type Uploader = HTMLElement & { send: (file: File) => void; refuse: (file: File, why: string) => void }

/** What a course can be made of, alone or among pictures and films. */
const page = /\.(?:md|markdown|zip)$/i

/**
 * `<import-field>` around an upload: several pages or a folder are packed into one zip, and what is there is looked into at once.
 * Until then its button waits, for the form would go without the file.
 */
class ImportField extends HTMLElement {
  private packing = 0
  private words = ''
  private shown = false

  connectedCallback() {
    this.words = this.button?.textContent ?? ''
    // Before the form is sent: its own `submit` is the page's, which would mark it as on its way.
    this.addEventListener('click', (event) => this.onClick(event), { capture: true })
    const lines = this.querySelector('.uploads')
    if (lines)
      new MutationObserver(() => this.showWaiting()).observe(lines, {
        childList: true,
        subtree: true,
        attributeFilter: ['data-state'],
      })
    this.addEventListener('change', (event) => this.onChange(event), { capture: true })
    this.addEventListener('drop', (event) => this.onDrop(event), { capture: true })
    this.addEventListener('uploaded', (event) => {
      event.preventDefault()
      this.querySelector<HTMLInputElement>('input[webkitdirectory]')?.closest('.field')?.remove()
      this.showWaiting()
      if (!this.isWaiting) this.look()
    })
  }

  /** The file is there, and is looked into: nothing else is to be chosen meanwhile. */
  private look() {
    this.querySelector('form')?.requestSubmit()
    if (this.button) this.button.textContent = this.dataset.looking ?? ''
    for (const over of this.querySelectorAll<HTMLElement>('.drop, .hint')) over.hidden = true
    say(this.dataset.looking ?? '')
  }

  /** A file is being packed, goes up, or was cut and can go on. */
  private get isWaiting() {
    return this.packing > 0 || this.querySelector('.upload:not([data-state="refused"])') !== null
  }

  private onClick(event: Event) {
    if (!this.isWaiting || !this.button?.contains(event.target as Node)) return
    event.preventDefault()
    say(this.querySelector('.upload[data-state="cut"] .muted')?.textContent || (this.dataset.waiting ?? ''))
  }

  /** Not `disabled`: that would take the focus away from who has just pressed it. */
  private showWaiting() {
    const { button, isWaiting } = this
    if (!button || isWaiting === this.shown) return
    this.shown = isWaiting
    button.textContent = isWaiting ? (this.dataset.waiting ?? '') : this.words
    if (isWaiting) button.setAttribute('aria-busy', 'true')
    else button.removeAttribute('aria-busy')
  }

  private onChange(event: Event) {
    const input = event.target
    if (!(input instanceof HTMLInputElement) || input.type !== 'file' || !input.files?.length) return
    event.stopPropagation()
    const files = chosenFiles(input.files)
    input.value = ''
    this.send(files)
  }

  private async onDrop(event: DragEvent) {
    if (!event.dataTransfer?.files.length) return
    event.preventDefault()
    event.stopPropagation()
    delete this.uploader?.dataset.over
    this.send(await droppedFiles(event.dataTransfer))
  }

  private async send(files: Chosen[]) {
    const [first] = files
    if (!first) return say(this.dataset.empty ?? '')
    if (/\.mbz$/i.test(first.path)) return this.uploader?.refuse(first.file, this.dataset.moodle ?? '')
    if (/\.imscc$/i.test(first.path)) return this.uploader?.refuse(first.file, this.dataset.cartridge ?? '')
    if (!files.some(({ path }) => page.test(path)))
      return this.uploader?.refuse(first.file, this.dataset.pageless ?? '')
    if (files.length === 1 && /\.zip$/i.test(first.path)) return this.uploader?.send(first.file)
    say(this.dataset.packing ?? '')
    this.packing++
    this.showWaiting()
    try {
      this.uploader?.send(await packed(files))
    } finally {
      this.packing--
      this.showWaiting()
    }
  }

  private get button() {
    return this.querySelector<HTMLButtonElement>('button.primary')
  }

  private get uploader() {
    return this.querySelector<Uploader>('upload-field')
  }
}

customElements.define('import-field', ImportField)
