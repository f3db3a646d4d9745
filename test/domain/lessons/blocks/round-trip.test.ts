import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Block,
  blocksFromMarkdown,
  blocksToMarkdown,
  prepareContent,
} from '../../../../worker/domain/lessons/blocks'
import { blocks } from '../../../support/blocks'

/** Ids and what is derived from the text are not part of the Markdown. */
function bare(list: Block[]): unknown {
  return JSON.parse(
    JSON.stringify(list, (key, value) =>
      key === 'id' || key === 'html' || key === 'captionHtml' || key === 'feedbackHtml' ? undefined : value,
    ),
  )
}

test('a lesson written as Markdown reads back as the same blocks', () => {
  fc.assert(
    fc.property(blocks, (list) => {
      const content = prepareContent({ blocks: list })
      const markdown = blocksToMarkdown(content.blocks)
      const again = prepareContent({ blocks: blocksFromMarkdown(markdown) })
      expect(bare(again.blocks), markdown).toEqual(bare(content.blocks))
    }),
    { numRuns: 300 },
  )
})
