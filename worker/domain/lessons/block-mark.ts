import { sha256Hex } from '../../lib/ids'
import type { Block } from './blocks'

/** Stands for what a block says: two tabs that began with the same mark edited the same words. */
export const blockMark = async (block: Block): Promise<string> => (await sha256Hex(sayingOf(block))).slice(0, 16)

/** What a block says, as one text: the same for blocks that say the same. */
export const sayingOf = (block: Block): string => JSON.stringify(block, sortedWithoutHtml)

function sortedWithoutHtml(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const own = Object.entries(value).filter(([name]) => !/^(?:html|captionHtml|feedbackHtml)$/.test(name))
  return Object.fromEntries(own.sort(([a], [b]) => (a < b ? -1 : 1)))
}
