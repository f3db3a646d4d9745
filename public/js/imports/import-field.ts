import { say } from '../page/status'
import { type Chosen, chosenFiles, droppedFiles, packed } from './pack'

type Uploader = HTMLElement & { send: (file: File) => void }

/** `<import-field>` around an upload: several pages or a folder are packed into one zip, and what is there is looked into at once. */
class ImportField extends HTMLElement {
  connectedCallback() {
    this.addEventListener('change', (event) => this.onChange(event), { capture: true })
    this.addEventListener('drop', (event) => this.onDrop(event), { capture: true })
    this.addEventListener('uploaded', (event) => {
      event.preventDefault()
      this.querySelector<HTMLInputElement>('input[webkitdirectory]')?.remove()
      this.querySelector('form')?.requestSubmit()
    })
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
    if (files.length === 1 && /\.zip$/i.test(first.path)) return this.uploader?.send(first.file)
    say(this.dataset.packing ?? '')
    this.uploader?.send(await packed(files))
  }

  private get uploader() {
    return this.querySelector<Uploader>('upload-field')
  }
}

customElements.define('import-field', ImportField)
