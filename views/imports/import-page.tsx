import type { FoundRun } from '../../worker/domain/imports'
import { urls } from '../../worker/urls'
import { CertificateLine } from '../courses/certificate-line'
import { Shell } from '../layouts/shell'
import { sayMessage } from '../say-message'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Button, LinkButton } from '../ui/button'
import { Figures } from '../ui/figures'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { number } from '../ui/numbers'
import { ProgressLine } from '../ui/progress'
import { duration } from '../ui/time'
import type { View } from '../view'
import { ImportOutline } from './import-outline'
import { ImportReportList } from './import-report'

type Props = { view: View; run: FoundRun; refused?: string }

/** An import from its preview to its report: one page whose state moves on. */
export function ImportPage({ view, run, refused }: Props) {
  const { course } = run
  const title = titleOf(view, run)
  return (
    <Shell
      view={view}
      title={title}
      width="narrow"
      refresh={run.state === 'running' ? 2 : undefined}
      styles={['css/staff.css', 'css/imports.css']}
    >
      {course && (
        <Breadcrumbs view={view} trail={[{ href: urls.course(course.id), label: <bdi>{course.title}</bdi> }]} />
      )}
      {refused && <Notice meaning="problem">{refused}</Notice>}
      <ImportStatus view={view} run={run} />
    </Shell>
  )
}

/** What the page asks for every second while the import runs. */
export function ImportStatus({ view, run }: Omit<Props, 'refused'>) {
  const isRunning = run.state === 'running'
  const live = isRunning
    ? {
        'hx-get': urls.importRun(run.id),
        'hx-trigger': 'every 1s',
        'hx-swap': 'outerHTML',
        'aria-busy': 'true' as const,
      }
    : {}
  const title = titleOf(view, run)
  return (
    <section id="import" class="import-page" {...live}>
      <h1 tabindex={-1}>
        <bdi>{title}</bdi>
      </h1>
      <State view={view} run={run} />
      {!isRunning && (
        <>
          <ImportReportList view={view} report={run.report} items={run.items} />
          <ImportOutline view={view} run={run} />
        </>
      )}
      {run.state === 'planned' && <Apply view={view} run={run} />}
    </section>
  )
}

function titleOf({ t }: View, run: FoundRun) {
  const { title } = run.plan
  if (run.state === 'running') return t('imports.runningTitle', { title })
  if (run.state === 'done') return t('imports.doneTitle', { title })
  if (run.state === 'failed') return t('imports.failedTitle')
  if (run.state === 'undone') return t('imports.undoneTitle', { title })
  return title
}

function State({ view, run }: Omit<Props, 'refused'>) {
  const { t } = view
  if (run.state === 'running') {
    const share = run.stepsAll ? run.stepsDone / run.stepsAll : 0
    return (
      <div class="import-running">
        <p>{t(run.stepsDone < run.stepsAll - 1 ? 'imports.runningFiles' : 'imports.runningWrite')}</p>
        <ProgressLine value={share} label={t('imports.progress')} />
        <p class="hint">{t('imports.runningHint')}</p>
      </div>
    )
  }
  if (run.state === 'failed') {
    return (
      <>
        <Notice meaning="problem">
          <p>{run.error && sayMessage(view, run.error)}</p>
          <p>{t('imports.failedSafe')}</p>
        </Notice>
        <div class="buttons">
          <Form action={urls.importApplication(run.id)}>
            <Button kind="primary">{t('imports.tryAgain')}</Button>
          </Form>
          <LinkButton href={chooseOther(run)}>{t('imports.chooseOther')}</LinkButton>
        </div>
      </>
    )
  }
  if (run.state === 'done') return <Done view={view} run={run} />
  if (run.state === 'undone') return <Notice>{t(run.made?.isNew ? 'imports.undoneNew' : 'imports.undoneAgain')}</Notice>
  return (
    <>
      {run.plan.summary && (
        <p class="muted" dir="auto">
          {run.plan.summary}
        </p>
      )}
      <Counts view={view} run={run} />
      <Apply view={view} run={run} />
    </>
  )
}

