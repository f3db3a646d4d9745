import type { BankHead, Use } from '../../worker/domain/banks'
import { isQuestionKind } from '../../worker/domain/quizzes/questions'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { QuestionForm, type QuestionFormProps } from '../quizzes/question-form'
import { first } from '../quizzes/questions/kind'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Field } from '../ui/field'
import { SelectField } from '../ui/select'
import type { View } from '../view'
import { banksTrail } from './bank-trail'

type Props = {
  view: View
  bank: BankHead
  /** Null for a new one. */
  questionId: string | null
  form: Pick<QuestionFormProps, 'values' | 'errors'>
  /** Quizzes that may ask the new version. */
  uses: Use[]
  /** Texts that questions of the bank are about. */
  passages: string[]
}

/** A question of a bank, written with the same form as in a quiz, and where it stands in the bank. */
export function BankQuestionFormPage({ view, bank, questionId, form, uses, passages }: Props) {
  const { t } = view
  const named = first(form.values.kind)
  const kind = isQuestionKind(named) ? named : 'single-choice'
  const chosen = form.values.inQuizzes
  const isChosen = (id: string) => chosen === undefined || [chosen].flat().includes(id)
  return (
    <Shell
      view={view}
      title={t(`quizzes.kind.${kind}`)}
      main="quiz-editor"
      styles={['css/quiz.css', 'css/editing.css']}
    >
      <Breadcrumbs
        view={view}
        trail={[...banksTrail(view, bank), { href: urls.bank(bank.id), label: <bdi>{bank.title}</bdi> }]}
      />
      <h1>{t(`quizzes.kind.${kind}`)}</h1>
      <div class="question-card">
        <QuestionForm
          view={view}
          action={questionId ? urls.question(questionId) : urls.bankQuestions(bank.id)}
          cancel={questionId ? urls.question(questionId) : urls.bank(bank.id)}
          questionId={questionId}
          untitled
          passages={passages}
          {...form}
        >
          <div class="fields">
            {bank.categories.length > 0 && (
              <SelectField
                name="bankCategory"
                label={t('banks.category')}
                value={first(form.values.bankCategory)}
                error={form.errors.category}
                empty={t('banks.filter.noCategory')}
                options={bank.categories.map(({ id, path }) => ({ value: id, label: path }))}
              />
            )}
            <Field
              name="bankTags"
              label={t('banks.tags')}
              optional={t('ui.optional')}
              hint={t('banks.tagsHint')}
              value={first(form.values.bankTags)}
              error={form.errors.tags}
              maxlength={600}
              autocomplete="off"
              dir="auto"
            />
          </div>
          {uses.length > 0 && (
            <fieldset class="field">
              <legend class="field-label">{t('banks.useNewIn')}</legend>
              <input type="hidden" name="inQuizzes" value="" />
              {uses.map(({ itemId, title, courseTitle }) => (
                <label class="check">
                  <input type="checkbox" name="inQuizzes" value={itemId} checked={isChosen(itemId)} />
                  <span>
                    <bdi>{title}</bdi> <bdi class="small muted">{courseTitle}</bdi>
                  </span>
                </label>
              ))}
              <p class="hint">{t('banks.useNewHint')}</p>
            </fieldset>
          )}
        </QuestionForm>
      </div>
    </Shell>
  )
}
