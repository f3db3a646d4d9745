import { raw } from 'hono/html'
import { blockAnchor } from '../../../worker/lib/block-anchor'
import type { BlockProps } from './block-props'

export function TableBlock({ block }: BlockProps<'table'>) {
  return (
    <figure class="table-block" id={blockAnchor(block)} dir="auto">
      {raw(block.html)}
      {block.caption && <figcaption>{block.caption}</figcaption>}
    </figure>
  )
}
