import { TextArea } from '../../ui/field'
import { number } from '../../ui/numbers'
import { Inline } from '../prompt'
import { first, type KindViews } from './kind'
import { Choose, OptionKey, optionsOf } from './options'
import { PartLine } from './pair-answers'
import { WholeOnly } from './whole-only'

export const orderingViews: KindViews<'ordering'> = {
  Answer: ({ view, asked, name, values }) => (
    <>
      <OptionKey texts={asked.items} />
      <ol class="pairs places" role="list">
        {asked.items.map((_, i) => (
          <li>
            <span class="num">{number(view, i + 1)}.</span>
            <Choose
              view={view}
              name={name}
              label={view.t('quizzes.placeN', { n: i + 1 })}
              value={values[i] ?? ''}
              options={optionsOf(asked.items)}
            />
          </li>
        ))}
      </ol>
    </>
  ),
  Result: ({ view, question: { values, right }, asked }) => (
    <ol class="given-answers" role="list">
      {asked.items.map((_, i) => (
        <PartLine view={view} label={`${number(view, i + 1)}\\.`} said={values[i] ?? ''} right={right[i]} />
      ))}
    </ol>
  ),
  Preview: ({ body }) => (
    <ol class="preview-order">
      {body.items.map((item) => (
        <li>
          <Inline text={item} />
        </li>
      ))}
    </ol>
  ),
  Fields: ({ view, typed, errors }) => (
    <>
      <TextArea
        name="items"
        label={view.t('quizzes.orderItems')}
        hint={view.t('quizzes.orderItemsHint')}
        value={first(typed.items)}
        error={errors.items}
        maxlength={12_000}
        rows={5}
      />
      <WholeOnly view={view} typed={typed} />
    </>
  ),
}
