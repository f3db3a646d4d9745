import { TextArea } from '../../ui/field'
import type { View } from '../../view'
import { Prose } from '../prompt'
import { type FieldsProps, first } from './kind'

/** What every kind asks its author that somebody marks. */
export const HandFields = ({ view, typed, errors }: FieldsProps) => (
  <TextArea
    name="guide"
    label={view.t('quizzes.guide')}
    optional={view.t('ui.optional')}
    hint={view.t('quizzes.guideHint')}
    value={first(typed.guide)}
    error={errors.guide}
    maxlength={8_000}
    rows={3}
  />
)

export const HandPreview = ({ view, guide }: { view: View; guide: string }) =>
  guide ? (
    <details>
      <summary>{view.t('quizzes.guide')}</summary>
      <Prose text={guide} />
    </details>
  ) : null

/** As its author would answer. */
export const ModelAnswer = ({ view, text }: { view: View; text: string | undefined }) =>
  text ? (
    <div class="model-answer">
      <p class="small muted">{view.t('quizzes.model')}</p>
      <Prose text={text} />
    </div>
  ) : null
