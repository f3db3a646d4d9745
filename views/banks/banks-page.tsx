import type { BankLine } from '../../worker/domain/banks'
import { can } from '../../worker/domain/policy'
import { newId } from '../../worker/lib/ids'
import { urls } from '../../worker/urls'
import { CourseHead } from '../courses/course-head'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button } from '../ui/button'
import { Empty } from '../ui/empty'
import { ErrorSummary } from '../ui/error-summary'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Pager } from '../ui/pager'
import { Row, Rows } from '../ui/rows'
import { Tag } from '../ui/tag'
import type { View } from '../view'

type Props = {
  view: View
  /** Null: every bank that one may read. */
  course: { id: string; title: string } | null
  banks: BankLine[]
  binned: BankLine[]
  next?: string | null
  form: { values: Record<string, string | string[]>; errors: Record<string, string> }
}

/** The banks of the organization and of one's courses, or those of one course. */
export function BanksPage({ view, course, banks, binned, next = null, form }: Props) {
  const { t } = view
  const here = course ? urls.courseBanks(course.id) : urls.banks()
  const mayMake = can(view.actor, 'bank.edit', { courseId: course?.id ?? null })
  return (
    <Shell
      view={view}
      title={course ? t('banks.titleOf', { course: course.title }) : t('banks.title')}
      width="wide"
      styles={['css/staff.css']}
    >
      {course ? (
        <CourseHead
          view={view}
          course={course}
          current={here}
          mayEdit={can(view.actor, 'course.edit', { courseId: course.id })}
        />
      ) : (
        <>
          <Breadcrumbs view={view} trail={[{ href: urls.courses(), label: t('courses.title') }]} />
          <h1>{t('banks.title')}</h1>
        </>
      )}
      <p class="muted measure">
        {t(course ? 'banks.introCourse' : 'banks.intro')} {course && <a href={urls.banks()}>{t('banks.all')}</a>}
      </p>
      {mayMake && (
        <Form action={here} once={view.once} class="one-row">
          <ErrorSummary view={view} errors={form.errors} />
          <input type="hidden" name="id" value={newId()} />
          <div class="inline-add">
            <Field
              name="title"
              label={t(course ? 'banks.newOfCourse' : 'banks.new')}
              value={String(form.values.title ?? '')}
              error={form.errors.title}
              maxlength={120}
              autocomplete="off"
              dir="auto"
            />
            <Button kind="primary" icon="plus">
              {t('banks.make')}
            </Button>
          </div>
        </Form>
      )}
      {banks.length === 0 ? (
        <Empty drawing="page" sentence={t('banks.none')} />
      ) : (
        <Rows label={t('banks.title')}>
          {banks.map((bank) => (
            <Row
              href={urls.bank(bank.id)}
              title={<bdi>{bank.title}</bdi>}
              end={
                <span class="cluster">
                  {!course && bank.courseTitle && (
                    <Tag>
                      <bdi>{bank.courseTitle}</bdi>
                    </Tag>
                  )}
                  <span class="small muted num">{t('banks.questions', { n: bank.questions })}</span>
                </span>
              }
              below={bank.description && <bdi>{bank.description.split('\n')[0]}</bdi>}
            />
          ))}
        </Rows>
      )}
      <Pager view={view} next={next && `${here}?after=${next}`} />
      <Binned view={view} binned={binned} />
    </Shell>
  )
}

function Binned({ view, binned }: { view: View; binned: BankLine[] }) {
  const { t } = view
  const mine = binned.filter((bank) => can(view.actor, 'bank.edit', bank))
  if (mine.length === 0) return null
  return (
    <details class="removed far-above">
      <summary>{t('banks.bin', { n: mine.length })}</summary>
      <ul class="rows" role="list">
        {mine.map(({ id, title }) => (
          <li>
            <bdi>{title}</bdi>
            <Form action={urls.bankRestoration(id)}>
              <Button small icon="undo">
                {t('quizzes.putBack')}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </details>
  )
}
