import { blockAnchor } from '../../../worker/lib/block-anchor'
import { Icon } from '../../ui/icon'
import type { BlockProps } from './block-props'
import { LessonBlocks } from './index'

export function RevealBlock({ block, ...rest }: BlockProps<'reveal'>) {
  return (
    <details class="reveal" id={blockAnchor(block)}>
      <summary dir="auto">
        <Icon name="chevron-right" />
        {block.title || rest.view.t(`blocks.reveal.${block.role}`)}
      </summary>
      <div class="inside">
        <LessonBlocks blocks={block.blocks} {...rest} />
      </div>
    </details>
  )
}
