import type { QuizToEdit } from '../../worker/domain/quizzes'
import { isUnscored } from '../../worker/domain/quizzes/questions'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import type { View } from '../view'

type Row = QuizToEdit['questions'][number]
type Props = { view: View; itemId: string; row: Row; name: string }

/** Below a question that was chosen from a bank: where it comes from, what it is worth here, and its newer version. */
export function FromBank({ view, itemId, row, name }: Props) {
  const { t } = view
  const { bank, questionId, points } = row
  if (!bank) return null
  return (
    <div class="cluster above-small">
      <span class="small muted">
        {t('banks.from')}{' '}
        <a href={urls.question(questionId)}>
          <bdi>{bank.title}</bdi>
        </a>
      </span>
      {!isUnscored(row.question.kind) && (
        <Form action={urls.quizQuestionPoints(itemId, questionId)} method="put" class="cluster">
          <input
            class="input"
            name="points"
            value={String(points)}
            size={5}
            maxlength={8}
            inputmode="decimal"
            aria-label={t('banks.pointsOf', { name })}
          />
          <Button small>{t('banks.setPoints')}</Button>
        </Form>
      )}
      {bank.hasNewer && (
        <Form action={urls.quizQuestionVersion(itemId, questionId)} method="put">
          <Button small kind="primary">
            {t('banks.takeNewer')}
          </Button>
        </Form>
      )}
    </div>
  )
}
