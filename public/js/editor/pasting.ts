import { say, word } from '../page/status'
import { toast } from '../page/toast'
import { addBlock } from './adding'
import { takeFiles } from './files'
import { fromWord, readInert } from './from-word'
import type { LessonEditor } from './lesson-editor'
import { takeOut } from './removing'

/** Pictures, addresses and tables become blocks of their own; words are left to the text that they are pasted into. */
export function takePasted(editor: LessonEditor, event: ClipboardEvent) {
  const block = (event.target as Element).closest<HTMLElement>('.edit-block')
  const given = event.clipboardData
  if (!given || (event.target as Element).closest('.tools')) return
  const mine = () => {
    event.preventDefault()
    event.stopPropagation()
  }
  const files = [...given.files]
  const html = given.getData('text/html')
  // Word and spreadsheets bring a picture beside their text: the text is meant. A picture of a page brings only its address.
  if (files.length && !(html && hasWords(html))) {
    mine()
    takePictures(editor, files, block)
    return
  }
  const own = (event.target as Element).closest('form[data-block-form="text"]') && block && editor.formOf(block)
  if (!own) return
  const text = given.getData('text/plain').trim()
  if (own.isEmpty && /^https:\/\/\S+$/.test(text)) {
    mine()
    takeAddress(editor, block, text)
  } else if (own.isRich && html && !html.includes('data-pm-slice')) {
    const pictures = picturesOf(html)
    const parts = partsOf(fromWord(html))
    if (pictures.isLeftOut) warn(editor.dataset.picturesLeft ?? '')
    if (parts.length < 2 && parts[0]?.kind !== 'table' && !pictures.files.length) return
    mine()
    takeParts(editor, block, parts, pictures.files)
  }
}

const hasWords = (html: string) => Boolean(readInert(html).body.textContent?.trim())

function warn(sentence: string) {
  toast(sentence, word('close'))
  say(sentence)
}

/** In place of an empty text, or behind the block. */
async function takePictures(editor: LessonEditor, files: File[], block: HTMLElement | null) {
  const areThere = await takeFiles(editor, files, block?.dataset.blockId)
  const isText = block?.querySelector('[data-block-form="text"]')
  if (areThere && isText && editor.formOf(block!)?.isEmpty) await takeOut(editor, block!)
}

/** What can be shown here is shown in place of the empty text; of anything else the address becomes a link. */
async function takeAddress(editor: LessonEditor, block: HTMLElement, url: string) {
  const added = await addBlock(editor, { kind: 'embed', url, after: block.dataset.blockId ?? '' })
  if (added) await takeOut(editor, block)
  else editor.formOf(block)?.insertLink(url)
}

type Part = { kind: 'text' | 'table'; html: string }

/** A text holds no tables: where one stands, the text ends, and goes on behind it. */
function partsOf(html: string): Part[] {
  const page = readInert(html)
  const parts: Part[] = []
  let words = page.createElement('div')
  const end = () => {
    if (words.textContent?.trim()) parts.push({ kind: 'text', html: words.innerHTML })
    words = page.createElement('div')
  }
  // What other sites wrap around all of it is opened.
  let top: Element = page.body
  while (top.children.length === 1 && top.firstElementChild!.matches('div, main, article, section'))
    top = top.firstElementChild!
  for (const node of [...top.childNodes]) {
    const found = node instanceof Element ? tableOf(node) : null
    if (!found) words.append(node)
    else {
      end()
      headRow(found)
      parts.push({ kind: 'table', html: found.outerHTML })
    }
  }
  end()
  return parts
}

/** A table of at least two columns; others are only there for the layout. */
function tableOf(node: Element): HTMLTableElement | null {
  const table = node.matches('table')
    ? node
    : node.matches('div') && node.children.length === 1
      ? node.firstElementChild
      : null
  if (!(table instanceof HTMLTableElement) || table.querySelector('table')) return null
  return [...table.rows].some((row) => row.cells.length > 1) ? table : null
}

/** Word knows no head cells: the first row is taken for the head. */
function headRow(table: HTMLTableElement) {
  if (table.querySelector('th')) return
  for (const cell of [...table.rows[0]!.cells]) {
    const head = table.ownerDocument.createElement('th')
    head.append(...cell.childNodes)
    cell.replaceWith(head)
  }
}

/** The pictures that came along as they are; others lie where the page may not look. */
function picturesOf(html: string): { files: File[]; isLeftOut: boolean } {
  const addresses = [...readInert(html).querySelectorAll('img[src]')].map((image) => image.getAttribute('src')!)
  const here = addresses.filter((address) => /^data:image\/(?:png|jpeg|gif|webp);base64,/i.test(address))
  const files = here.map((address, i) => {
    const [, type = '', data = ''] = /^data:([^;]+);base64,(.*)$/s.exec(address) ?? []
    const bytes = Uint8Array.from(atob(data.replace(/\s/g, '')), (sign) => sign.charCodeAt(0))
    return new File([bytes], `picture-${i + 1}.${type.slice(6)}`, { type })
  })
  return { files, isLeftOut: here.length < addresses.length }
}

/** The first words go where the hand is; all that follows stands behind, in its order. */
async function takeParts(editor: LessonEditor, block: HTMLElement, parts: Part[], files: File[]) {
  const own = editor.formOf(block)
  const [first] = parts
  const others = first?.kind === 'text' ? parts.slice(1) : parts
  if (first?.kind === 'text') own?.insertHtml(first.html)
  let after = block.dataset.blockId ?? ''
  for (const part of others) after = (await addBlock(editor, { ...part, after }))?.id ?? after
  if (files.length) await takeFiles(editor, files, after)
  if (own?.isEmpty && (others.length || files.length)) await takeOut(editor, block)
}
