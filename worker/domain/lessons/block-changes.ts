import { excerpt } from '../../lib/text'
import { sayingOf } from './block-mark'
import { type Block, type BlockKindName, searchTextOf } from './blocks'
import { type Change, changesBetween, wordChanges } from './changes'

/** A block that is another one than before, and by which words; none where only its form or its settings changed. */
export type BlockChange = {
  change: 'added' | 'removed' | 'changed' | 'moved'
  id: string
  kind: BlockKindName
  /** First words, to name it by. */
  name: string
  words: Change[]
}

export type ChangeCounts = Record<BlockChange['change'], number>

/** What has changed between two versions, in the order of the later one; what is gone stands where it stood. */
export function blockChanges(before: Block[], after: Block[]): BlockChange[] {
  const [old, now] = [before, after].map((blocks) => new Map(blocks.map((block) => [block.id, block])))
  const steps = changesBetween([...old!.keys()], [...now!.keys()])
  return steps.flatMap(({ kind, text: id }): BlockChange[] => {
    const [was, is] = [old!.get(id), now!.get(id)]
    if (was && is) {
      if (kind === 'removed') return [] // it stands elsewhere now
      if (sayingOf(was) !== sayingOf(is)) return [said('changed', is, wordsOf(was, is))]
      return kind === 'added' ? [said('moved', is, [])] : []
    }
    if (is) return [said('added', is, wordsOf(null, is))]
    return was ? [said('removed', was, wordsOf(was, null))] : []
  })
}

export function countChanges(before: Block[], after: Block[]): ChangeCounts {
  const counts: ChangeCounts = { added: 0, removed: 0, changed: 0, moved: 0 }
  for (const { change } of blockChanges(before, after)) counts[change] += 1
  return counts
}

const textOf = (block: Block | null) => (block ? searchTextOf({ blocks: [block] }) : '')

function wordsOf(was: Block | null, is: Block | null): Change[] {
  const changes = wordChanges(textOf(was), textOf(is))
  return changes.some(({ kind }) => kind !== 'same') ? changes : []
}

const said = (change: BlockChange['change'], block: Block, words: Change[]): BlockChange => ({
  change,
  id: block.id,
  kind: block.kind,
  name: excerpt(textOf(block), 60),
  words,
})
