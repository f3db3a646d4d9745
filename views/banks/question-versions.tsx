import type { BankQuestion } from '../../worker/domain/banks'
import { urls } from '../../worker/urls'
import { Passage } from '../quizzes/passage'
import { Inline, Prose, splitPrompt } from '../quizzes/prompt'
import { viewsOf } from '../quizzes/questions'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { number } from '../ui/numbers'
import { Time } from '../ui/time'
import type { View } from '../view'

type Props = { view: View; question: BankQuestion; mayEdit: boolean }

/** What the question was before, and the way back to it. */
export function Versions({ view, question: { id, versions, versionId }, mayEdit }: Props) {
  const { t } = view
  const older = versions.filter((one) => one.id !== versionId)
  if (older.length === 0) return null
  return (
    <section class="section far-above" id="versions">
      <h2>{t('banks.versions')}</h2>
      {older.map(({ number: n, question, author, createdAt }) => {
        const { first, rest } = splitPrompt(question.body.prompt)
        const { Preview } = viewsOf(question.kind)
        return (
          <details class="removed">
            <summary>
              {t('banks.version', { n: number(view, n) })} · <bdi>{author}</bdi> · <Time view={view} at={createdAt} />
            </summary>
            <div class="question-card">
              <Passage view={view} text={question.body.passage} name={`t${n}`} />
              {first && (
                <p>
                  <b>
                    <Inline text={first} />
                  </b>
                </p>
              )}
              <Prose text={rest} name={`v${n}`} />
              <Preview view={view} body={question.body} />
              {mayEdit && (
                <Form action={urls.questionVersion(id, n)} once={view.once}>
                  <Button small icon="undo">
                    {t('banks.bringVersionBack')}
                  </Button>
                </Form>
              )}
            </div>
          </details>
        )
      })}
    </section>
  )
}
