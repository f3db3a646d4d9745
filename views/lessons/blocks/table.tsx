import { raw } from 'hono/html'
import { blockAnchor } from '../../../worker/lib/block-anchor'
import type { BlockProps } from './block-props'

/** Wide tables scroll by themselves; the keyboard reaches them. */
export function TableBlock({ block, view }: BlockProps<'table'>) {
  const anchor = blockAnchor(block)
  return (
    <figure class="table-block" id={anchor}>
      <div class="scroll" role="group" tabindex={0} aria-label={block.caption || view.t('blocks.table')} dir="auto">
        {raw(block.html)}
      </div>
      {block.caption && <figcaption dir="auto">{block.caption}</figcaption>}
    </figure>
  )
}
