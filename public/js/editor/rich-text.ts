import { Editor } from '@tiptap/core'
import Link from '@tiptap/extension-link'
import StarterKit from '@tiptap/starter-kit'
import { fromWord } from './from-word'

type Tool = { name: string; sign: string; run: (editor: Editor) => void; isOn: (editor: Editor) => boolean }

const tools: Tool[] = [
  { name: 'bold', sign: 'B', run: (e) => e.chain().focus().toggleBold().run(), isOn: (e) => e.isActive('bold') },
  { name: 'italic', sign: 'I', run: (e) => e.chain().focus().toggleItalic().run(), isOn: (e) => e.isActive('italic') },
  { name: 'code', sign: '<>', run: (e) => e.chain().focus().toggleCode().run(), isOn: (e) => e.isActive('code') },
  {
    name: 'h2',
    sign: 'H',
    run: (e) => e.chain().focus().toggleHeading({ level: 2 }).run(),
    isOn: (e) => e.isActive('heading', { level: 2 }),
  },
  {
    name: 'h3',
    sign: 'h',
    run: (e) => e.chain().focus().toggleHeading({ level: 3 }).run(),
    isOn: (e) => e.isActive('heading', { level: 3 }),
  },
  {
    name: 'bullet',
    sign: '•',
    run: (e) => e.chain().focus().toggleBulletList().run(),
    isOn: (e) => e.isActive('bulletList'),
  },
  {
    name: 'ordered',
    sign: '1.',
    run: (e) => e.chain().focus().toggleOrderedList().run(),
    isOn: (e) => e.isActive('orderedList'),
  },
  {
    name: 'quote',
    sign: '”',
    run: (e) => e.chain().focus().toggleBlockquote().run(),
    isOn: (e) => e.isActive('blockquote'),
  },
]

/** A text written as it will be read, in place of its textarea. */
export class RichText {
  private readonly editor: Editor
  private readonly buttons = new Map<Tool, HTMLButtonElement>()
  private isSet = true

  constructor(area: HTMLTextAreaElement, words: HTMLElement, onChange: () => void) {
    const holder = document.createElement('div')
    holder.className = 'prose rich'
    area.before(holder)
    area.hidden = true
    area.disabled = true
    this.editor = new Editor({
      element: holder,
      injectCSS: false, // it would be an inline style; css/editing has it
      content: area.dataset.html ?? '',
      extensions: [
        StarterKit.configure({ heading: { levels: [2, 3, 4] }, link: false, dropcursor: false, trailingNode: false }),
        Link.configure({
          openOnClick: false,
          autolink: false,
          linkOnPaste: true,
          protocols: ['http', 'https', 'mailto'],
          HTMLAttributes: { rel: null, target: null },
        }),
      ],
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': area.getAttribute('aria-label') ?? '',
          'data-placeholder': area.placeholder,
          dir: 'auto',
        },
        transformPastedHTML: fromWord,
      },
      onUpdate: () => {
        this.mark()
        if (!this.isSet) onChange()
      },
      onSelectionUpdate: () => this.mark(),
      onFocus: () => holder.parentElement?.setAttribute('data-active', ''),
    })
    holder.before(this.bar(words, holder))
    this.mark()
    this.isSet = false
  }

  get html() {
    return this.editor.isEmpty ? '' : this.editor.getHTML()
  }

  get isEmpty() {
    return this.editor.isEmpty
  }

  set(html: string) {
    this.isSet = true
    this.editor.commands.setContent(html)
    this.isSet = false
  }

  insertLink(address: string) {
    this.editor
      .chain()
      .focus()
      .insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href: address } }] })
      .run()
  }

  /** One stop for the Tab key; arrows walk along the bar. */
  private bar(words: HTMLElement, holder: HTMLElement) {
    const bar = document.createElement('div')
    const word = (name: string) => words.getAttribute(`data-t-${name}`) ?? name
    bar.className = 'tools'
    bar.role = 'toolbar'
    bar.ariaLabel = word('bar')
    const add = (name: string, sign: string, run: () => void) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = `tool ${name}`
      button.textContent = sign
      button.title = word(name)
      button.ariaLabel = word(name)
      button.tabIndex = bar.childElementCount ? -1 : 0
      button.addEventListener('mousedown', (event) => event.preventDefault())
      button.addEventListener('click', run)
      bar.append(button)
      return button
    }
    for (const tool of tools)
      this.buttons.set(
        tool,
        add(tool.name, tool.sign, () => tool.run(this.editor)),
      )
    add('link', '↗', () => this.link(word('address')))
    bar.addEventListener('keydown', (event) => {
      const all = [...bar.querySelectorAll('button')]
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
      if (event.key === 'Escape') return this.editor.commands.focus()
      if (!step) return
      const turned = getComputedStyle(bar).direction === 'rtl' ? -step : step
      const next = all[(all.indexOf(document.activeElement as HTMLButtonElement) + turned + all.length) % all.length]
      for (const button of all) button.tabIndex = button === next ? 0 : -1
      next?.focus()
    })
    holder.addEventListener('keydown', (event) => {
      if (event.altKey && event.key === 'F10') bar.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
    })
    return bar
  }

  private link(question: string) {
    const old = String(this.editor.getAttributes('link').href ?? '')
    const address = prompt(question, old || 'https://')
    if (address === null) return
    const chain = this.editor.chain().focus().extendMarkRange('link')
    if (/^(?:https?:\/\/.|mailto:.|\/(?!\/)|#)/i.test(address.trim())) chain.setLink({ href: address.trim() }).run()
    else chain.unsetLink().run()
  }

  private mark() {
    for (const [tool, button] of this.buttons) button.ariaPressed = String(tool.isOn(this.editor))
    this.editor?.view?.dom.toggleAttribute('data-empty', this.editor.isEmpty)
  }
}
