/** Offsets within the text of an element, without the numbers that stand between its words. UTF-16, as ranges count. */
const isNumber = (node: Node) => node.parentElement?.closest('.note-ref') != null

function nodesOf(root: HTMLElement): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const nodes: Text[] = []
  while (walker.nextNode()) if (!isNumber(walker.currentNode)) nodes.push(walker.currentNode as Text)
  return nodes
}

export const textOf = (root: HTMLElement): string =>
  nodesOf(root)
    .map(({ data }) => data)
    .join('')

/** What of the text lies within a range; null where nothing does. */
export function offsetsOf(root: HTMLElement, range: Range): { start: number; end: number } | null {
  let at = 0
  let start = -1
  let end = -1
  for (const node of nodesOf(root)) {
    if (range.intersectsNode(node)) {
      const from = node === range.startContainer ? range.startOffset : 0
      const to = node === range.endContainer ? range.endOffset : node.length
      if (to > from) {
        if (start < 0) start = at + from
        end = at + to
      }
    }
    at += node.length
  }
  return start < 0 || end <= start ? null : { start, end }
}

export function rangeOf(root: HTMLElement, { start, end }: { start: number; end: number }): Range {
  const range = document.createRange()
  range.selectNodeContents(root)
  let at = 0
  for (const node of nodesOf(root)) {
    if (start >= at && start < at + node.length) range.setStart(node, start - at)
    if (end > at && end <= at + node.length) range.setEnd(node, end - at)
    at += node.length
  }
  return range
}

/** The W3C's offsets are code points. */
export const pointsBefore = (text: string, offset: number): number => [...text.slice(0, offset)].length
