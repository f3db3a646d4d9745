import { raw } from 'hono/html'
import { blockAnchor } from '../../../worker/lib/block-anchor'
import type { BlockProps } from './block-props'

export function TextBlock({ block }: BlockProps<'text'>) {
  return (
    <div class="block-text" id={blockAnchor(block)} dir="auto">
      {raw(block.html)}
    </div>
  )
}
