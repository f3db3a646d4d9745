import { Editor } from '@tiptap/core'
import Link from '@tiptap/extension-link'
import StarterKit from '@tiptap/starter-kit'
import { fromWord } from './from-word'
import { margins } from './margins'
import { type Pick, SlashMenu } from './slash-menu'
import { Tools } from './tools'

/** A text written as it will be read, in place of its textarea. */
export class RichText {
  private readonly editor: Editor
  private isSet = true

  constructor(area: HTMLTextAreaElement, page: HTMLElement, onChange: () => void, pick: Pick) {
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
          isAllowedUri: (address) => /^(?:https?:\/\/.|mailto:.|\/(?!\/)|#)/i.test(address),
          HTMLAttributes: { rel: null, target: null },
        }),
      ],
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': area.getAttribute('aria-label') ?? '',
          'aria-keyshortcuts': 'Alt+F10',
          'data-placeholder': area.dataset.placeholder ?? '',
          dir: 'auto',
        },
        handleKeyDown: (_, event) => slash?.onKey(event) ?? false,
        transformPastedHTML: fromWord,
        scrollThreshold: margins,
        scrollMargin: margins,
      },
      onUpdate: () => {
        this.mark()
        if (!this.isSet) onChange()
      },
      onTransaction: () => {
        tools?.mark()
        slash?.update()
      },
      onBlur: () => slash?.close(),
      onFocus: () => holder.parentElement?.setAttribute('data-active', ''),
    })
    const tools = Tools.over(holder, this.editor, page)
    const slash = SlashMenu.under(holder, this.editor, page, pick)
    tools?.mark()
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

  insertHtml(html: string) {
    this.editor.view.pasteHTML(html)
  }

  insertLink(address: string) {
    this.editor
      .chain()
      .focus()
      .insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href: address } }] })
      .run()
  }

  private mark() {
    this.editor?.view?.dom.toggleAttribute('data-empty', this.editor.isEmpty)
  }
}
