declare module 'sortablejs' {
  type Moved = {
    item: HTMLElement
    from: HTMLElement
    to: HTMLElement
    oldDraggableIndex?: number
    newDraggableIndex?: number
  }
  const Sortable: {
    create: (list: HTMLElement, options: Record<string, unknown> & { onEnd?: (moved: Moved) => void }) => unknown
  }
  export default Sortable
}
