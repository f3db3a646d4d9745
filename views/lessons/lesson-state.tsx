import type { ReadLesson } from '../../worker/domain/lessons'
import { Chip } from '../ui/chip'
import type { View } from '../view'

type LessonStateProps = { view: View; state: ReadLesson['access']['item']['state']; completion: string }

/** Done, or what makes it so; reading.ts changes it when the last bit was done. */
export function LessonState({ view, state, completion }: LessonStateProps) {
  return (
    <span id="lesson-state">
      {state === 'done' ? (
        <Chip meaning="good">{view.t('lessons.isDone')}</Chip>
      ) : (
        <Chip icon="circle">{completion}</Chip>
      )}
    </span>
  )
}
