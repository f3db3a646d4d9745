import { mostEssay } from '../../../worker/domain/quizzes/questions'
import { countWords } from '../../../worker/lib/words'
import { AnnotatedText } from '../../assignments/annotated-text'
import { Field, TextArea } from '../../ui/field'
import { number } from '../../ui/numbers'
import type { View } from '../../view'
import { Prose } from '../prompt'
import { HandFields, HandPreview, ModelAnswer } from './by-hand'
import { first, type KindViews } from './kind'

type Limits = { minWords: number | null; maxWords: number | null }

/** How long it is to be; nothing where nobody said. */
function wordLimits(view: View, { minWords, maxWords }: Limits): string {
  const [least, most] = [minWords, maxWords].map((n) => (n === null ? '' : number(view, n)))
  if (minWords !== null && maxWords !== null) return view.t('quizzes.wordsBetween', { least: least!, most: most! })
  if (minWords !== null) return view.t('quizzes.wordsLeast', { n: least! })
  return maxWords === null ? '' : view.t('quizzes.wordsMost', { n: most! })
}

const wordsOf = (view: View, text: string) => view.t('quizzes.wordCount', { n: number(view, countWords(text)) })

export const essayViews: KindViews<'essay'> = {
  Answer({ view, asked, name, values: [text = ''] }) {
    const limits = wordLimits(view, asked)
    return (
      <>
        <textarea
          class="input essay"
          name={name}
          rows={8}
          maxlength={mostEssay}
          dir="auto"
          aria-label={view.t('quizzes.yourAnswer')}
          data-words={`${name}-words`}
        >
          {text}
        </textarea>
        <p class="small muted num essay-words">
          {limits && `${limits} · `}
          <span id={`${name}-words`} data-word={view.t('quizzes.wordCount', { n: '#' })}>
            {wordsOf(view, text)}
          </span>
        </p>
      </>
    )
  },
  Given: ({ view, id, values: [text = ''], asked, notes, editing }) => (
    <>
      <AnnotatedText view={view} id={id} text={text} notes={notes} editing={editing} />
      <p class="small muted num">{[wordsOf(view, text), wordLimits(view, asked)].filter(Boolean).join(' · ')}</p>
    </>
  ),
  Result: ({ view, question: { versionId, values, right, annotations } }) => (
    <>
      {annotations.length > 0 ? (
        <AnnotatedText view={view} id={versionId} text={values[0] ?? ''} notes={annotations} />
      ) : (
        values[0]?.trim() && (
          <div class="given-text pre-line" dir="auto">
            {values[0]}
          </div>
        )
      )}
      <ModelAnswer view={view} text={right[0]} />
    </>
  ),
  Preview: ({ view, body }) => (
    <>
      {wordLimits(view, body) && <p class="small">{wordLimits(view, body)}</p>}
      <HandPreview view={view} guide={body.guide} />
      {body.model && (
        <details>
          <summary>{view.t('quizzes.model')}</summary>
          <Prose text={body.model} />
        </details>
      )}
    </>
  ),
  Fields: ({ view, typed, errors, isSurvey }) => (
    <>
      <div class="field-row">
        <Field
          name="minWords"
          label={view.t('quizzes.minWords')}
          optional={view.t('ui.optional')}
          value={first(typed.minWords)}
          error={errors.minWords}
          inputmode="numeric"
          maxlength={6}
          size={6}
        />
        <Field
          name="maxWords"
          label={view.t('quizzes.maxWords')}
          optional={view.t('ui.optional')}
          hint={view.t('quizzes.wordsHint')}
          value={first(typed.maxWords)}
          error={errors.maxWords}
          inputmode="numeric"
          maxlength={6}
          size={6}
        />
      </div>
      {!isSurvey && <HandFields view={view} typed={typed} errors={errors} />}
      {!isSurvey && (
        <TextArea
          name="model"
          label={view.t('quizzes.model')}
          optional={view.t('ui.optional')}
          hint={view.t('quizzes.modelHint')}
          value={first(typed.model)}
          error={errors.model}
          maxlength={16_000}
          rows={4}
        />
      )}
    </>
  ),
}