function Done({ view, run }: Omit<Props, 'refused'>) {
  const { t } = view
  const { course } = run
  const isNew = run.made?.isNew ?? true
  return (
    <>
      <div data-status={t('imports.state.done')}>
        <Notice meaning="good">
          {isNew ? t('imports.doneNew', { what: whatCame(view, run) }) : sayAgain(view, run)}
        </Notice>
      </div>
      <div class="buttons">
        <LinkButton kind="primary" href={urls.outline(run.courseId ?? '')} iconAfter="arrow-right">
          {t('imports.openCourse')}
        </LinkButton>
        <Form action={urls.importReversal(run.id)}>
          <Button kind="quiet" icon="undo">
            {t('imports.undo')}
          </Button>
        </Form>
      </div>
      <p class="hint">{t(isNew ? 'imports.undoNewHint' : 'imports.undoAgainHint')}</p>
      {course && isNew && <CertificateLine view={view} course={course} />}
    </>
  )
}

const kinds = ['lesson', 'quiz', 'assignment', 'forum'] as const
const itemsOf = ({ plan }: FoundRun) => plan.modules.flatMap((module) => module.items)
const countOf = (run: FoundRun, kind: (typeof kinds)[number]) =>
  itemsOf(run).filter((item) => item.kind === kind).length

/** "14 lessons and 2 quizzes": of what there is, and nothing of the rest. */
function whatCame({ t, locale }: View, run: FoundRun): string {
  const said = kinds.flatMap((kind) => {
    const n = countOf(run, kind)
    return n ? [t(`imports.came.${kind}`, { n })] : []
  })
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(said)
}

function sayAgain({ t, locale }: View, { made }: FoundRun): string {
  const said = (['added', 'changed', 'removed'] as const).flatMap((what) => {
    const n = made?.[what].length ?? 0
    return n ? [t(`imports.did.${what}`, { n })] : []
  })
  if (said.length === 0) return t('imports.doneSame')
  const what = new Intl.ListFormat(locale, { type: 'conjunction' }).format(said)
  return t('imports.doneAgain', { what: what.charAt(0).toLocaleUpperCase(locale) + what.slice(1) })
}

function Counts({ view, run }: { view: View; run: FoundRun }) {
  const { t } = view
  const items = itemsOf(run)
  const minutes = items.reduce((sum, item) => sum + (item.minutes ?? 0), 0)
  const changes = (change: 'added' | 'changed' | 'same') => items.filter((item) => item.change === change).length
  const counted = run.courseId
    ? [
        { value: number(view, changes('added')), meaning: t('imports.count.added') },
        { value: number(view, changes('changed')), meaning: t('imports.count.changed') },
        { value: number(view, run.plan.removed.length), meaning: t('imports.count.removed') },
        { value: number(view, changes('same')), meaning: t('imports.count.same') },
      ]
    : [
        ...kinds.flatMap((kind) => {
          const n = countOf(run, kind)
          return n ? [{ value: number(view, n), meaning: t(`imports.count.${kind}`, { n }) }] : []
        }),
        { value: number(view, run.plan.files), meaning: t('imports.count.files') },
        ...(minutes ? [{ value: duration(view, minutes * 60), meaning: t('imports.count.time') }] : []),
      ]
  return <Figures figures={counted} />
}

function Apply({ view, run }: { view: View; run: FoundRun }) {
  const { t } = view
  return (
    <>
      <div class="buttons">
        <Form action={urls.importApplication(run.id)}>
          <Button kind="primary" icon="download">
            {t(run.courseId ? 'imports.applyAgain' : 'imports.applyNew')}
          </Button>
        </Form>
        <LinkButton href={chooseOther(run)}>{t('imports.chooseOther')}</LinkButton>
      </div>
      <p class="hint">{t(run.courseId ? 'imports.applyAgainHint' : 'imports.applyNewHint')}</p>
    </>
  )
}

const chooseOther = ({ courseId, made }: FoundRun) =>
  courseId && !made?.isNew ? urls.courseImport(courseId) : urls.newImport()
