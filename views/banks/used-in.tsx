import type { BankQuestion } from '../../worker/domain/banks'
import { urls } from '../../worker/urls'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { number } from '../ui/numbers'
import type { View } from '../view'

type Props = { view: View; question: BankQuestion; mayEdit: boolean }

/** Which quizzes ask the question and in which version, and which may draw it. */
export function UsedIn({ view, question, mayEdit }: Props) {
  const { t } = view
  const { uses, draws, elsewhere, versionId, version } = question
  const older = uses.filter((use) => use.versionId !== versionId)
  return (
    <section class="section far-above" id="used-in">
      <h2>{t('banks.usedIn')}</h2>
      {uses.length + draws.length + elsewhere === 0 && <p class="muted">{t('banks.usedNowhere')}</p>}
      {uses.length > 0 && (
        <Form action={urls.questionUses(question.id)} method="put">
          <ul class="rows" role="list">
            {uses.map((use) => (
              <li>
                <span class="cluster">
                  {mayEdit && use.versionId !== versionId && (
                    <input
                      type="checkbox"
                      name="quizzes"
                      value={use.itemId}
                      checked
                      aria-label={t('banks.useNewestIn', { quiz: use.title })}
                    />
                  )}
                  <a href={`${urls.quizEdit(use.itemId)}#${question.id}`}>
                    <bdi>{use.title}</bdi>
                  </a>
                </span>
                <span class="small muted">
                  {use.versionId === versionId
                    ? t('banks.asksNewest')
                    : t('banks.asksVersion', { n: number(view, use.version), newest: number(view, version) })}
                </span>
                <bdi class="below">{use.courseTitle}</bdi>
              </li>
            ))}
          </ul>
          {mayEdit && older.length > 0 && (
            <Button small kind="primary">
              {t('banks.useNewest')}
            </Button>
          )}
        </Form>
      )}
      {draws.length > 0 && (
        <>
          <h3 class="above">{t('banks.mayBeDrawnIn')}</h3>
          <ul class="rows" role="list">
            {draws.map((use) => (
              <li>
                <a href={urls.quizEdit(use.itemId)}>
                  <bdi>{use.title}</bdi>
                </a>
                <bdi class="below">{use.courseTitle}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      {elsewhere > 0 && <p class="small muted">{t('banks.usedElsewhereToo', { n: elsewhere })}</p>}
    </section>
  )
}
