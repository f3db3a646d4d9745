import type { RegradePage } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Check, Choices } from '../ui/choices'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { SelectField } from '../ui/select'
import type { View } from '../view'
import { Passage } from './passage'
import { Inline, Prose, splitPrompt } from './prompt'
import { viewsOf } from './questions'
import type { RegradeState } from './regrade-page'

type Chosen = NonNullable<RegradePage['chosen']>
type Props = { view: View; itemId: string; chosen: Chosen; form: RegradeState }

/** How one question is to be marked otherwise; sending it only shows what that would do. */
export function RulingForm({ view, itemId, chosen, form: { values, errors } }: Props) {
  const { t } = view
  const { question, attempts, given } = chosen
  // Where answers are chosen, there must be one to choose.
  const kinds = chosen.kinds.filter((kind) => kind !== 'accept' || given.length > 0 || isTyped(question))
  const { first, rest } = splitPrompt(question.body.prompt)
  const { Preview } = viewsOf(question.kind)
  return (
    <>
      <section class="question-card above">
        <header>
          <h2>{first ? <Inline text={first} /> : t('quizzes.regrade.noPrompt')}</h2>
        </header>
        <Passage view={view} text={question.body.passage} name="passage" />
        <Prose text={rest} name="asked" />
        <Preview view={view} body={question.body} />
        <p class="small muted">{t('quizzes.regrade.inAttempts', { n: attempts })}</p>
      </section>
      <Form action={urls.quizRegrade(itemId)} method="get" class="form above">
        <input type="hidden" name="version" value={chosen.versionId} />
        <Choices
          name="kind"
          legend={t('quizzes.regrade.how')}
          value={String(values.kind ?? '')}
          error={errors.kind}
          options={kinds.map((kind) => ({
            value: kind,
            label: t(`quizzes.regrade.kind.${kind}`),
            sentence: t(`quizzes.regrade.means.${kind}`),
          }))}
        />
        {kinds.includes('accept') && <Answers view={view} chosen={chosen} values={values} error={errors.answer} />}
        {kinds.includes('newest') && (
          <Check name="keepsBest" label={t('quizzes.regrade.keepsBest')} checked={values.keepsBest !== undefined} />
        )}
        <div class="buttons form-end">
          <Button kind="primary">{t('quizzes.regrade.see')}</Button>
        </div>
      </Form>
    </>
  )
}

const isTyped = ({ kind }: Chosen['question']) => kind === 'short-text' || kind === 'number' || kind === 'cloze'

type AnswersProps = { view: View; chosen: Chosen; values: RegradeState['values']; error: string | undefined }

/** What learners answered, most often first, and where answers are typed a field for one more. */
function Answers({ view, chosen, values, error }: AnswersProps) {
  const { t } = view
  const { question, given } = chosen
  const gaps = 'gaps' in question.body ? question.body.gaps.length : 0
  return (
    <>
      {given.length > 0 && (
        <Choices
          name="answer"
          legend={t('quizzes.regrade.given')}
          hint={t('quizzes.regrade.givenHint')}
          many
          value={[values.answer ?? []].flat()}
          error={error}
          options={given.map(({ text, count, gap, values }) => ({
            value: JSON.stringify(gap === undefined ? { values } : { values, gap }),
            label: <bdi>{text}</bdi>,
            sentence: [
              ...(gap === undefined ? [] : [t('quizzes.gapN', { n: gap + 1 })]),
              t('quizzes.regrade.times', { n: count }),
            ].join(' · '),
          }))}
        />
      )}
      {isTyped(question) && (
        <div class="fields">
          <Field
            name="typed"
            id={given.length ? 'typed' : 'answer'}
            label={t('quizzes.regrade.typed')}
            optional={t('ui.optional')}
            value={String(values.typed ?? '')}
            error={given.length ? undefined : error}
            maxlength={200}
            dir="auto"
          />
          {gaps > 0 && (
            <SelectField
              name="gap"
              label={t('quizzes.regrade.inGap')}
              value={String(values.gap ?? '0')}
              options={Array.from({ length: gaps }, (_, i) => ({
                value: String(i),
                label: t('quizzes.gapN', { n: i + 1 }),
              }))}
            />
          )}
        </div>
      )}
    </>
  )
}
