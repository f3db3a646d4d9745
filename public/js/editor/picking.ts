import { say, word } from '../page/status'
import { toast } from '../page/toast'
import { addBlock, bringPanel } from './adding'
import { markBehind } from './block-order'
import type { LessonEditor } from './lesson-editor'
import { takeOut } from './removing'

/** An empty text that asked for a file or an address goes when that is there. */
let giving: HTMLElement | null = null

/** What was chosen behind "/" comes in place of the text where it is empty, else behind it; `rest` goes on behind that. */
export async function takePicked(editor: LessonEditor, block: HTMLElement, kind: string, rest: string) {
  const after = block.dataset.blockId ?? ''
  if (rest && !(await addBlock(editor, { kind: 'text', html: rest, after }, refuse))) return
  if (kind === 'file' || kind === 'embed') return askFor(editor, block, kind)
  if (await addBlock(editor, { kind, after }, refuse)) await giveWay(editor, block)
}

/** What comes from a device or another site is asked for where the panel always asks. */
function askFor(editor: LessonEditor, block: HTMLElement, kind: 'file' | 'embed') {
  const mark = markBehind(editor, block.dataset.blockId ?? '')
  if (mark) bringPanel(mark)
  giving = block
  if (kind === 'embed') document.getElementById('add-url')?.focus()
  else document.getElementById('add-file')?.click()
}

/** The panel has brought what was asked for. */
export async function afterAdding(editor: LessonEditor) {
  const block = giving
  giving = null
  if (block?.isConnected) await giveWay(editor, block)
}

/** Somebody adds elsewhere now. */
export function forget() {
  giving = null
}

async function giveWay(editor: LessonEditor, block: HTMLElement) {
  const own = editor.formOf(block)
  if (!own?.isEmpty) return
  // What is on its way must not come after the block has gone.
  own.beforeLeaving()
  await own.settle()
  await takeOut(editor, block)
}

function refuse(sentence: string) {
  toast(sentence, word('close'))
  say(sentence)
}
