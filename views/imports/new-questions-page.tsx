import type { QuizHead } from '../../worker/domain/imports'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import { Icon } from '../ui/icon'
import { Row, Rows } from '../ui/rows'
import { Time } from '../ui/time'
import type { View } from '../view'
import { type ImportState, StateChip } from './state-chip'

type Props = {
  view: View
  quiz: QuizHead
  earlier: { id: string; fileName: string; state: ImportState; createdAt: number }[]
  errors?: Record<string, string>
}

const accept = '.gift,.txt,.csv,.xml,.qti,.dat,.zip,.imscc'

export const quizTrail = ({ item, course }: QuizHead) => [
  { href: urls.course(course.id), label: <bdi>{course.title}</bdi> },
  { href: urls.quizEdit(item.id), label: <bdi>{item.title}</bdi> },
]

/** Where a file of questions is chosen; nothing is added by looking into it. */
export function NewQuestionsPage({ view, quiz, earlier, errors = {} }: Props) {
  const { t } = view
  return (
    <Shell view={view} title={t('imports.questionsTitle')} width="narrow" styles={['css/staff.css']}>
      <Breadcrumbs view={view} trail={quizTrail(quiz)} />
      <h1>{t('imports.questionsTitle')}</h1>
      <p class="muted">{t('imports.questionsLead')}</p>
      <Form action={urls.questionImports(quiz.item.id)} files class="question-file">
        <ErrorSummary view={view} errors={errors} />
        <p class="field">
          <label for="file">{t('imports.questionsChoose')}</label>
          <input
            id="file"
            type="file"
            name="file"
            accept={accept}
            aria-invalid={errors.file ? 'true' : undefined}
            aria-describedby={errors.file ? 'file-hint file-error' : 'file-hint'}
          />
          <span class="hint" id="file-hint">
            {t('imports.questionsHint')}
          </span>
          {errors.file && (
            <span class="hint problem" id="file-error">
              <Icon name="problem" />
              {errors.file}
            </span>
          )}
        </p>
        <div class="buttons">
          <Button kind="primary">{t('imports.look')}</Button>
        </div>
        <p class="hint">{t('imports.questionsLookHint')}</p>
      </Form>
      {earlier.length > 0 && (
        <>
          <h2 class="far-above">{t('imports.earlier')}</h2>
          <Rows>
            {earlier.map(({ id, fileName, state, createdAt }) => (
              <Row
                href={urls.questionImport(quiz.item.id, id)}
                title={<bdi>{fileName}</bdi>}
                end={<StateChip view={view} state={state} />}
                below={<Time view={view} at={createdAt} />}
              />
            ))}
          </Rows>
        </>
      )}
    </Shell>
  )
}
