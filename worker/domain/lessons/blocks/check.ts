import { z } from 'zod'
import { plainText, renderInline, renderMarkdown } from '../../../lib/markdown'
import { readChoices, writeChoices } from '../../../lib/markdown-choices'
import { shortId } from '../../../lib/short-id'
import type { BlockKind } from './block'
import { blockId, derivedHtml, line, longText, mediaInText, oneLine, textFaults, tidy } from './fields'

const option = z.object({
  text: line(2_000),
  html: derivedHtml,
  correct: z.boolean(),
  feedback: line(2_000).default(''),
  feedbackHtml: derivedHtml,
})

export const check: BlockKind<'check'> = {
  kind: 'check',
  schema: () =>
    z.object({
      id: blockId,
      kind: z.literal('check'),
      markdown: longText,
      html: derivedHtml,
      multiple: z.boolean().default(false),
      options: z.array(option).max(12),
      feedback: longText.default(''),
      feedbackHtml: derivedHtml,
    }),
  prepare(block, { slugs }) {
    const markdown = tidy(block.markdown)
    const feedback = tidy(block.feedback)
    return {
      ...block,
      markdown,
      html: renderMarkdown(markdown, { name: block.id, slugs }),
      options: block.options.map((one) => {
        const text = oneLine(tidy(one.text))
        const said = oneLine(tidy(one.feedback))
        return {
          text,
          html: renderInline(text),
          correct: one.correct,
          feedback: said,
          feedbackHtml: renderInline(said),
        }
      }),
      feedback,
      feedbackHtml: renderMarkdown(feedback, { name: `${block.id}f`, slugs }),
    }
  },
  fromMarkdown(piece) {
    if (piece.type !== 'div' || piece.name !== 'check') return null
    const { prompt, choices, multiple, feedback } = readChoices(piece.markdown)
    const options = choices.map((choice) => ({ ...choice, html: '', feedbackHtml: '' }))
    return {
      id: shortId(),
      kind: 'check',
      markdown: prompt,
      html: '',
      multiple,
      options,
      feedback,
      feedbackHtml: '',
    }
  },
  toMarkdown(block, _inside, fence) {
    const written = writeChoices(block.markdown, block.options, block.multiple, block.feedback)
    return `${fence} check\n\n${written}\n\n${fence}`
  },
  searchText: (block) => [plainText(block.markdown), ...block.options.map((one) => plainText(one.text))].join('\n'),
  mediaIds: (block) => [block.markdown, block.feedback].flatMap(mediaInText),
  faults: (block) => textFaults(block.markdown, block.id),
}
