import type { Editor } from '@tiptap/core'

/** Where a link leads, asked for in the bar itself. */
export class LinkLine {
  private readonly line: HTMLElement | null
  private readonly field: HTMLInputElement | null

  constructor(
    bar: HTMLElement,
    private readonly editor: Editor,
  ) {
    this.line = bar.querySelector('[data-link]')
    this.field = this.line?.querySelector('input') ?? null
    this.line?.addEventListener('keydown', (event) => this.onKey(event))
    this.line?.addEventListener('click', (event) => {
      const act = (event.target as Element).closest<HTMLElement>('[data-act]')?.dataset.act
      if (act === 'set') this.set()
      if (act === 'unset') this.unset()
    })
  }

  open() {
    if (!this.line || !this.field) return
    this.line.hidden = false
    this.field.value = String(this.editor.getAttributes('link').href ?? '')
    this.field.removeAttribute('aria-invalid')
    this.field.select()
    this.field.focus()
  }

  private close() {
    if (this.line) this.line.hidden = true
    this.editor.commands.focus()
  }

  private onKey(event: KeyboardEvent) {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter' && event.target === this.field) this.set()
    else if (event.key === 'Escape') this.close()
    else (event.target as HTMLElement).click()
  }

  private set() {
    const address = addressOf(this.field?.value ?? '')
    if (address === '') return this.unset()
    if (!address) return this.field?.setAttribute('aria-invalid', 'true')
    const { empty } = this.editor.state.selection
    const chain = this.editor.chain().focus().extendMarkRange('link')
    // With nothing chosen, the address itself is what one reads.
    if (empty && !this.editor.isActive('link'))
      chain.insertContent([{ type: 'text', text: address, marks: [{ type: 'link', attrs: { href: address } }] }]).run()
    else chain.setLink({ href: address }).run()
    this.close()
  }

  private unset() {
    this.editor.chain().focus().extendMarkRange('link').unsetLink().run()
    this.close()
  }
}

/** What was typed as an address; '' for nothing, null for what leads nowhere. */
function addressOf(typed: string): string | null {
  const text = typed.trim()
  if (text === '' || text === 'https://') return ''
  if (/^(?:https?:\/\/.|mailto:.|\/(?!\/)|#)/i.test(text)) return text
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`
  return /^[^\s/:]+\.[a-z]{2,}(?:[/?#]\S*)?$/i.test(text) ? `https://${text}` : null
}
