import { type Editor, getHTMLFromFragment } from '@tiptap/core'
import { say } from '../page/status'

/** What was chosen, and the words that stood behind the line, as HTML. */
export type Pick = (kind: string, rest: string) => void

const inText: Record<string, (editor: Editor) => void> = {
  h2: (e) => e.chain().focus().setHeading({ level: 2 }).run(),
  h3: (e) => e.chain().focus().setHeading({ level: 3 }).run(),
  bullet: (e) => e.chain().focus().toggleBulletList().run(),
  ordered: (e) => e.chain().focus().toggleOrderedList().run(),
}
const LONGEST = 24
let lists = 0

/**
 * "/" in an empty line offers what can be added; what is typed behind it narrows the choice. The keyboard stays in the text, as in
 * an editable combobox (ARIA Authoring Practices, "Combobox"). The page brings the list as `<template data-slash>`.
 */
export class SlashMenu {
  private readonly options: HTMLElement[]
  private isOff = false

  private constructor(
    private readonly list: HTMLElement,
    private readonly holder: HTMLElement,
    private readonly editor: Editor,
    private readonly pick: Pick,
  ) {
    list.id = `slash-${++lists}`
    this.options = [...list.querySelectorAll<HTMLElement>('[data-pick]')]
    for (const [at, option] of this.options.entries()) {
      option.id = `${list.id}-${at}`
      option.addEventListener('click', () => this.take(option))
    }
    // The text keeps the focus.
    list.addEventListener('mousedown', (event) => event.preventDefault())
    editor.view.dom.ariaAutoComplete = 'list'
    editor.view.dom.setAttribute('aria-haspopup', 'listbox')
  }

  static under(holder: HTMLElement, editor: Editor, page: HTMLElement, pick: Pick): SlashMenu | null {
    const template = page.querySelector<HTMLTemplateElement>('template[data-slash]')
    const list = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined
    if (!list) return null
    holder.append(list)
    return new SlashMenu(list, holder, editor, pick)
  }

  /** After every change of the text or of the place in it. */
  update() {
    const query = this.query()
    if (query === null) this.isOff = false
    if (query === null || this.isOff || !this.editor.isFocused) return this.close()
    const shown = this.options.filter((option) => {
      option.hidden = !isMeant(option, query)
      return !option.hidden
    })
    if (!shown.length) return this.close()
    const wasOpen = !this.list.hidden
    this.list.hidden = false
    this.place()
    this.activate(shown.includes(this.active!) ? this.active! : shown[0]!)
    if (!wasOpen) say(this.list.dataset.opened ?? '')
  }

  close() {
    if (this.list.hidden) return
    this.list.hidden = true
    this.active?.removeAttribute('aria-selected')
    const { dom } = this.editor.view
    dom.removeAttribute('aria-activedescendant')
    dom.removeAttribute('aria-controls')
  }

  /** Whether the key was for the list. */
  onKey(event: KeyboardEvent): boolean {
    if (this.list.hidden || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return false
    const shown = this.options.filter(({ hidden }) => !hidden)
    const at = shown.indexOf(this.active!)
    if (event.key === 'ArrowDown') this.activate(shown[(at + 1) % shown.length]!)
    else if (event.key === 'ArrowUp') this.activate(shown.at(at - 1)!)
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) this.take(this.active!)
    else if (event.key === 'Escape') {
      this.isOff = true
      this.close()
    } else return false
    return true
  }

  private get active() {
    return this.options.find((option) => option.ariaSelected === 'true')
  }

  private activate(option: HTMLElement) {
    this.active?.removeAttribute('aria-selected')
    option.ariaSelected = 'true'
    option.scrollIntoView({ block: 'nearest' })
    const { dom } = this.editor.view
    dom.setAttribute('aria-controls', this.list.id)
    dom.setAttribute('aria-activedescendant', option.id)
  }

  /** What stands behind the "/" of a line of its own; null where there is none. */
  private query(): string | null {
    const { empty, $from } = this.editor.state.selection
    const { parent } = $from
    if (!empty || $from.depth !== 1 || parent.type.name !== 'paragraph') return null
    const words = parent.textContent
    const isAtEnd = $from.parentOffset === parent.content.size
    return words.startsWith('/') && isAtEnd && words.length <= LONGEST ? words.slice(1) : null
  }

  /** Below the line; its own place is not known before. */
  private place() {
    const { view, state } = this.editor
    const top = view.coordsAtPos(state.selection.from).bottom - this.holder.getBoundingClientRect().top
    this.list.style.insetBlockStart = `${Math.round(top) + 6}px`
  }

  private take(option: HTMLElement) {
    const kind = option.dataset.pick ?? ''
    const change = inText[kind]
    this.close()
    const { $from } = this.editor.state.selection
    if (change) {
      this.editor.commands.deleteRange({ from: $from.start(1), to: $from.end(1) })
      return change(this.editor)
    }
    const { doc, schema } = this.editor.state
    const behind = doc.slice($from.after(1)).content
    const rest = behind.size ? getHTMLFromFragment(behind, schema) : ''
    this.editor.commands.deleteRange({ from: $from.before(1), to: doc.content.size })
    this.pick(kind, rest)
  }
}

/** By its name in the reader's language, or by its kind. */
function isMeant(option: HTMLElement, query: string): boolean {
  const typed = query.toLocaleLowerCase()
  if (typed.startsWith(' ')) return false
  return Boolean(option.textContent?.toLocaleLowerCase().includes(typed)) || option.dataset.pick!.startsWith(typed)
}
