import { say } from '../page/status'
import type { LessonEditor } from './lesson-editor'
import { takePicked } from './picking'
import { type Reshaped, replaceBlock } from './reshaping'
import { RichText } from './rich-text'
import { send } from './send'
import { type Standing, showStanding } from './standing'

const QUIET_MS = 900
type Saved = Standing & { was: string; preview: string } & Partial<Reshaped>

/** The form of one block: saved a moment after one stops typing, kept on the device until the server has it. */
export class BlockForm {
  isDirty = false
  /** The last try did not reach the server, or was refused. */
  isStuck = false
  private rich: RichText | null = null
  private timer: number | undefined
  private turn = Promise.resolve()
  private waiting = 0
  private retry = 2_000
  private readonly key: string

  constructor(
    private readonly form: HTMLFormElement,
    private readonly editor: LessonEditor,
  ) {
    this.key = `draft:${new URL(form.action).pathname}`
    const area = form.querySelector<HTMLTextAreaElement>('textarea[name="markdown"]')
    if (form.dataset.blockForm === 'text' && area && (form.dataset.rich !== undefined || !area.value))
      this.rich = new RichText(
        area,
        editor,
        () => this.changed(),
        (kind, rest) => takePicked(editor, form.closest<HTMLElement>('.edit-block')!, kind, rest),
      )
    for (const button of form.querySelectorAll<HTMLElement>('[data-save]')) button.hidden = true
    form.addEventListener('input', (event) => {
      if ((event.target as Element).closest('upload-field, .tools')) return
      this.changed()
    })
    form.addEventListener('focusout', () => {
      if (this.isDirty && !this.question) this.save()
    })
    addEventListener('online', () => {
      if (this.isDirty) this.save()
    })
    this.restore()
  }

  /** Something is on its way, or waits to be. */
  get isUnsettled(): boolean {
    return this.isDirty || this.waiting > 0
  }

  get isEmpty(): boolean {
    return this.rich ? this.rich.isEmpty : !this.form.querySelector<HTMLTextAreaElement>('textarea')?.value.trim()
  }

  get isRich() {
    return this.rich !== null
  }

  insertHtml(html: string) {
    this.rich?.insertHtml(html)
  }

  insertLink(address: string) {
    this.rich?.insertLink(address)
  }

  /** What is not saved belongs to a block that goes away. */
  beforeLeaving() {
    clearTimeout(this.timer)
    this.isDirty = false
    this.isStuck = false
    localStorage.removeItem(this.key)
  }

  private changed() {
    this.isDirty = true
    this.editor.show('saving')
    this.keep()
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), QUIET_MS)
  }

  private fields(): URLSearchParams {
    const fields = new URLSearchParams()
    for (const [name, value] of new FormData(this.form)) if (typeof value === 'string') fields.append(name, value)
    if (this.rich) {
      fields.delete('markdown')
      fields.set('html', this.rich.html)
    }
    return fields
  }

  async save(): Promise<void> {
    clearTimeout(this.timer)
    return this.inTurn(async () => {
      if (this.isDirty) await this.send()
    })
  }

  /** A button of the form that changes its shape: a row more, an answer less. What was typed goes along. */
  async reshape(button: HTMLButtonElement | null): Promise<void> {
    clearTimeout(this.timer)
    return this.inTurn(() => this.send(button))
  }

  /** One at a time, so that an older one never arrives after a newer one. */
  private inTurn(act: () => Promise<void>): Promise<void> {
    this.waiting += 1
    this.turn = this.turn.then(act).finally(() => {
      this.waiting -= 1
      this.editor.tell()
    })
    return this.turn
  }

  /** What was written, on its way or waiting, has arrived or could not. */
  async settle(): Promise<void> {
    if (this.isDirty) await this.save()
    else await this.turn
  }

  private async send(button?: HTMLButtonElement | null) {
    const fields = this.fields()
    if (button?.name) fields.append(button.name, button.value)
    this.isDirty = false
    this.editor.show('saving')
    const answer = await send<Saved>(this.form.action, 'POST', fields)
    if (answer.ok) return this.saved(answer.data, button)
    this.isDirty = true
    this.isStuck = true
    this.editor.show('unsaved')
    if (answer.conflict) return this.ask(answer.conflict)
    if (answer.error) {
      this.complain(answer.error)
      return
    }
    this.timer = setTimeout(() => this.save(), this.retry)
    this.retry = Math.min(60_000, this.retry * 2)
  }

  private saved({ was, preview, html, ...standing }: Saved, button?: HTMLButtonElement | null) {
    this.retry = 2_000
    this.isStuck = false
    if (html) {
      this.beforeLeaving()
      showStanding(standing)
      return replaceBlock(this.editor, this.form, html, button ?? null)
    }
    this.form.querySelector<HTMLInputElement>('input[name="was"]')!.value = was
    this.form.querySelector('.hint.problem[role="alert"]')?.remove()
    if (!this.isDirty) localStorage.removeItem(this.key)
    const shown = this.form.closest('.edit-block')?.querySelector('[data-preview]')
    if (shown) shown.innerHTML = preview
    showStanding(standing)
  }

  private complain(sentence: string) {
    this.form.querySelector('.hint.problem[role="alert"]')?.remove()
    const line = document.createElement('p')
    line.className = 'hint problem'
    line.role = 'alert'
    line.textContent = sentence
    this.form.append(line)
  }

  /** Both versions, above the block; the author decides. */
  private ask(html: string) {
    const block = this.form.closest('.edit-block')
    if (!block) return
    // What was typed since is part of the question; the hand stays where it writes.
    const old = this.question
    const hadFocus = !old || old.contains(document.activeElement)
    old?.remove()
    block.insertAdjacentHTML('beforebegin', html)
    const panel = block.previousElementSibling as HTMLElement
    panel.addEventListener('submit', () => this.beforeLeaving())
    if (hadFocus) panel.focus()
    if (!old) say(panel.querySelector('h3')?.textContent ?? '')
  }

  private get question(): HTMLElement | null {
    const before = this.form.closest('.edit-block')?.previousElementSibling
    return before instanceof HTMLElement && before.matches('[data-conflict]') ? before : null
  }

  private keep() {
    try {
      localStorage.setItem(this.key, JSON.stringify({ fields: [...this.fields()], at: Date.now() }))
    } catch {
      // Full or forbidden: then only the server keeps it.
    }
  }

  /** Words that did not reach the server the last time. */
  private restore() {
    const kept = localStorage.getItem(this.key)
    if (!kept) return
    const { fields, at } = JSON.parse(kept) as { fields: [string, string][]; at: number }
    if (Date.now() - at > 14 * 86_400_000) return localStorage.removeItem(this.key)
    const counts = new Map<string, number>()
    for (const [name, value] of fields) {
      const index = counts.get(name) ?? 0
      counts.set(name, index + 1)
      if (name === 'html') this.rich?.set(value)
      const field = this.form.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)[index]
      if (field && field.type !== 'checkbox') field.value = value
    }
    this.isDirty = true
    say(this.editor.dataset.restored ?? '')
    this.timer = setTimeout(() => this.save(), QUIET_MS)
  }
}
