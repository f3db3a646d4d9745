import { start } from './grades/grid'

/** The gradebook as a spreadsheet: cells are links until somebody types in one. */
const box = document.querySelector<HTMLElement>('[data-grid]')
if (box) start(box)
