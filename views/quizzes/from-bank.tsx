import type { QuizToEdit } from '../../worker/domain/quizzes'
import { isByHand, isUnscored } from '../../worker/domain/quizzes/questions'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { Select } from '../ui/select'
import type { View } from '../view'

type Row = QuizToEdit['questions'][number]
type Props = { view: View; itemId: string; row: Row; name: string; rubrics: QuizToEdit['rubrics'] }

/** Below a question that was chosen from a bank: where it comes from, what it is worth here, and its newer version. */
export function FromBank({ view, itemId, row, name, rubrics }: Props) {
  const { t } = view
  const { bank, questionId, points, rubricId } = row
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
          {isByHand(row.question.kind) && rubrics.length > 0 && (
            <Select
              name="rubric"
              label={t('banks.rubricOf', { name })}
              value={rubricId}
              empty={t('rubrics.noRubric')}
              options={rubrics.map(({ id, title }) => ({ value: id, label: title }))}
            />
          )}
          <Button small>{t(isByHand(row.question.kind) ? 'common.save' : 'banks.setPoints')}</Button>
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
