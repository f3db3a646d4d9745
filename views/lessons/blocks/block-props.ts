import type { BlockKindName, BlockOf } from '../../../worker/domain/lessons/blocks'
import type { View } from '../../view'
import type { MediaMap } from './media-info'

/** What every block's component is given. `embedHosts` are those that the organization allows. */
export type BlockProps<Kind extends BlockKindName> = {
  block: BlockOf<Kind>
  view: View
  media: MediaMap
  embedHosts: string[]
}
