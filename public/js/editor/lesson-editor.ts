import Sortable from 'sortablejs'
import type { UploadedEvent } from '../media/upload-field'
import { addFrom, bringPanel, firstField } from './adding'
import { BlockForm } from './block-form'
import { takeDropped, takeUploaded } from './files'
import { goAfter, isLink, settle } from './leaving'
import { moveBlock, moveByKey, sendMoved } from './moving'
import { takePasted } from './pasting'
import { forget } from './picking'
import { removeBlock } from './removing'
import { copyBlock } from './reshaping'

/** `<lesson-editor>`: sends the page's own small forms as one writes, and puts the answers where they belong. */
class LessonEditor extends HTMLElement {
  readonly forms = new Map<HTMLFormElement, BlockForm>()
  blocks!: HTMLElement

  connectedCallback() {
    const blocks = this.querySelector<HTMLElement>('[data-blocks]')
    if (!blocks) return
    this.blocks = blocks
    this.dataset.ready = ''
    this.prepare(this)
    this.addEventListener('submit', (event) => this.onSubmit(event))
    this.addEventListener('click', (event) => this.onClick(event))
    this.addEventListener('keydown', (event) => moveByKey(event))
    this.addEventListener('uploaded', (event) => takeUploaded(this, event as UploadedEvent))
    this.addEventListener('paste', (event) => takePasted(this, event), true)
    this.addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    })
    this.addEventListener('drop', (event) => takeDropped(this, event))
    Sortable.create(blocks, {
      draggable: '.edit-block',
      handle: '[data-grip]',
      animation: 140,
      ghostClass: 'sortable-ghost',
      onEnd: ({ item }) => sendMoved(this, item).catch(() => this.show('unsaved')),
    })
    addEventListener('beforeunload', (event) => {
      if (this.isUnsettled) event.preventDefault()
    })
  }

  prepare(root: ParentNode) {
    for (const form of root.querySelectorAll<HTMLFormElement>('form[data-block-form]')) {
      if (!this.forms.has(form)) this.forms.set(form, new BlockForm(form, this))
    }
  }

  /** The form of the block that holds this element, or that is it. */
  formOf(element: Element): BlockForm | undefined {
    const form = element.closest('.edit-block')?.querySelector<HTMLFormElement>('form[data-block-form]')
    return form ? this.forms.get(form) : undefined
  }

  /** One place says how it stands with all of it. */
  show(state: 'saving' | 'saved' | 'unsaved') {
    const line = this.querySelector<HTMLElement>('[data-state]')
    if (!line || line.dataset.state === state) return
    line.dataset.state = state
    line.textContent = this.dataset[state] ?? ''
  }

  /** Saved is only said when it holds for every block. */
  tell() {
    const forms = [...this.forms.values()]
    if (forms.some((form) => form.isStuck)) this.show('unsaved')
    else this.show(forms.some((form) => form.isUnsettled) ? 'saving' : 'saved')
  }

  private onSubmit(event: Event) {
    const form = event.target as HTMLFormElement
    const { submitter } = event as SubmitEvent
    if (form.matches('[data-add]')) this.hold(event, () => addFrom(this, form, submitter))
    else if (form.matches('[data-move]')) this.hold(event, () => moveBlock(this, form, submitter))
    else if (form.matches('[data-remove]')) this.hold(event, () => removeBlock(this, form))
    else if (form.matches('[data-copy]')) this.hold(event, () => copyBlock(this, form))
    else if (form.matches('[data-discard]')) this.hold(event, () => this.discard(form))
    else if (form.matches('[data-block-form]')) {
      const own = this.forms.get(form)
      if (own)
        this.hold(event, () =>
          submitter?.getAttribute('name') ? own.reshape(submitter as HTMLButtonElement) : own.save(),
        )
    } else if (!form.closest('[data-conflict]') && this.isUnsettled) {
      // Publishing, restoring: first everything that is written reaches the server. What does not is not published without it.
      this.hold(event, async () => {
        if (await settle(this)) form.requestSubmit(submitter)
      })
    }
  }

  get isUnsettled() {
    return [...this.forms.values()].some((form) => form.isUnsettled)
  }

  private hold(event: Event, act: () => Promise<unknown>) {
    event.preventDefault()
    event.stopPropagation()
    act().catch(() => this.show('unsaved'))
  }

  /** What is on its way would be a change again. */
  private async discard(form: HTMLFormElement) {
    const forms = [...this.forms.values()]
    for (const one of forms) one.beforeLeaving()
    await Promise.all(forms.map((one) => one.settle()))
    form.submit()
  }

  private onClick(event: MouseEvent) {
    const target = event.target as Element
    const link = isLink(event)
    if (link && this.isUnsettled && !link.matches('[data-insert], [data-take]')) {
      event.preventDefault()
      goAfter(this, link.href)
    }
    // What learners see is not for pressing here: a click on it opens its fields.
    const closed = target.matches('.edit-block') && target.querySelector<HTMLDetailsElement>('.edit-fields:not([open])')
    if (closed) {
      closed.open = true
      firstField(closed)?.focus({ preventScroll: true })
    }
    const mark = target.closest<HTMLElement>('[data-insert]')
    if (mark) {
      event.preventDefault()
      forget()
      bringPanel(mark)
    }
    if (target.closest('[data-take]')) {
      const block = target.closest('[data-conflict]')?.nextElementSibling
      if (block) this.formOf(block)?.beforeLeaving()
    }
  }
}

export type { LessonEditor }

customElements.define('lesson-editor', LessonEditor)
