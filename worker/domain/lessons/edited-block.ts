import { excerpt } from '../../lib/text'
import { blockMark } from './block-mark'
import { type Block, blocksToMarkdown, searchTextOf } from './blocks'
import { isUnfinished } from './empty-block'
import { isRich } from './rich'
import { readGrid } from './table-grid'

/** A block with what its form needs to know. */
export type EditedBlock = {
  block: Block
  /** Of what it says now, for the two tabs that change the same one. */
  mark: string
  /** Its text as Markdown; of callouts and reveals what they hold. */
  markdown: string
  /** Whether the editor in the browser can hold it without losing any of it. */
  isRich: boolean
  /** Of a plain table. */
  grid: string[][] | null
  /** It waits for its author: learners do not see it. */
  isUnfinished: boolean
  /** First words, to name it by. */
  words: string
}

export async function editedBlock(block: Block): Promise<EditedBlock> {
  return {
    block,
    mark: await blockMark(block),
    markdown: 'blocks' in block ? blocksToMarkdown(block.blocks) : 'markdown' in block ? block.markdown : '',
    isRich: block.kind === 'text' && isRich(block.html),
    grid: block.kind === 'table' ? readGrid(block.markdown) : null,
    isUnfinished: isUnfinished(block),
    words: excerpt(searchTextOf({ blocks: [block] }), 60),
  }
}
