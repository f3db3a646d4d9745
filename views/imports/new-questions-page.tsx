import type { PlaceHead } from '../../worker/domain/imports'
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
  place: PlaceHead
  earlier: { id: string; fileName: string; state: ImportState; createdAt: number }[]
  errors?: Record<string, string>
}

const accept = '.gift,.txt,.csv,.xml,.qti,.dat,.zip,.imscc'

/** Where the questions of a quiz or a bank are written. */
export const placeHome = ({ kind, id }: PlaceHead) => (kind === 'quiz' ? urls.quizEdit(id) : urls.bank(id))

export const placeTrail = (view: View, place: PlaceHead) => [
  place.course
    ? { href: urls.course(place.course.id), label: <bdi>{place.course.title}</bdi> }
    : { href: urls.banks(), label: view.t('banks.title') },
  { href: placeHome(place), label: <bdi>{place.title}</bdi> },
]

/** Where a file of questions is chosen; nothing is added by looking into it. */
export function NewQuestionsPage({ view, place, earlier, errors = {} }: Props) {
  const { t } = view
  return (
    <Shell view={view} title={t('imports.questionsTitle')} width="narrow" styles={['css/staff.css', 'css/imports.css']}>
      <Breadcrumbs view={view} trail={placeTrail(view, place)} />
      <h1>{t('imports.questionsTitle')}</h1>
      <p class="muted">{t('imports.questionsLead')}</p>
      <Form action={urls.questionImports(place)} files class="question-file">
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
                href={urls.questionImport(place, id)}
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
