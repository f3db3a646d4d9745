import { listIn, type Typed } from '../../../worker/domain/quizzes/questions'
import { Button } from '../../ui/button'
import { Check } from '../../ui/choices'
import { Icon } from '../../ui/icon'
import type { FieldsProps } from './kind'

/** Letters of the alphabet; the domain takes no more. */
const MOST_ROWS = 26
const SPARE_ROWS = 2
const LEAST_ROWS = 4

/** The answers to choose from, a row each, and which of them are right. */
export function ChoiceFields({ view, typed, errors, isMany, isSurvey }: FieldsProps & { isMany: boolean }) {
  const rows = choiceRows(typed)
  const error = errors.choices ?? errors.correct
  return (
    <>
      <fieldset class="field" id="choices" tabindex={-1} aria-describedby={error ? 'choices-error' : 'choices-hint'}>
        <legend class="field-label">{view.t('quizzes.answers')}</legend>
        <p class="hint" id="choices-hint">
          {view.t(isSurvey ? 'surveys.answersHint' : isMany ? 'quizzes.answersHintMany' : 'quizzes.answersHintOne')}
        </p>
        <ol class={isSurvey ? 'choice-rows plain' : 'choice-rows'} role="list">
          {rows.map((row, i) => (
            <li>
              <input type="hidden" name="choiceId" value={row.id} />
              {!isSurvey && (
                <label class="choice-right">
                  <input type={isMany ? 'checkbox' : 'radio'} name="right" value={row.id} checked={row.isRight} />
                  <span class="visually-hidden">{view.t('quizzes.isRight', { n: i + 1 })}</span>
                </label>
              )}
              <input
                class="input"
                name="choiceText"
                value={row.text}
                dir="auto"
                maxlength={2_000}
                autofocus={typed.more !== undefined && i === rows.length - 1}
                aria-label={view.t('quizzes.answerN', { n: i + 1 })}
                placeholder={view.t('quizzes.answerN', { n: i + 1 })}
              />
              {!isSurvey && (
                <input
                  class="input quiet"
                  name="choiceFeedback"
                  value={row.feedback}
                  dir="auto"
                  maxlength={2_000}
                  aria-label={view.t('quizzes.feedbackN', { n: i + 1 })}
                  placeholder={view.t('quizzes.feedbackPlaceholder')}
                />
              )}
            </li>
          ))}
        </ol>
        {rows.length < MOST_ROWS && (
          <Button kind="quiet" small icon="plus" name="more" value="answer">
            {view.t('quizzes.addAnswer')}
          </Button>
        )}
        {error && (
          <p class="hint problem" id="choices-error">
            <Icon name="problem" />
            {error}
          </p>
        )}
      </fieldset>
      {isMany && !isSurvey && (
        <Check
          name="partial"
          label={view.t('quizzes.partial')}
          sentence={view.t('quizzes.partialHint')}
          checked={typed.partial !== undefined}
        />
      )}
      <Check name="keepOrder" label={view.t('quizzes.keepOrder')} checked={typed.keepOrder !== undefined} />
    </>
  )
}

type ChoiceRow = { id: string; text: string; feedback: string; isRight: boolean }

/** Rows of the choices, with some empty ones to write on. */
function choiceRows(typed: Typed): ChoiceRow[] {
  const [ids, texts, feedbacks, right] = [
    listIn(typed, 'choiceId'),
    listIn(typed, 'choiceText'),
    listIn(typed, 'choiceFeedback'),
    listIn(typed, 'right'),
  ] as const
  const rows = ids.map((id, i) => ({
    id,
    text: texts[i] ?? '',
    feedback: feedbacks[i] ?? '',
    isRight: right.includes(id),
  }))
  const written = rows.filter((row) => row.text).length
  const asked = typed.more === undefined ? 0 : rows.length + 1
  const wanted = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, written + SPARE_ROWS, asked))
  for (let n = 0; rows.length < wanted; n++) {
    const id = n < 26 ? String.fromCharCode(97 + n) : `n${n}`
    if (!rows.some((row) => row.id === id)) rows.push({ id, text: '', feedback: '', isRight: false })
  }
  return rows
}
