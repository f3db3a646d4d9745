import { cells, slots } from './directory/schema'
import type { Directory } from './platform'

/** Name of a cell's Worker, its binding in the app and those of its slots, by the cell's number. */
export const cellName = (cell: number) => `lyceum-cell-${String(cell).padStart(4, '0')}`
export const cellBinding = (cell: number) => `CELL_${String(cell).padStart(4, '0')}`
export const slotBinding = (slot: number) => `T${String(slot).padStart(4, '0')}`

/** Makes the slots of a deployed cell known to the directory, so that sign-ups may claim them. Known ones stay as they are. */
export async function registerCell(
  directory: Directory,
  cell: number,
  size: number,
  now: number,
  region = 'any',
): Promise<void> {
  const name = cellName(cell)
  await directory
    .insert(cells)
    .values({ name, binding: cellBinding(cell), region, createdAt: now })
    .onConflictDoNothing()
  for (let from = 0; from < size; from += 15) {
    const rows = Array.from({ length: Math.min(15, size - from) }, (_, i) => slotRow(name, from + i, region))
    await directory.insert(slots).values(rows).onConflictDoNothing()
  }
}

const slotRow = (cell: string, slot: number, region: string) => ({
  id: `${cell}/${slotBinding(slot)}`,
  cell,
  binding: slotBinding(slot),
  region,
})
