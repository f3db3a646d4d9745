import { z } from 'zod'
import { shortId } from '../../../lib/short-id'
import type { BlockKind } from './block'
import { blockId } from './fields'

export const divider: BlockKind<'divider'> = {
  kind: 'divider',
  schema: () => z.object({ id: blockId, kind: z.literal('divider') }),
  prepare: (block) => block,
  fromMarkdown: (piece) => (piece.type === 'divider' ? { id: shortId(), kind: 'divider' } : null),
  toMarkdown: () => '***',
  searchText: () => '',
  mediaIds: () => [],
  faults: () => [],
}
