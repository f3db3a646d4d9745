import type { AttemptPage } from '../../worker/domain/quizzes'
import { excerpt } from '../../worker/lib/text'
import { Files } from '../assignments/work'
import type { View } from '../view'
import { Inline } from './prompt'

type Answered = AttemptPage['questions'][number]
type Line = { about: string | null; said: string }

/** Kinds whose answers are a learner's own words; those of the others are the author's Markdown. */
const isTyped = new Set<Answered['question']['kind']>(['short-text', 'number', 'calculated', 'cloze', 'essay'])

/** What was answered so far, in a line or a line a part; nothing tells whether it is right. */
export function GivenAnswer({ view, question, brief }: { view: View; question: Answered; brief?: boolean }) {
  if (question.files.length) return <Files view={view} files={question.files} />
  const lines = linesOf(view, question).filter(({ said }) => said !== '')
  return (
    <ul class="given-lines" role="list">
      {lines.map(({ about, said }) => (
        <li>
          {about && (
            <span class="muted">
              <Inline text={about} />:{' '}
            </span>
          )}
          {isTyped.has(question.question.kind) ? (
            <bdi class="pre-line">{brief ? excerpt(said, 200) : said}</bdi>
          ) : (
            <Inline text={said} />
          )}
        </li>
      ))}
    </ul>
  )
}

function linesOf(view: View, { asked: { kind, asked }, values }: Answered): Line[] {
  const whole = (said: string): Line[] => [{ about: null, said }]
  const parts = (abouts: string[]): Line[] => abouts.map((about, i) => ({ about, said: values[i] ?? '' }))
  switch (kind) {
    case 'single-choice':
    case 'multiple-choice':
      return asked.choices.filter(({ id }) => values.includes(id)).flatMap(({ text }) => whole(text))
    case 'true-false':
      return values[0] === 'true' || values[0] === 'false' ? whole(view.t(`quizzes.${values[0]}`)) : []
    case 'number':
    case 'calculated':
      return whole([values[0], asked.unit].filter(Boolean).join(' '))
    case 'matching':
      return parts(asked.lefts)
    case 'categorisation':
      return parts(asked.items)
    case 'likert':
      return values.flatMap((value) => {
        const [row, level] = value.split('.').map(Number)
        return { about: asked.statements[row ?? 0] ?? null, said: asked.scale[level ?? -1] ?? '' }
      })
    default:
      return whole(values.filter(Boolean).join(' · '))
  }
}
