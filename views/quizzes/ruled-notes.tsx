import type { AttemptQuestion } from '../../worker/domain/quizzes'
import { Notice } from '../ui/notice'
import type { View } from '../view'

/** What is marked otherwise than it was asked, in plain words: it tells how points came about, and of no answer whether it is right. */
export function RuledNotes({ view, questions }: { view: View; questions: AttemptQuestion[] }) {
  const ruled = questions.flatMap(({ number, rulings }) => {
    const kinds = new Set(rulings.map(({ kind }) => kind))
    const said = kinds.has('drop') ? (['drop'] as const) : [...kinds]
    return said.map((kind) => view.t(`quizzes.regrade.told.${kind}`, { n: number }))
  })
  if (!ruled.length) return null
  return (
    <Notice>
      <p>{view.t('quizzes.regrade.toldTitle')}</p>
      <ul>
        {ruled.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </Notice>
  )
}
