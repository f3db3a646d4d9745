import type { Editor } from '@tiptap/core'
import { LinkLine } from './link-line'

type Tool = { run: (editor: Editor) => void; isOn?: (editor: Editor) => boolean; can?: (editor: Editor) => boolean }

const tools: Record<string, Tool> = {
  bold: { run: (e) => e.chain().focus().toggleBold().run(), isOn: (e) => e.isActive('bold') },
  italic: { run: (e) => e.chain().focus().toggleItalic().run(), isOn: (e) => e.isActive('italic') },
  code: { run: (e) => e.chain().focus().toggleCode().run(), isOn: (e) => e.isActive('code') },
  h2: {
    run: (e) => e.chain().focus().toggleHeading({ level: 2 }).run(),
    isOn: (e) => e.isActive('heading', { level: 2 }),
  },
  h3: {
    run: (e) => e.chain().focus().toggleHeading({ level: 3 }).run(),
    isOn: (e) => e.isActive('heading', { level: 3 }),
  },
  bullet: { run: (e) => e.chain().focus().toggleBulletList().run(), isOn: (e) => e.isActive('bulletList') },
  ordered: { run: (e) => e.chain().focus().toggleOrderedList().run(), isOn: (e) => e.isActive('orderedList') },
  quote: { run: (e) => e.chain().focus().toggleBlockquote().run(), isOn: (e) => e.isActive('blockquote') },
  undo: { run: (e) => e.chain().focus().undo().run(), can: (e) => e.can().undo() },
  redo: { run: (e) => e.chain().focus().redo().run(), can: (e) => e.can().redo() },
}

const isApple = /Mac|iPhone|iPad/.test(navigator.platform)

/** The bar over a text: one stop for the Tab key; arrows walk along it. The page brings it as `<template data-tools>`. */
export class Tools {
  private constructor(
    private readonly bar: HTMLElement,
    private readonly editor: Editor,
    private readonly link: LinkLine,
  ) {
    for (const [at, button] of this.buttons().entries()) {
      button.tabIndex = at ? -1 : 0
      nameKeys(button)
      button.addEventListener('mousedown', (event) => event.preventDefault())
      button.addEventListener('click', () => {
        if (button.ariaDisabled === 'true') return
        const tool = tools[button.dataset.tool ?? '']
        if (tool) tool.run(editor)
        else this.link.open()
      })
    }
    bar.addEventListener('keydown', (event) => this.onKey(event))
  }

  static over(holder: HTMLElement, editor: Editor, page: HTMLElement): Tools | null {
    const template = page.querySelector<HTMLTemplateElement>('template[data-tools]')
    const bar = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined
    if (!bar) return null
    holder.before(bar)
    const made = new Tools(bar, editor, new LinkLine(bar, editor))
    holder.addEventListener('keydown', (event) => {
      if (event.altKey && event.key === 'F10') bar.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
      if ((event.ctrlKey || event.metaKey) && event.key === 'k') {
        event.preventDefault()
        made.link.open()
      }
    })
    return made
  }

  private buttons() {
    return [...this.bar.querySelectorAll<HTMLButtonElement>('[data-tool]')]
  }

  /** Which are on, and which would do nothing. */
  mark() {
    for (const button of this.buttons()) {
      const { isOn, can } = tools[button.dataset.tool ?? ''] ?? { isOn: (e: Editor) => e.isActive('link') }
      if (isOn) button.ariaPressed = String(isOn(this.editor))
      if (can) button.ariaDisabled = String(!can(this.editor))
    }
  }

  private onKey(event: KeyboardEvent) {
    if (!(event.target as Element).matches('[data-tool]')) return
    const all = this.buttons()
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (event.key === 'Escape') return this.editor.commands.focus()
    if (!step) return
    event.preventDefault()
    const turned = getComputedStyle(this.bar).direction === 'rtl' ? -step : step
    const next = all[(all.indexOf(document.activeElement as HTMLButtonElement) + turned + all.length) % all.length]
    for (const button of all) button.tabIndex = button === next ? 0 : -1
    next?.focus()
  }
}

/** The key is told with the name, as this machine writes it. */
function nameKeys(button: HTMLButtonElement) {
  const keys = button.getAttribute('aria-keyshortcuts')
  if (!keys) return
  if (isApple) button.setAttribute('aria-keyshortcuts', keys.replace('Control', 'Meta'))
  const shown = isApple
    ? keys.replace('Control+', '⌘').replace('Shift+', '⇧').replace('Alt+', '⌥')
    : keys.replace('Control', 'Ctrl')
  button.title = `${button.ariaLabel} (${shown})`
}
