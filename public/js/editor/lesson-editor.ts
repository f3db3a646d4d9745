import Sortable from 'sortablejs'
import { sendFile } from '../media/send-file'
import { sendThumbnail } from '../media/thumbnail'
import type { UploadedEvent } from '../media/upload-field'
import { say, word } from '../page/status'
import { toast } from '../page/toast'
import { BlockForm } from './block-form'
import { type Answer, send } from './send'
import { type Standing, showStanding } from './standing'

type Added = Standing & { id: string; after: string; html: string }

/** `<lesson-editor>`: sends the page's own small forms as one writes, and puts the answers where they belong. */
class LessonEditor extends HTMLElement {
  private readonly forms = new Map<HTMLFormElement, BlockForm>()
  private blocks!: HTMLElement

  connectedCallback() {
    const blocks = this.querySelector<HTMLElement>('[data-blocks]')
    if (!blocks) return
    this.blocks = blocks
    this.dataset.ready = ''
    this.prepare(this)
    this.addEventListener('submit', (event) => this.onSubmit(event))
    this.addEventListener('click', (event) => this.onClick(event))
    this.addEventListener('keydown', (event) => this.onKey(event))
    this.addEventListener('uploaded', (event) => this.onUploaded(event as UploadedEvent))
    this.addEventListener('paste', (event) => this.onPaste(event), true)
    this.addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    })
    this.addEventListener('drop', (event) => this.onDrop(event))
    Sortable.create(blocks, {
      draggable: '.edit-block',
      handle: '[data-grip]',
      animation: 140,
      ghostClass: 'sortable-ghost',
      onEnd: ({ item }) => this.moved(item),
    })
    addEventListener('beforeunload', (event) => {
      if ([...this.forms.values()].some((form) => form.isDirty)) event.preventDefault()
    })
  }

  private prepare(root: ParentNode) {
    for (const form of root.querySelectorAll<HTMLFormElement>('form[data-block-form]')) {
      if (!this.forms.has(form)) this.forms.set(form, new BlockForm(form, this))
    }
  }

  /** One place says how it stands with all of it. */
  show(state: 'saving' | 'saved' | 'unsaved') {
    const line = this.querySelector<HTMLElement>('[data-state]')
    if (!line) return
    line.dataset.state = state
    line.textContent = this.dataset[state] ?? ''
  }

  private onSubmit(event: Event) {
    const form = event.target as HTMLFormElement
    if (form.matches('[data-add]')) this.hold(event, () => this.add(form, (event as SubmitEvent).submitter))
    else if (form.matches('[data-move]')) this.hold(event, () => this.move(form, (event as SubmitEvent).submitter))
    else if (form.matches('[data-remove]')) this.hold(event, () => this.remove_(form))
    else if (form.matches('[data-publish]')) this.hold(event, () => this.publish(form))
    else if (form.matches('[data-discard]')) for (const one of this.forms.values()) one.beforeLeaving()
    else if (form.matches('[data-block-form]')) {
      const submitter = (event as SubmitEvent).submitter as HTMLButtonElement | null
      // A button with a name changes the form's shape: the page comes anew.
      if (!submitter?.name) this.hold(event, () => this.forms.get(form)?.save() ?? Promise.resolve())
      else this.forms.get(form)?.beforeLeaving()
    }
  }

  private hold(event: Event, act: () => Promise<unknown>) {
    event.preventDefault()
    event.stopPropagation()
    act().catch(() => this.show('unsaved'))
  }

  /** First everything that is written reaches the server; what does not is not published without it. */
  private async publish(form: HTMLFormElement) {
    const forms = [...this.forms.values()]
    await Promise.all(forms.map((one) => one.settle()))
    if (forms.some((one) => one.isDirty)) return this.show('unsaved')
    form.submit()
  }

  private async add(form: HTMLFormElement, submitter: Element | null) {
    const fields = new FormData(form)
    if (submitter instanceof HTMLButtonElement && submitter.name) fields.set(submitter.name, submitter.value)
    await this.addBlock(Object.fromEntries([...fields].map(([name, value]) => [name, String(value)])), form)
    form.reset()
  }

  /** Adds where the panel stands, unless `after` is said. */
  async addBlock(fields: Record<string, string>, form?: HTMLFormElement): Promise<boolean> {
    const after = fields.after ?? this.placeOfPanel()
    const body = new URLSearchParams(fields)
    if (after !== null) body.set('after', after)
    const answer: Answer<Added> = await send(`/items/${this.dataset.item}/blocks`, 'POST', body)
    if (!answer.ok) {
      if (form) this.complain(form, answer.error)
      return false
    }
    this.place(answer.data)
    return true
  }

  private complain(form: HTMLFormElement, sentence: string) {
    form.querySelector('.hint.problem')?.remove()
    const line = document.createElement('p')
    line.className = 'hint problem'
    line.role = 'alert'
    line.textContent = sentence
    form.append(line)
  }

  private place({ id, after, html, ...standing }: Added) {
    this.querySelector('[data-empty]')?.remove()
    const template = document.createElement('template')
    template.innerHTML = html
    const added = template.content.firstElementChild as HTMLElement
    const mark = this.blocks.querySelector(`[data-insert="${CSS.escape(after)}"]`)
    mark?.after(template.content)
    this.prepare(this.blocks)
    showStanding(standing)
    this.show('saved')
    this.panelBehind(id)
    const field = added.querySelector<HTMLElement>('.ProseMirror, textarea, input:not([type="hidden"])')
    ;(field ?? added).focus({ preventScroll: true })
    added.scrollIntoView({ block: 'nearest' })
  }

  private placeOfPanel(): string | null {
    const panel = document.getElementById('add')
    if (!panel || !this.blocks.contains(panel)) return null
    const before = panel.previousElementSibling
    return before instanceof HTMLElement ? (before.dataset.insert ?? null) : null
  }

  /** The panel goes on with the writer, if it stood between blocks. */
  private panelBehind(id: string) {
    const panel = document.getElementById('add')
    if (panel && this.blocks.contains(panel))
      this.blocks.querySelector(`[data-insert="${CSS.escape(id)}"]`)?.after(panel)
  }

  private onClick(event: Event) {
    const target = event.target as Element
    // What learners see is not for pressing here: a click on it opens its fields.
    const closed = target.matches('.edit-block') && target.querySelector<HTMLDetailsElement>('.edit-fields:not([open])')
    if (closed) {
      closed.open = true
      closed.querySelector<HTMLElement>('textarea, input:not([type="hidden"]), select')?.focus({ preventScroll: true })
    }
    const mark = target.closest<HTMLElement>('[data-insert]')
    if (mark) {
      event.preventDefault()
      const panel = document.getElementById('add')
      if (!panel) return
      mark.after(panel)
      for (const field of panel.querySelectorAll<HTMLInputElement>('input[name="after"]')) field.remove()
      panel.querySelector<HTMLElement>('button')?.focus()
    }
    if (target.closest('[data-take]')) {
      const block = target.closest('[data-conflict]')?.nextElementSibling
      const form = block?.querySelector<HTMLFormElement>('form[data-block-form]')
      if (form) this.forms.get(form)?.beforeLeaving()
    }
  }

  private onKey(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    const block = (event.target as Element).closest<HTMLElement>('.edit-block')
    const button = block?.querySelector<HTMLButtonElement>(
      `[data-move] [value="${event.key === 'ArrowUp' ? 'up' : 'down'}"]`,
    )
    if (!button) return
    event.preventDefault()
    const focused = document.activeElement as HTMLElement
    button.click()
    focused.focus()
  }

  private async move(form: HTMLFormElement, submitter: Element | null) {
    const block = form.closest<HTMLElement>('.edit-block')
    const to = (submitter as HTMLButtonElement | null)?.value
    if (!block || !to) return
    const other = to === 'up' ? this.neighbour(block, -1) : this.neighbour(block, 1)
    if (!other) return
    if (to === 'up') other.before(block)
    else other.after(block)
    this.straighten()
    block.scrollIntoView({ block: 'nearest' })
    ;(submitter as HTMLElement).focus({ preventScroll: true })
    await this.sendPlace(block)
  }

  private neighbour(block: HTMLElement, step: number) {
    const all = [...this.blocks.querySelectorAll<HTMLElement>('.edit-block')]
    return all[all.indexOf(block) + step]
  }

  private async moved(item: HTMLElement) {
    this.straighten()
    await this.sendPlace(item).catch(() => this.show('unsaved'))
  }

  private async sendPlace(block: HTMLElement) {
    const before = this.neighbour(block, -1)
    const url = `/items/${this.dataset.item}/blocks/${block.dataset.blockId}/position?_method=PUT`
    this.show('saving')
    const answer = await send<Standing>(url, 'POST', new URLSearchParams({ after: before?.dataset.blockId ?? '' }))
    this.show(answer.ok ? 'saved' : 'unsaved')
    if (answer.ok) showStanding(answer.data)
    else say(answer.error)
  }

  /** Behind every block stands its mark for adding. */
  private straighten() {
    for (const block of this.blocks.querySelectorAll<HTMLElement>('.edit-block')) {
      const mark = this.blocks.querySelector(`[data-insert="${CSS.escape(block.dataset.blockId ?? '')}"]`)
      if (mark) block.after(mark)
    }
    const first = this.blocks.querySelector('[data-insert=""]')
    if (first) this.blocks.prepend(first)
  }

  private async remove_(form: HTMLFormElement) {
    const block = form.closest<HTMLElement>('.edit-block')
    if (!block) return
    const answer = await send<Standing & { undo: string }>(form.action, 'POST', new URLSearchParams())
    if (!answer.ok) return say(answer.error)
    const own = block.querySelector<HTMLFormElement>('form[data-block-form]')
    if (own) this.forms.get(own)?.beforeLeaving()
    const mark = this.blocks.querySelector<HTMLElement>(`[data-insert="${CSS.escape(block.dataset.blockId ?? '')}"]`)
    const next = this.neighbour(block, 1) ?? this.neighbour(block, -1)
    mark?.remove()
    block.remove()
    ;(next ?? this).focus({ preventScroll: true })
    showStanding(answer.data)
    this.show('saved')
    const { removed = '', undo = '' } = this.dataset
    say(removed)
    toast(removed, word('close'), {
      label: undo,
      run: async () => {
        const back = await send<Added>(answer.data.undo, 'POST', new URLSearchParams())
        if (back.ok) this.place(back.data)
      },
    })
  }

  /** A file of a block's own field changes that block; any other becomes a block. */
  private onUploaded(event: UploadedEvent) {
    event.preventDefault()
    const field = event.target as HTMLElement
    const form = field.closest<HTMLFormElement>('form[data-block-form]')
    const kept = form?.querySelector<HTMLInputElement>('[data-media]')
    if (!form || !kept) {
      this.addBlock({ kind: 'file', mediaId: event.detail.id })
      return
    }
    kept.value = event.detail.id
    const title = form.querySelector<HTMLInputElement>('input[name="title"]')
    if (title && !title.value) title.value = event.detail.name.replace(/\.[^.]{1,8}$/, '')
    const saved = this.forms.get(form)?.save()
    if (kept.name === 'addMediaId') saved?.then(() => location.reload())
  }

  private onDrop(event: DragEvent) {
    const files = [...(event.dataTransfer?.files ?? [])]
    if (!files.length || (event.target as Element).closest('upload-field')) return
    event.preventDefault()
    event.stopPropagation()
    this.takeFiles(files, (event.target as Element).closest<HTMLElement>('.edit-block')?.dataset.blockId)
  }

  private onPaste(event: ClipboardEvent) {
    const files = [...(event.clipboardData?.files ?? [])]
    const block = (event.target as Element).closest<HTMLElement>('.edit-block')
    // Word and spreadsheets bring a picture beside their text: the text is meant.
    if (files.length && !event.clipboardData?.types.includes('text/html')) {
      event.preventDefault()
      event.stopPropagation()
      this.takeFiles(files, block?.dataset.blockId)
      return
    }
    const text = event.clipboardData?.getData('text/plain').trim() ?? ''
    const form = (event.target as Element).closest<HTMLFormElement>('form[data-block-form="text"]')
    if (!block || !form || !/^https:\/\/\S+$/.test(text) || !this.forms.get(form)?.isEmpty) return
    event.preventDefault()
    event.stopPropagation()
    this.addBlock({ kind: 'embed', url: text, after: block.dataset.blockId ?? '' }).then((isAdded) => {
      if (!isAdded) this.forms.get(form)?.insertLink(text)
    })
  }

  private async takeFiles(files: File[], after?: string) {
    const panel = document.querySelector<HTMLElement & { send: (file: File) => void }>('#add upload-field')
    for (const file of files) {
      // In the panel one sees how far it is; behind a block it goes straight there.
      if (!after) panel?.send(file)
      else {
        this.show('saving')
        try {
          const sent = await sendFile(file, { purpose: 'content' })
          await sendThumbnail(file, sent)
          await this.addBlock({ kind: 'file', mediaId: sent.id, after })
        } catch (error) {
          this.show('unsaved')
          const sentence = error instanceof Error && error.message ? error.message : (this.dataset.unsaved ?? '')
          toast(sentence, word('close'))
          say(sentence)
        }
      }
    }
  }
}

export type { LessonEditor }

customElements.define('lesson-editor', LessonEditor)
