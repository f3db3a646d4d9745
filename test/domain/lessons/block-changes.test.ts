import { describe, expect, it } from 'vitest'
import { type Block, blocksFromMarkdown, prepareContent } from '../../../worker/domain/lessons'
import { blockChanges, countChanges } from '../../../worker/domain/lessons/block-changes'
import { wordChanges } from '../../../worker/domain/lessons/changes'

const block = (id: string, markdown: string): Block => {
  const [made] = prepareContent({ blocks: blocksFromMarkdown(markdown) }).blocks
  return { ...made!, id }
}
const [saw, plane, glue] = [block('a', 'Saw slowly.'), block('b', 'Plane.'), block('c', 'Glue.')]

describe('what has changed between two versions of a lesson', () => {
  it('is nothing where both say the same', () => {
    expect(blockChanges([saw, plane], [saw, plane])).toEqual([])
    expect(countChanges([], [])).toEqual({ added: 0, removed: 0, changed: 0, moved: 0 })
  })

  it('is said block by block, what is gone where it stood', () => {
    const changes = blockChanges([saw, plane, glue], [block('a', 'Saw quickly.'), glue, block('d', 'Sand.')])
    expect(changes.map(({ change, id }) => [change, id])).toEqual([
      ['changed', 'a'],
      ['removed', 'b'],
      ['added', 'd'],
    ])
    expect(changes[0]!.words).toEqual([
      { kind: 'same', text: 'Saw ' },
      { kind: 'removed', text: 'slowly' },
      { kind: 'added', text: 'quickly' },
      { kind: 'same', text: '.' },
    ])
  })

  it('knows a block that only stands elsewhere, once', () => {
    expect(blockChanges([saw, plane, glue], [glue, saw, plane]).map(({ change, id }) => [change, id])).toEqual([
      ['moved', 'c'],
    ])
  })

  it('knows a block whose words are the same and whose form is not', () => {
    const [change] = blockChanges([saw], [block('a', 'Saw **slowly**.')])
    expect(change).toMatchObject({ change: 'changed', words: [] })
  })
})

describe('changed words', () => {
  it('are found in scripts that write no spaces', () => {
    const changes = wordChanges('木を切る', '木を削る')
    expect(changes.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual(['切る', '削る'])
  })

  it('lose nothing of texts that are too long to be walked through', () => {
    const [before, after] = ['a b '.repeat(3_000), 'c d '.repeat(3_000)]
    const changes = wordChanges(before, after)
    const textOf = (out: string) => changes.flatMap(({ kind, text }) => (kind === out ? [] : [text])).join('')
    expect([textOf('added'), textOf('removed')]).toEqual([before, after])
  })
})
