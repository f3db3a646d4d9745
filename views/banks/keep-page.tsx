import type { Keeping } from '../../worker/domain/banks'
import { newId } from '../../worker/lib/ids'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Inline, splitPrompt } from '../quizzes/prompt'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Choices } from '../ui/choices'
import { Empty } from '../ui/empty'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import type { View } from '../view'

type Props = {
  view: View
  keeping: Keeping
  form: { values: Record<string, string | string[]>; errors: Record<string, string> }
}

/** Which of a quiz's own questions go into which bank. */
export function KeepPage({ view, keeping, form: { values, errors } }: Props) {
  const { t } = view
  const { item, course, own, banks } = keeping
  const said = (name: string) => [values[name] ?? ''].flat()[0] ?? ''
  return (
    <Shell view={view} title={t('banks.keepTitle')} styles={['css/staff.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: <bdi>{course.title}</bdi> },
          { href: urls.quizEdit(item.id), label: <bdi>{item.title}</bdi> },
        ]}
      />
      <h1>{t('banks.keepTitle')}</h1>
      {own.length === 0 ? (
        <Empty drawing="page" sentence={t('banks.nothingToKeep')}>
          <LinkButton href={urls.quizEdit(item.id)}>{t('banks.backToQuiz')}</LinkButton>
        </Empty>
      ) : (
        <>
          <p class="measure muted">{t('banks.keepWhy')}</p>
          <Form action={urls.quizKeeping(item.id)} once={view.once}>
            <ErrorSummary view={view} errors={errors} />
            <input type="hidden" name="id" value={newId()} />
            <Choices
              name="question"
              legend={t('quizzes.questions')}
              many
              value={[values.question ?? own.map(({ id }) => id)].flat()}
              error={errors.question}
              options={own.map(({ id, question }) => ({
                value: id,
                label: <Inline text={splitPrompt(question.body.prompt).first || t(`quizzes.kind.${question.kind}`)} />,
                sentence: t(`quizzes.kind.${question.kind}`),
              }))}
            />
            <div class="fields">
              <SelectField
                name="bank"
                label={t('banks.bank')}
                value={said('bank') || banks[0]?.id}
                error={errors.bank}
                empty={t('banks.newBankOfCourse')}
                options={banks.map(({ id, title, courseId }) => ({
                  value: id,
                  label: courseId === null ? t('banks.ofOrganization', { title }) : title,
                }))}
              />
              <Field
                name="title"
                label={t('banks.newBankTitle')}
                hint={banks.length ? t('banks.newBankHint') : undefined}
                value={said('title')}
                error={errors.title}
                maxlength={120}
                autocomplete="off"
                dir="auto"
              />
              <Field
                name="tags"
                label={t('banks.tags')}
                optional={t('ui.optional')}
                hint={t('banks.tagsHint')}
                value={said('tags')}
                error={errors.tags}
                maxlength={600}
                autocomplete="off"
                dir="auto"
              />
            </div>
            <div class="buttons above">
              <Button kind="primary" icon="archive">
                {t('banks.keep')}
              </Button>
              <LinkButton href={urls.quizEdit(item.id)}>{t('common.cancel')}</LinkButton>
            </div>
          </Form>
        </>
      )}
    </Shell>
  )
}
