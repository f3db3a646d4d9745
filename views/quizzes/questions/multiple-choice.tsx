import { ChoiceBoxes, ChoicePreview, ChoiceResult } from './choice-answers'
import { ChoiceFields } from './choice-fields'
import type { KindViews } from './kind'

export const multipleChoiceViews: KindViews<'multiple-choice'> = {
  Answer: ({ asked, name, values }) => (
    <ChoiceBoxes type="checkbox" choices={asked.choices} name={name} values={values} />
  ),
  Result: ({ view, question, asked }) => <ChoiceResult view={view} question={question} choices={asked.choices} />,
  Preview: ({ view, body }) => <ChoicePreview view={view} choices={body.choices} right={body.correct} />,
  Fields: (props) => <ChoiceFields {...props} isMany />,
}
