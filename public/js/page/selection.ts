/** Counts the picked rows of a table, and shows the bar of acts when there is one. Shift picks a range. */
let last: HTMLInputElement | null = null

document.addEventListener('click', (event) => {
  const box = event.target as HTMLInputElement
  if (!box.matches?.('input.pick')) return
  if (event.shiftKey && last?.isConnected) {
    const boxes = picks(box)
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b) as [number, number]
    if (from >= 0) for (const one of boxes.slice(from, to + 1)) one.checked = box.checked
  }
  last = box
})

document.addEventListener('change', (event) => {
  const box = event.target as HTMLInputElement
  if (box.matches('[data-pick-all]')) for (const one of picks(box)) one.checked = box.checked
  if (box.matches('[data-pick-all], input.pick')) update()
})

document.addEventListener('htmx:after:swap', update)
window.addEventListener('pageshow', update)
update()

function picks(within: Element) {
  return [...(within.closest('form, .table-box')?.querySelectorAll<HTMLInputElement>('input.pick') ?? [])]
}

function update() {
  for (const all of document.querySelectorAll<HTMLInputElement>('[data-pick-all]')) {
    const boxes = picks(all)
    const checked = boxes.filter((box) => box.checked).length
    all.hidden = boxes.length === 0
    all.checked = checked > 0 && checked === boxes.length
    all.indeterminate = checked > 0 && checked < boxes.length
  }
  for (const bar of document.querySelectorAll<HTMLElement>('[data-selection]')) {
    const checked = picks(bar).filter((box) => box.checked).length
    bar.hidden = checked === 0
    const count = bar.querySelector('.count')
    if (count) count.textContent = checked.toLocaleString(document.documentElement.lang)
  }
}
