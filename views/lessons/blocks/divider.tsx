import { blockAnchor } from '../../../worker/lib/block-anchor'
import type { BlockProps } from './block-props'

export function DividerBlock({ block }: BlockProps<'divider'>) {
  return <hr id={blockAnchor(block)} />
}
