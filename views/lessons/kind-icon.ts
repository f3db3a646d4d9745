import type { BlockKindName } from '../../worker/domain/lessons'
import type { IconName } from '../ui/icon'

export const kindIcon: Record<BlockKindName, IconName> = {
  text: 'text',
  image: 'image',
  gallery: 'layers',
  video: 'video',
  audio: 'audio',
  document: 'slides',
  file: 'file',
  embed: 'embed',
  callout: 'callout',
  reveal: 'reveal',
  table: 'table',
  quote: 'quote',
  code: 'code',
  maths: 'maths',
  divider: 'divider',
  check: 'help',
}
