import type { GradeImport } from '../../worker/domain/pages'
import type { FormState } from '../../worker/http/form'
import { isolate } from '../../worker/lib/isolate'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { Field, TextArea } from '../ui/field'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { type Column, Table } from '../ui/table'
import type { View } from '../view'
import { points } from './grade-words'

type Props = {
  view: View
  course: { id: string; title: string }
  /** Null before there is a file. */
  plan: GradeImport | null
  state: FormState
}

const SHOWN = 300

/** Grades out of a file: choose it, look at what would change, and write it. */
export function GradeImportPage(props: Props) {
  const { view, course, plan } = props
  const { t } = view
  return (
    <Shell
      view={view}
      title={`${t('grades.import.title')} · ${isolate(course.title, view.dir)}`}
      styles={['css/staff.css']}
    >
      <Breadcrumbs
        view={view}
        trail={[
          { href: urls.course(course.id), label: <bdi>{course.title}</bdi> },
          { href: urls.gradebook(course.id), label: t('grades.title') },
        ]}
      />
      <h1>{t('grades.import.title')}</h1>
      {plan ? <Preview {...props} plan={plan} /> : <Choose {...props} />}
    </Shell>
  )
}

function Choose({ view, course, state: { values, errors } }: Props) {
  const { t } = view
  return (
    <Form action={urls.gradebookImport(course.id)} class="form" files>
      <ErrorSummary view={view} errors={errors} />
      <p class="hint">{t('grades.import.hint')}</p>
      <Field
        name="file"
        type="file"
        label={t('grades.import.file')}
        error={errors.file}
        accept=".csv,.txt,.tsv,text/csv,text/plain"
      />
      <TextArea
        name="text"
        label={t('grades.import.paste')}
        optional={t('ui.optional')}
        value={String(values.text ?? '')}
        error={errors.text}
        rows={6}
      />
      <div class="buttons form-end">
        <Button kind="primary">{t('grades.import.look')}</Button>
        <LinkButton href={urls.gradebook(course.id)} kind="quiet">
          {t('common.cancel')}
        </LinkButton>
      </div>
    </Form>
  )
}

function Preview({ view, course, plan, state: { values, errors } }: Props & { plan: GradeImport }) {
  const { t } = view
  const { planned, problems, digest } = plan
  const asksWhy = planned.some((one) => one.asksWhy)
  return (
    <>
      <p>{t('grades.import.changes', { n: planned.length })}</p>
      {problems.length > 0 && (
        <Notice meaning="attention">
          <p>{t('grades.import.leftOut', { n: problems.length })}</p>
          <ul>
            {problems.slice(0, SHOWN).map((problem) => (
              <li>
                {t(`grades.import.problem.${problem.key}`, {
                  line: problem.line,
                  text: problem.text,
                  most: problem.most ?? 0,
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {planned.length > 0 && (
        <Table label={t('grades.import.title')} columns={columnsOf(view)} lines={planned.slice(0, SHOWN)} />
      )}
      {planned.length > SHOWN && <p class="small muted">{t('grades.import.more', { n: planned.length - SHOWN })}</p>}
      {planned.length > 0 && (
        <Form action={urls.gradebookImport(course.id)} method="put" class="form">
          <ErrorSummary view={view} errors={errors} />
          <textarea name="text" hidden>
            {String(values.text ?? '')}
          </textarea>
          <input type="hidden" name="digest" value={digest} />
          <Field
            name="reason"
            label={t('grades.why')}
            hint={t('learner.bothSee')}
            optional={asksWhy ? undefined : t('ui.optional')}
            value={String(values.reason ?? '')}
            error={errors.reason}
            maxlength={500}
            dir="auto"
          />
          <div class="buttons form-end">
            <Button kind="primary" icon="check">
              {t('grades.import.apply', { n: planned.length })}
            </Button>
          </div>
        </Form>
      )}
      <p>
        <a href={urls.gradebookImport(course.id)}>{t('grades.import.another')}</a>
      </p>
    </>
  )
}

function columnsOf(view: View): Column<GradeImport['planned'][number]>[] {
  const { t } = view
  const change = ({ before, after }: { before: number | null; after: number }) => {
    const by = after - (before ?? 0)
    return `${by >= 0 ? '+' : '−'}${points(view, Math.abs(by))}`
  }
  return [
    { head: t('roster.name'), cell: ({ name }) => <bdi>{name}</bdi> },
    { head: t('grading.item'), cell: ({ title }) => <bdi>{title}</bdi> },
    {
      head: t('grades.import.before'),
      align: 'end',
      cell: ({ before }) => (before === null ? '–' : points(view, before)),
    },
    { head: t('grades.import.after'), align: 'end', cell: ({ after }) => points(view, after) },
    { head: t('grades.import.by'), align: 'end', cell: change },
  ]
}
