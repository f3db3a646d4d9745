import type { QuizToEdit } from '../../worker/domain/quizzes'
import { mostSectionIntroduction, mostSectionTitle } from '../../worker/lib/quiz-sections'
import { urls } from '../../worker/urls'
import { Button, LinkButton } from '../ui/button'
import { Check } from '../ui/choices'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import type { View } from '../view'
import { first } from './questions/kind'

export type OpenSection = {
  /** Null for a new one. */
  sectionId: string | null
  values: Record<string, string | string[]>
  errors: Record<string, string>
}

type Props = OpenSection & {
  view: View
  quiz: QuizToEdit
  /** What stands in the quiz, in order, as it is called there. */
  places: { id: string; name: string }[]
}

/** A section's title and what learners read at its beginning; of a new one also where it begins. */
export function SectionForm({ view, quiz: { item }, sectionId, values, errors, places }: Props) {
  const { t } = view
  return (
    <Form
      action={sectionId ? urls.quizSection(item.id, sectionId) : urls.quizSections(item.id)}
      method={sectionId ? 'put' : 'post'}
      once={view.once}
      class="question-form"
      guard
    >
      <h2>{t(sectionId ? 'quizzes.sections.change' : 'quizzes.sections.add')}</h2>
      <ErrorSummary view={view} errors={errors} ids={{ introduction: 'section-introduction' }} />
      <input type="hidden" name="id" value={first(values.id)} />
      <Field
        name="title"
        label={t('quizzes.sections.title')}
        value={first(values.title)}
        error={errors.title}
        maxlength={mostSectionTitle}
        autofocus
      />
      <TextArea
        name="introduction"
        id="section-introduction"
        label={t('quizzes.sections.introduction')}
        optional={t('ui.optional')}
        hint={t('quizzes.sections.introductionHint')}
        value={first(values.introduction)}
        error={errors.introduction}
        maxlength={mostSectionIntroduction}
        rows={3}
      />
      {!sectionId && places.length > 0 && (
        <SelectField
          name="before"
          label={t('quizzes.sections.begins')}
          hint={t('quizzes.sections.beginsHint')}
          value={first(values.before)}
          empty={t('quizzes.sections.atEnd')}
          options={places.map(({ id, name }) => ({ value: id, label: name }))}
          error={errors.before}
        />
      )}
      <Check
        name="shuffle"
        label={t('quizzes.sections.shuffle')}
        sentence={t('quizzes.sections.shuffleHint')}
        checked={values.shuffle !== undefined}
      />
      <div class="buttons form-end">
        <Button kind="primary">{t('common.save')}</Button>
        <LinkButton href={urls.quizEdit(item.id)} kind="quiet">
          {t('common.cancel')}
        </LinkButton>
      </div>
    </Form>
  )
}
