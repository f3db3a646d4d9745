import { TextArea } from '../../ui/field'
import { Select } from '../../ui/select'
import { GapPreview, GapResult } from './gap-result'
import { GapText } from './gap-text'
import { first, type KindViews } from './kind'
import { WholeOnly } from './whole-only'

export const wordBankViews: KindViews<'word-bank'> = {
  Answer: ({ view, asked, name, values }) => (
    <>
      <WordList label={view.t('quizzes.words')} words={asked.words} />
      <GapText
        name={name}
        text={asked.text}
        gaps={Array.from({ length: asked.gaps }, (_, i) => (
          <Select
            name={name}
            label={view.t('quizzes.gapN', { n: i + 1 })}
            value={values[i] ?? ''}
            empty={view.t('quizzes.choose')}
            options={asked.words.map((word) => ({ value: word, label: word }))}
          />
        ))}
      />
    </>
  ),
  Result: ({ view, question: { values, right, mark, versionId }, asked }) => (
    <GapText
      name={`r${versionId}`}
      text={asked.text}
      gaps={Array.from({ length: asked.gaps }, (_, i) => (
        <GapResult view={view} said={values[i] ?? ''} right={right[i]} isRight={mark.parts?.[i] === true} />
      ))}
    />
  ),
  Preview: ({ view, body }) => (
    <>
      <GapText name="gaps" text={body.text} gaps={body.gaps.map((word) => <GapPreview text={word} />)} />
      {body.extra.length > 0 && <WordList label={view.t('quizzes.extraWords')} words={body.extra} />}
    </>
  ),
  Fields: ({ view, typed, errors }) => (
    <>
      <TextArea
        name="text"
        label={view.t('quizzes.gapText')}
        hint={view.t('quizzes.wordBankHint')}
        value={first(typed.text)}
        error={errors.text ?? errors.gaps}
        maxlength={16_000}
        rows={4}
      />
      <TextArea
        name="extra"
        label={view.t('quizzes.extraWords')}
        optional={view.t('ui.optional')}
        hint={view.t('quizzes.extraWordsHint')}
        value={first(typed.extra)}
        error={errors.extra}
        maxlength={8_000}
        rows={2}
      />
      <WholeOnly view={view} typed={typed} />
    </>
  ),
}

const WordList = ({ label, words }: { label: string; words: string[] }) => (
  <ul class="word-list" role="list" aria-label={label}>
    {words.map((word) => (
      <li>
        <bdi>{word}</bdi>
      </li>
    ))}
  </ul>
)
