import type { QuizToEdit } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Choices } from '../ui/choices'
import { Form } from '../ui/form'
import type { View } from '../view'

/** Whether a quiz is graded or asks for opinions: decided before anybody has begun it. */
export function UseForm({ view, quiz: { quiz, item, attempts } }: { view: View; quiz: QuizToEdit }) {
  const { t } = view
  if (attempts > 0)
    return (
      <p class="muted">
        {t(`surveys.use.${quiz.survey ?? 'graded'}`)}. {t('surveys.useFixed')}
      </p>
    )
  return (
    <Form action={urls.quizSurvey(item.id)} method="put" class="form">
      <Choices
        name="survey"
        legend={t('surveys.useLegend')}
        value={quiz.survey ?? 'graded'}
        options={(['graded', 'named', 'anonymous'] as const).map((value) => ({
          value,
          label: t(`surveys.use.${value}`),
          sentence: t(`surveys.useText.${value}`),
        }))}
        hint={t('surveys.useHint')}
      />
      <div class="buttons form-end">
        <Button>{t('surveys.useSave')}</Button>
      </div>
    </Form>
  )
}
