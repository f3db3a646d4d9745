import type { ItemCompletion } from '../../worker/db/schema'
import type { View } from '../view'

/** What completes a lesson, said to the learner. */
export function sayCompletion({ t }: View, completion: ItemCompletion): string {
  if (completion.kind === 'time') return t('lessons.completes.time', { minutes: completion.minutes })
  if (completion.kind === 'video') return t('lessons.completes.video', { percent: completion.percent })
  return t(
    completion.kind === 'marked'
      ? 'lessons.completes.marked'
      : completion.kind === 'none'
        ? 'lessons.completes.none'
        : 'lessons.completes.viewed',
  )
}
