import { sha256Hex } from '../../lib/ids'
import type { Block } from './blocks'

/** Stands for what a block says: two tabs that began with the same mark edited the same words. */
export const blockMark = async (block: Block): Promise<string> =>
  (await sha256Hex(JSON.stringify(block, sortedWithoutHtml))).slice(0, 16)

function sortedWithoutHtml(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const own = Object.entries(value).filter(([name]) => !/^(?:html|captionHtml|feedbackHtml)$/.test(name))
  return Object.fromEntries(own.sort(([a], [b]) => (a < b ? -1 : 1)))
}
