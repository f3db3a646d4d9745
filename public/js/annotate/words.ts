import { offsetsOf, pointsBefore, rangeOf, textOf } from './text-offsets'

type Stretch = { start: number; end: number }

/** What is chosen in a text goes to the form beside it: with the mouse, a finger, or keys. */
const chosen = new WeakMap<HTMLElement, Stretch>()
const MOST_SHOWN = 80

document.addEventListener('selectionchange', () => {
  const selection = getSelection()
  if (!selection?.rangeCount || selection.isCollapsed) return
  const range = selection.getRangeAt(0)
  const text = ofNode(range.commonAncestorContainer) ?? ofNode(range.startContainer)
  const stretch = text && offsetsOf(text, range)
  if (text && stretch) choose(text, wholeWords(textOf(text), stretch))
})

document.addEventListener('pointerup', ({ target }) => {
  const text = target instanceof Element ? ofNode(target) : null
  setTimeout(() => {
    const selection = getSelection()
    if (text && selection && !selection.isCollapsed) offer(text, selection.getRangeAt(0))
    else if (!(target instanceof Element && target.closest('.note-offer'))) withdraw()
  })
})

document.addEventListener('keydown', (event) => {
  const text = event.target as HTMLElement
  if (!text.matches('[data-text]') || event.ctrlKey || event.metaKey || event.altKey) return
  const acts: Record<string, () => void> = {
    ArrowRight: () => byWord(text, isTurned(text) ? -1 : 1, event.shiftKey),
    ArrowLeft: () => byWord(text, isTurned(text) ? 1 : -1, event.shiftKey),
    ArrowDown: () => bySentence(text, 1, event.shiftKey),
    ArrowUp: () => bySentence(text, -1, event.shiftKey),
    Enter: () => write(text),
    Escape: () => getSelection()?.removeAllRanges(),
  }
  const act = acts[event.key]
  if (!act) return
  event.preventDefault()
  event.stopPropagation()
  act()
})

const ofNode = (node: Node) =>
  (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-text]') ?? null
const isTurned = (text: HTMLElement) => getComputedStyle(text).direction === 'rtl'

const listOf = (text: HTMLElement) =>
  text.closest('[data-annotated]')?.querySelector<HTMLSelectElement>('select[data-passages]') ?? null

/** Stands first in the list, and stays in sight when the focus goes to the words about it. */
function choose(text: HTMLElement, stretch: Stretch) {
  chosen.set(text, stretch)
  const list = listOf(text)
  if (!list) return
  const whole = textOf(text)
  const value = `${pointsBefore(whole, stretch.start)}:${pointsBefore(whole, stretch.end)}`
  let option = list.querySelector<HTMLOptionElement>('option[data-own]')
  if (!option) {
    option = new Option()
    option.dataset.own = ''
    list.options[0]?.after(option)
  }
  const words = whole.slice(stretch.start, stretch.end).replace(/\s+/g, ' ')
  const said = words.length > MOST_SHOWN ? `${words.slice(0, MOST_SHOWN)}…` : words
  option.value = value
  option.textContent = (text.dataset.chosen ?? '{words}').replace('{words}', said)
  option.selected = true
  CSS.highlights?.set('chosen-words', new Highlight(rangeOf(text, stretch)))
}

/** A button beside what was chosen leads to the words about it. */
function offer(text: HTMLElement, range: Range) {
  withdraw()
  const box = range.getBoundingClientRect()
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'btn small primary note-offer'
  button.textContent = text.dataset.offer ?? ''
  button.style.insetBlockStart = `${scrollY + box.bottom + 8}px`
  button.style.left = `${Math.max(8, Math.min(box.left, innerWidth - 200))}px`
  button.addEventListener('click', () => {
    withdraw()
    write(text)
  })
  document.body.append(button)
}

const withdraw = () => document.querySelector('.note-offer')?.remove()

function write(text: HTMLElement) {
  const form = text.closest('[data-annotated]')?.querySelector<HTMLFormElement>('[data-add-note]')
  const isChosen = form?.querySelector<HTMLSelectElement>('select[data-passages]')?.value !== ''
  const field = isChosen ? form?.querySelector<HTMLElement>('[data-note-words]') : listOf(text)
  field?.focus()
}

function byWord(text: HTMLElement, way: 1 | -1, isMore: boolean) {
  select(text, step(wordsOf(textOf(text)), chosen.get(text), way, isMore))
}

function bySentence(text: HTMLElement, way: 1 | -1, isMore: boolean) {
  select(text, step(sentencesOf(textOf(text)), chosen.get(text), way, isMore))
}

/** The next piece; with `isMore` what is chosen grows by it at its end, or gives one back. */
function step(pieces: Stretch[], from: Stretch | undefined, way: 1 | -1, isMore: boolean): Stretch | undefined {
  if (!from) return pieces[way === 1 ? 0 : pieces.length - 1]
  if (!isMore)
    return way === 1
      ? (pieces.find(({ start }) => start > from.start) ?? from)
      : (pieces.findLast(({ start }) => start < from.start) ?? from)
  const last =
    way === 1
      ? pieces.find(({ end }) => end > from.end)
      : pieces.findLast(({ end, start }) => end < from.end && start >= from.start)
  return last ? { start: from.start, end: last.end } : from
}

function select(text: HTMLElement, stretch: Stretch | undefined) {
  if (!stretch) return
  choose(text, stretch)
  const range = rangeOf(text, stretch)
  const selection = getSelection()
  selection?.removeAllRanges()
  selection?.addRange(range)
  const { top, bottom } = range.getBoundingClientRect()
  if (top < 80 || bottom > innerHeight - 20) scrollBy({ top: top - innerHeight / 3 })
}

/** A hand seldom meets the first letter of a word. */
function wholeWords(text: string, { start, end }: Stretch): Stretch {
  const words = wordsOf(text)
  return {
    start: words.find((word) => word.start < start && word.end > start)?.start ?? start,
    end: words.find((word) => word.start < end && word.end > end)?.end ?? end,
  }
}

const segments = (granularity: 'word' | 'sentence', text: string) =>
  Array.from(new Intl.Segmenter(document.documentElement.lang, { granularity }).segment(text))

const wordsOf = (text: string): Stretch[] =>
  segments('word', text).flatMap(({ segment, index, isWordLike }) =>
    isWordLike ? [{ start: index, end: index + segment.length }] : [],
  )

const sentencesOf = (text: string): Stretch[] =>
  segments('sentence', text).flatMap(({ segment, index }) => {
    const said = segment.trim()
    const start = index + segment.indexOf(said)
    return said ? [{ start, end: start + said.length }] : []
  })
