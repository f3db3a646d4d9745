import { Check } from '../../ui/choices'
import { TextArea } from '../../ui/field'
import { AnswerInput } from './answer-input'
import { AnswerPair, RightLine } from './answer-pair'
import { first, type KindViews } from './kind'

export const shortTextViews: KindViews<'short-text'> = {
  Answer: ({ view, name, values }) => (
    <AnswerInput name={name} value={values[0] ?? ''} maxlength={1_000} aria-label={view.t('quizzes.yourAnswer')} />
  ),
  Result: ({ view, question: { values, right, mark } }) => (
    <AnswerPair view={view} mark={mark} said={values[0]} right={right[0]} />
  ),
  Preview: ({ view, body }) => <RightLine view={view} text={body.accepted.join(' · ')} />,
  Fields: ({ view, typed, errors }) => (
    <>
      <TextArea
        name="accepted"
        label={view.t('quizzes.accepted')}
        hint={view.t('quizzes.acceptedHint')}
        value={first(typed.accepted)}
        error={errors.accepted}
        rows={2}
      />
      <Check name="matchCase" label={view.t('quizzes.matchCase')} checked={typed.matchCase !== undefined} />
      <Check name="matchAccents" label={view.t('quizzes.matchAccents')} checked={typed.matchAccents !== undefined} />
    </>
  ),
}
