import { Inline } from '../prompt'
import type { KindViews } from './kind'
import { PairAnswers, PairResults } from './pair-answers'
import { PairFields } from './pair-fields'
import { WholeOnly } from './whole-only'

export const categorisationViews: KindViews<'categorisation'> = {
  Answer: ({ view, asked, name, values }) => (
    <PairAnswers view={view} lefts={asked.items} rights={asked.categories} name={name} values={values} />
  ),
  Result: ({ view, question: { values, right }, asked }) => (
    <PairResults view={view} lefts={asked.items} said={values} right={right} />
  ),
  Preview: ({ body }) => (
    <ul class="preview-answers" role="list">
      {body.categories.map((name) => (
        <li class="right">
          <b>
            <Inline text={name} />
          </b>
          <span>
            {body.items
              .filter(({ category }) => category === name)
              .flatMap(({ text }, i) => [i ? ' · ' : '', <Inline text={text} />])}
          </span>
        </li>
      ))}
    </ul>
  ),
  Fields: ({ view, typed, errors }) => (
    <>
      <PairFields
        typed={typed}
        id="items"
        error={errors.items ?? errors.categories}
        legend={view.t('quizzes.sortItems')}
        hint={view.t('quizzes.sortItemsHint')}
        add={view.t('quizzes.addItem')}
        left={(n) => view.t('quizzes.itemN', { n })}
        right={(n) => view.t('quizzes.groupN', { n })}
      />
      <WholeOnly view={view} typed={typed} />
    </>
  ),
}
