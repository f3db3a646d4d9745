import type { ItemCompletion } from '../../worker/db/schema'
import { duration } from '../ui/time'
import type { View } from '../view'

/** What completes a lesson, said to the learner. */
export function sayCompletion(view: View, completion: ItemCompletion): string {
  const { t } = view
  if (completion.kind === 'time') return t('lessons.completes.time', { time: duration(view, completion.minutes * 60) })
  if (completion.kind === 'video') return t('lessons.completes.video', { percent: completion.percent })
  return t(
    completion.kind === 'marked'
      ? 'lessons.completes.marked'
      : completion.kind === 'none'
        ? 'lessons.completes.none'
        : 'lessons.completes.viewed',
  )
}
