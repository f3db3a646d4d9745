import { shortId } from '../../lib/short-id'
import type { Block, BlockKindName, BlockOf, Picture } from './blocks'

const picture = (mediaId: string, alt: string): Picture => ({
  mediaId,
  alt,
  caption: '',
  captionHtml: '',
  decorative: false,
})

/** What a new block may begin with: a file that was dropped, an address that was pasted. */
export type Beginning = { mediaId?: string; alt?: string; title?: string; url?: string; markdown?: string }

type Makers = { [Kind in BlockKindName]: (id: string, given: Required<Beginning>) => BlockOf<Kind> }

const makers: Makers = {
  text: (id, { markdown }) => ({ id, kind: 'text', markdown, html: '' }),
  image: (id, { mediaId, alt }) => ({ id, kind: 'image', ...picture(mediaId, alt) }),
  gallery: (id, { mediaId, alt }) => ({ id, kind: 'gallery', images: mediaId ? [picture(mediaId, alt)] : [] }),
  video: (id, { mediaId, title }) => ({ id, kind: 'video', mediaId, title }),
  audio: (id, { mediaId, title }) => ({ id, kind: 'audio', mediaId, title }),
  document: (id, { mediaId, title }) => ({ id, kind: 'document', mediaId, title }),
  file: (id, { mediaId, title }) => ({ id, kind: 'file', mediaId, title }),
  embed: (id, { url, title }) => ({ id, kind: 'embed', url, title }),
  callout: (id) => ({ id, kind: 'callout', tone: 'note', title: '', blocks: [] }),
  reveal: (id) => ({ id, kind: 'reveal', role: 'solution', title: '', blocks: [] }),
  table: (id, { markdown }) => ({ id, kind: 'table', markdown: markdown || emptyTable, html: '', caption: '' }),
  quote: (id, { markdown }) => ({ id, kind: 'quote', markdown, html: '', cite: '' }),
  code: (id) => ({ id, kind: 'code', language: '', code: '', caption: '' }),
  maths: (id) => ({ id, kind: 'maths', tex: '', html: '' }),
  divider: (id) => ({ id, kind: 'divider' }),
  check: (id) => ({
    id,
    kind: 'check',
    markdown: '',
    html: '',
    multiple: false,
    options: [0, 1].map(() => ({ text: '', html: '', correct: false, feedback: '', feedbackHtml: '' })),
    feedback: '',
    feedbackHtml: '',
  }),
}

const emptyTable = '|   |   |\n| --- | --- |\n|   |   |'

export function emptyBlock(kind: BlockKindName, given: Beginning = {}): Block {
  const { mediaId = '', alt = '', title = '', url = '', markdown = '' } = given
  return makers[kind](shortId(), { mediaId, alt, title, url, markdown })
}

/** Whether a learner would see nothing, or only that something is missing: such a block waits for its author. */
export function isUnfinished(block: Block): boolean {
  if ('mediaId' in block) return block.mediaId === ''
  if (block.kind === 'gallery') return block.images.every((image) => image.mediaId === '')
  if (block.kind === 'callout' || block.kind === 'reveal') return block.blocks.length === 0 && !block.title
  if (block.kind === 'check') return block.options.every((option) => !option.text)
  if (block.kind === 'code') return !block.code.trim()
  if (block.kind === 'maths') return !block.tex.trim()
  if (block.kind === 'table') return !/[^\s|:-]/.test(block.markdown)
  return block.kind !== 'divider' && 'markdown' in block && !block.markdown.trim()
}
