import type { BatchAnswer, Cell, Statement } from './cell'
import type { Platform } from './platform'

/** Where a database is: a binding in a cell. */
export type Slot = { id: string; cellBinding: string; binding: string; schemaVersion: number }

export type OpenedSlot = {
  batch: (statements: Statement[]) => Promise<BatchAnswer>
  /** Lets the cell go; a batch that comes later (a streamed answer) opens it anew. */
  close: () => void
}

/** Opens a slot with its first batch, which rides on the same call: opening costs no trip of its own. */
export function openSlot(platform: Platform, slot: Slot): OpenedSlot {
  const cell = platform.env[slot.cellBinding as `CELL_${string}`] as Service<Cell> | undefined
  if (!cell) throw new Error(`Cell ${slot.cellBinding} is not bound`)
  let opened: ReturnType<typeof cell.open> | null = null
  const own: OpenedSlot = {
    async batch(statements) {
      if (!opened) {
        opened = cell.open(slot.binding)
        opened.catch(() => {}) // what it fails with, the batch that rides on it tells
      }
      return (await opened.batch(statements)) as BatchAnswer
    },
    close() {
      ;(opened as unknown as Disposable | null)?.[Symbol.dispose]()
      opened = null
    },
  }
  return platform.seams.slot?.(own) ?? own
}
