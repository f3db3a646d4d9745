import type { DryRun, RegradePage as Regrade } from '../../worker/domain/quizzes'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Chip } from '../ui/chip'
import { Empty } from '../ui/empty'
import { ErrorSummary } from '../ui/error-summary'
import { Form } from '../ui/form'
import { number } from '../ui/numbers'
import { Table } from '../ui/table'
import { Time } from '../ui/time'
import type { View } from '../view'
import { DryRunSection } from './dry-run'
import { RulingForm } from './ruling-form'
import { sayRuling } from './ruling-words'

export type RegradeState = { values: Record<string, string | string[]>; errors: Record<string, string> }
type Props = {
  view: View
  page: Regrade
  form: RegradeState
  /** What the change that is looked at would do. */
  dry: DryRun | null
  /** From which of its lines on. */
  from: number
}

/** How a quiz that was handed in is marked otherwise: what was asked, what holds of it, and what a change would do. */
export function RegradePage({ view, page, form, dry, from }: Props) {
  const { t } = view
  const { item, course, chosen } = page
  const back = page.rulings.find(({ id }) => id === form.values.back)
  return (
    <Shell view={view} title={t('quizzes.regrade.title')} styles={['css/quiz.css', 'css/editing.css', 'css/staff.css']}>
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: course.title },
          { href: urls.quiz(item.id), label: item.title },
          ...(chosen || back ? [{ href: urls.quizRegrade(item.id), label: t('quizzes.regrade.title') }] : []),
        ]}
      />
      <h1>{t(chosen ? 'quizzes.regrade.question' : back ? 'quizzes.regrade.takeBack' : 'quizzes.regrade.title')}</h1>
      <ErrorSummary view={view} errors={form.errors} />
      {chosen ? (
        <RulingForm view={view} itemId={item.id} chosen={chosen} form={form} />
      ) : back ? (
        <p class="above">{sayRuling(view, back)}</p>
      ) : (
        <Overview view={view} page={page} />
      )}
      {dry && <DryRunSection view={view} itemId={item.id} dry={dry} from={from} values={form.values} />}
    </Shell>
  )
}

function Overview({ view, page }: { view: View; page: Regrade }) {
  const { t } = view
  const { item, questions, rulings } = page
  const inForce = rulings.filter(({ revokedAt }) => revokedAt === null)
  const past = rulings.filter(({ revokedAt }) => revokedAt !== null)
  if (!questions.length) return <Empty drawing="page" sentence={t('quizzes.regrade.noAttempts')} />
  return (
    <>
      <p class="muted above-small">{t('quizzes.regrade.intro')}</p>
      {inForce.length > 0 && (
        <section class="section far-above">
          <h2>{t('quizzes.regrade.inForce')}</h2>
          <ul class="rows" role="list">
            {inForce.map((ruling) => (
              <li>
                <Said view={view} ruling={ruling} at={ruling.createdAt} by={ruling.by} />
                <LinkButton href={urls.quizRegrade(item.id, { back: ruling.id })} small icon="undo">
                  {t('quizzes.regrade.takeBack')}
                </LinkButton>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="section far-above">
        <h2>{t('quizzes.regrade.asked')}</h2>
        <Table
          label={t('quizzes.regrade.asked')}
          lines={questions}
          columns={[
            {
              head: t('quizzes.analysis.question'),
              cell: (line) => (
                <>
                  <Asked view={view} itemId={item.id} line={line} />
                  {line.rulings.length > 0 && (
                    <>
                      {' '}
                      <Chip>{t('quizzes.regrade.ruled', { n: line.rulings.length })}</Chip>
                    </>
                  )}
                </>
              ),
            },
            { head: t('quizzes.analysis.asked'), align: 'end', cell: (line) => number(view, line.attempts) },
          ]}
        />
      </section>
      {past.length > 0 && (
        <details class="fold far-above">
          <summary>{t('quizzes.regrade.past', { n: past.length })}</summary>
          <ul class="rows" role="list">
            {past.map((ruling) => (
              <li>
                <Said view={view} ruling={ruling} at={ruling.revokedAt!} by={ruling.revoker} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

type AskedProps = { view: View; itemId: string; line: Regrade['questions'][number] }

/** Its question, which leads to what can be done about it; one that has no right answer has nothing to be marked. */
function Asked({ view, itemId, line: { prompt, number, versionId, kinds } }: AskedProps) {
  const { t } = view
  const name = prompt || t('quizzes.regrade.noPrompt')
  const said = <bdi>{number > 1 ? t('quizzes.analysis.version', { prompt: name, n: number }) : name}</bdi>
  return kinds.length ? <a href={urls.quizRegrade(itemId, { version: versionId })}>{said}</a> : said
}

type SaidProps = { view: View; ruling: Regrade['rulings'][number]; at: number; by: string | null }

const Said = ({ view, ruling, at, by }: SaidProps) => (
  <span>
    {sayRuling(view, ruling)}
    <br />
    <span class="small muted">
      {by && (
        <>
          <bdi>{by}</bdi> ·{' '}
        </>
      )}
      <Time view={view} at={at} />
    </span>
  </span>
)

/** The fields that were looked at, again, for the form that does it. */
export function Applied({ view, itemId, values }: { view: View; itemId: string; values: RegradeState['values'] }) {
  const { t } = view
  const back = String(values.back ?? '')
  if (back)
    return (
      <Form action={urls.quizRuling(itemId, back)} method="delete" class="buttons above">
        <Button kind="primary">{t('quizzes.regrade.takeBack')}</Button>
        <LinkButton href={urls.quizRegrade(itemId)}>{t('common.cancel')}</LinkButton>
      </Form>
    )
  const fields = Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => ({ name, one })))
  return (
    <Form action={urls.quizRulings(itemId)} once={view.once} class="buttons above">
      {fields.map(({ name, one }) => (
        <input type="hidden" name={name} value={one} />
      ))}
      <Button kind="primary">{t('quizzes.regrade.apply')}</Button>
      <LinkButton href={urls.quizRegrade(itemId)}>{t('common.cancel')}</LinkButton>
    </Form>
  )
}
