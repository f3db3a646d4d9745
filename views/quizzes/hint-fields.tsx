import type { Typed } from '../../worker/domain/quizzes'
import { mostHints } from '../../worker/domain/quizzes/questions'
import { Button } from '../ui/button'
import { TextArea } from '../ui/field'
import type { View } from '../view'
import { Prose } from './prompt'

type Props = { view: View; typed: Typed; error: string | undefined }

/** Hints in their order, those that are there and one more; the button brings a further one. Shown only where a quiz gives several tries. */
export function HintFields({ view, typed, error }: Props) {
  const said = [typed.hint ?? []].flat()
  const count = Math.min(mostHints, said.length + (typed.more === 'hint' || !said.length || said.at(-1) ? 1 : 0))
  return (
    <details class="hint-fields" open={said.some(Boolean) || typed.more === 'hint'} id="hints" tabindex={-1}>
      <summary>{view.t('quizzes.hints.title')}</summary>
      <p class="hint">{view.t('quizzes.hints.text')}</p>
      {Array.from({ length: count }, (_, i) => (
        <TextArea
          name="hint"
          id={`hint-${i + 1}`}
          label={view.t('quizzes.hints.nth', { n: i + 1 })}
          value={said[i] ?? ''}
          error={i === 0 ? error : undefined}
          maxlength={2_000}
          rows={2}
          autofocus={typed.more === 'hint' && i === count - 1}
        />
      ))}
      {count < mostHints && (
        <Button name="more" value="hint" small icon="plus">
          {view.t('quizzes.hints.more')}
        </Button>
      )}
    </details>
  )
}

/** For those who write: what learners get between their tries. */
export const HintsShown = ({ view, hints }: { view: View; hints: string[] }) =>
  hints.length === 0 ? null : (
    <details class="hint-fields">
      <summary>{view.t('quizzes.hints.count', { n: hints.length })}</summary>
      <ol>
        {hints.map((hint) => (
          <li>
            <Prose text={hint} />
          </li>
        ))}
      </ol>
    </details>
  )
