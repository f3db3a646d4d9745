import type { BatchAnswer, Cell, Statement } from './cell'
import type { Platform } from './platform'

/** Where a database is: a binding in a cell. */
export type Slot = { id: string; cellBinding: string; binding: string; schemaVersion: number }

export type OpenedSlot = { batch: (statements: Statement[]) => Promise<BatchAnswer> }

/** Opens a slot once: the batch that follows rides on the same call, so opening costs no trip of its own. */
export function openSlot(platform: Platform, slot: Slot, bookmark?: string): OpenedSlot {
  const cell = platform.env[slot.cellBinding as `CELL_${string}`] as Service<Cell> | undefined
  if (!cell) throw new Error(`Cell ${slot.cellBinding} is not bound`)
  const opened = cell.open(slot.binding, bookmark)
  const own: OpenedSlot = { batch: async (statements) => (await opened.batch(statements)) as BatchAnswer }
  return platform.seams.slot?.(own) ?? own
}
