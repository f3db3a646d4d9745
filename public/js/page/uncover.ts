/** What takes the focus by key comes out from under a bar or a column that stays: browsers scroll only to what is out of sight. */
document.addEventListener('focusin', ({ target }) => {
  if (!(target instanceof HTMLElement) || !target.matches(':focus-visible')) return
  const { left, top, right, bottom } = target.getBoundingClientRect()
  const places = [
    [left + 2, top + 2],
    [(left + right) / 2, (top + bottom) / 2],
    [right - 2, bottom - 2],
  ] as const
  const isCovered = places.some(([x, y]) => {
    const over = document.elementFromPoint(x, y)
    return !over || (!over.contains(target) && !target.contains(over))
  })
  if (isCovered && bottom - top < innerHeight) target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
})
