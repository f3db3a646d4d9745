import type { KindViews } from './kind'
import { PairAnswers, PairPreview, PairResults } from './pair-answers'
import { PairFields } from './pair-fields'
import { WholeOnly } from './whole-only'

export const matchingViews: KindViews<'matching'> = {
  Answer: ({ view, asked, name, values }) => (
    <PairAnswers view={view} lefts={asked.lefts} rights={asked.rights} name={name} values={values} />
  ),
  Result: ({ view, question: { values, right }, asked }) => (
    <PairResults view={view} lefts={asked.lefts} said={values} right={right} />
  ),
  Preview: ({ body }) => <PairPreview pairs={[...body.pairs, ...body.extra.map((right) => ({ left: '', right }))]} />,
  Fields: ({ view, typed, errors }) => (
    <>
      <PairFields
        typed={typed}
        id="pairs"
        error={errors.pairs ?? errors.extra}
        legend={view.t('quizzes.pairs')}
        hint={view.t('quizzes.pairsHint')}
        add={view.t('quizzes.addPair')}
        left={(n) => view.t('quizzes.leftN', { n })}
        right={(n) => view.t('quizzes.rightN', { n })}
      />
      <WholeOnly view={view} typed={typed} />
    </>
  ),
}
