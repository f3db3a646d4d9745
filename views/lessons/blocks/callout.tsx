import type { Tone } from '../../../worker/domain/lessons/blocks'
import { blockAnchor } from '../../../worker/lib/block-anchor'
import { classes } from '../../ui/classes'
import { Icon, type IconName } from '../../ui/icon'
import type { BlockProps } from './block-props'
import { LessonBlocks } from './index'

const looks: Record<Tone, { icon: IconName; class: string }> = {
  note: { icon: 'info', class: 'note' },
  tip: { icon: 'idea', class: '' },
  important: { icon: 'star', class: 'caution' },
  warning: { icon: 'warning', class: 'danger' },
  example: { icon: 'eye', class: 'note' },
  objectives: { icon: 'award', class: '' },
  questions: { icon: 'help', class: '' },
  keypoints: { icon: 'key', class: '' },
  prerequisites: { icon: 'checklist', class: 'note' },
  challenge: { icon: 'edit', class: 'caution' },
  discussion: { icon: 'chat', class: 'note' },
  checklist: { icon: 'checklist', class: '' },
  testimonial: { icon: 'quote', class: 'note' },
}

export function CalloutBlock({ block, ...rest }: BlockProps<'callout'>) {
  const { icon, class: look } = looks[block.tone]
  const anchor = blockAnchor(block)
  return (
    <div class={classes('callout', look)} id={anchor} role="note" aria-labelledby={`${anchor}-title`}>
      <p class="title" id={`${anchor}-title`} dir="auto">
        <Icon name={icon} />
        {block.title || rest.view.t(`blocks.tone.${block.tone}`)}
      </p>
      <LessonBlocks blocks={block.blocks} {...rest} />
    </div>
  )
}
