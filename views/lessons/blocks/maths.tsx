import { raw } from 'hono/html'
import { blockAnchor } from '../../../worker/lib/block-anchor'
import type { BlockProps } from './block-props'

export function MathsBlock({ block, view }: BlockProps<'maths'>) {
  return (
    <div class="maths scroll" id={blockAnchor(block)} role="group" tabindex={0} aria-label={view.t('blocks.maths')}>
      {raw(block.html)}
    </div>
  )
}
