/** Marking begins with the points where there is room beside the work and a keyboard at hand; on a phone the work is read first. */
const points = document.querySelector<HTMLInputElement>('input[data-first]')
if (points && matchMedia('(hover: hover) and (min-width: 48rem)').matches) points.focus()

export {}
