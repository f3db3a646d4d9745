import { Icon } from '../../ui/icon'
import type { View } from '../../view'

type Props = {
  view: View
  said: string
  /** Undefined while it is not told. */
  right: string | undefined
  isRight: boolean
}

/** What stands in a gap after marking: the answer, and the right one where it was another. */
export function GapResult({ view, said, right, isRight }: Props) {
  const text = said ? <bdi>{said}</bdi> : <span class="muted">{view.t('quizzes.notAnswered')}</span>
  if (right === undefined) return <span class="gap">{text}</span>
  return (
    <span class={isRight ? 'gap good' : 'gap problem'}>
      <Icon name={isRight ? 'check' : 'close'} label={view.t(isRight ? 'quizzes.right' : 'quizzes.wrong')} />
      {text}
      {!isRight && (
        <>
          {' '}
          <span class="gap-right">
            <span class="visually-hidden">{view.t('quizzes.rightAnswer')} </span>
            <bdi>{right}</bdi>
          </span>
        </>
      )}
    </span>
  )
}

export const GapPreview = ({ text }: { text: string }) => (
  <span class="gap good">
    <bdi>{text}</bdi>
  </span>
)
