import { Check } from '../../ui/choices'
import { TextArea } from '../../ui/field'
import { Select } from '../../ui/select'
import type { View } from '../../view'
import { AnswerInput } from './answer-input'
import { GapPreview, GapResult } from './gap-result'
import { GapText } from './gap-text'
import { type AnswerProps, first, type KindViews, type PreviewProps } from './kind'
import { sayNumber } from './number'
import { WholeOnly } from './whole-only'

export const clozeViews: KindViews<'cloze'> = {
  Answer: ({ view, asked, name, values }) => (
    <GapText
      name={name}
      text={asked.text}
      gaps={asked.gaps.map((gap, i) => <Gap view={view} gap={gap} name={name} value={values[i] ?? ''} place={i + 1} />)}
    />
  ),
  Result: ({ view, question: { values, right, mark, versionId }, asked }) => (
    <GapText
      name={`r${versionId}`}
      text={asked.text}
      gaps={asked.gaps.map((gap, i) => (
        <>
          <GapResult view={view} said={values[i] ?? ''} right={right[i]} isRight={mark.parts?.[i] === true} />
          {gap.kind === 'number' && gap.unit && ` ${gap.unit}`}
        </>
      ))}
    />
  ),
  Preview: ({ view, body }) => (
    <GapText name="gaps" text={body.text} gaps={body.gaps.map((gap) => <GapPreview text={say(view, gap)} />)} />
  ),
  Fields: ({ view, typed, errors }) => (
    <>
      <TextArea
        name="text"
        label={view.t('quizzes.gapText')}
        hint={view.t('quizzes.clozeHint')}
        value={first(typed.text)}
        error={errors.text ?? errors.gaps}
        maxlength={16_000}
        rows={4}
      />
      <Check name="matchCase" label={view.t('quizzes.matchCase')} checked={typed.matchCase !== undefined} />
      <Check name="matchAccents" label={view.t('quizzes.matchAccents')} checked={typed.matchAccents !== undefined} />
      <WholeOnly view={view} typed={typed} />
    </>
  ),
}

type AskedGap = AnswerProps<'cloze'>['asked']['gaps'][number]
type GapProps = { view: View; gap: AskedGap; name: string; value: string; place: number }

/** As wide whatever the answer is. */
function Gap({ view, gap, name, value, place }: GapProps) {
  const label = view.t('quizzes.gapN', { n: place })
  if (gap.kind === 'choice')
    return (
      <Select
        name={name}
        label={label}
        value={value}
        empty={view.t('quizzes.choose')}
        options={gap.options.map((text) => ({ value: text, label: text }))}
      />
    )
  const isNumber = gap.kind === 'number'
  return (
    <span class="gap-field">
      <AnswerInput
        name={name}
        value={value}
        maxlength={isNumber ? 100 : 500}
        inputmode={isNumber ? 'decimal' : 'text'}
        aria-label={label}
      />
      {isNumber && gap.unit && <span>{gap.unit}</span>}
    </span>
  )
}

function say(view: View, gap: PreviewProps<'cloze'>['body']['gaps'][number]): string {
  if (gap.kind === 'text') return gap.accepted.join(' · ')
  if (gap.kind === 'choice') return gap.correct
  return sayNumber(view, gap)
}
