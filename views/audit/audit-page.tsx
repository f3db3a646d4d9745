import type { AuditArea, AuditEntry, AuditFilter } from '../../worker/domain/pages'
import { urls } from '../../worker/urls'
import { Shell } from '../layouts/shell'
import { withQuery } from '../people/people-page'
import type { MessageKey } from '../translate'
import { Breadcrumbs } from '../ui/breadcrumbs'
import { Empty } from '../ui/empty'
import { FilterSentence } from '../ui/filter-sentence'
import { Pager } from '../ui/pager'
import { type Column, Table } from '../ui/table'
import { Time } from '../ui/time'
import type { View } from '../view'
import { actWords } from './act-words'

type Props = {
  view: View
  found: { entries: AuditEntry[]; next: string | null }
  filter: AuditFilter & {
    /** A day, as a date input has it. */
    until: string
  }
  /** The page as it is asked for. */
  here: string
  isFirst: boolean
}

/** Who did what to what and when, newest first. */
export function AuditPage({ view, found, filter, here, isFirst }: Props) {
  const { t } = view
  const isAnything = Boolean(filter.area || filter.words || filter.until || !isFirst)
  return (
    <Shell view={view} title={t('audit.title')} width="wide" styles={['css/staff.css']}>
      <Breadcrumbs view={view} trail={[{ href: urls.organization(), label: t('organization.title') }]} />
      <div class="page-head">
        <div>
          <h1>{t('audit.title')}</h1>
          <p>{t('audit.lead')}</p>
        </div>
      </div>
      <AuditSentence view={view} filter={filter} />
      <div id="audit">
        {found.entries.length === 0 ? (
          <Empty drawing="search" sentence={t(found.next ? 'audit.noneHere' : 'audit.none')}>
            {isAnything && <a href={urls.audit()}>{t('audit.showAll')}</a>}
          </Empty>
        ) : (
          <Table label={t('audit.title')} columns={columnsOf(view)} lines={found.entries} />
        )}
        <Pager view={view} next={found.next && withQuery(here, { after: found.next })} />
      </div>
    </Shell>
  )
}

const areas: AuditArea[] = ['organization', 'people', 'courses', 'content', 'marks', 'groups', 'files', 'sign-ins']

function AuditSentence({ view, filter }: Pick<Props, 'view' | 'filter'>) {
  const { t } = view
  return (
    <FilterSentence
      action={urls.audit()}
      target="#audit"
      submit={t('people.show')}
      parts={[
        {
          kind: 'choice',
          before: t('audit.filter.show'),
          name: 'area',
          label: t('audit.area'),
          value: filter.area,
          empty: t('audit.filter.anything'),
          options: areas.map((value) => ({ value, label: t(`audit.area.${value}` as MessageKey) })),
        },
        {
          kind: 'words',
          before: t('audit.filter.of'),
          name: 'q',
          label: t('audit.filter.words'),
          value: filter.words,
          empty: t('audit.filter.anybody'),
        },
        {
          kind: 'day',
          before: t('audit.filter.until'),
          name: 'until',
          label: t('audit.filter.day'),
          value: filter.until,
        },
      ]}
    />
  )
}

function columnsOf(view: View): Column<AuditEntry>[] {
  const { t } = view
  return [
    { head: t('audit.what'), cell: (entry) => sayAct(view, entry) },
    { head: t('audit.about'), cell: (entry) => <About view={view} entry={entry} /> },
    { head: t('audit.who'), cell: (entry) => <Who view={view} entry={entry} /> },
    {
      head: t('audit.when'),
      align: 'end',
      cell: ({ at }) => (
        <span class="muted">
          <Time view={view} at={at} />
        </span>
      ),
    },
  ]
}

/** What was done; where it was taken back, what that was. */
function sayAct(view: View, { act, after }: AuditEntry) {
  const undone = act === 'act.undo' && text(fields(after).act)
  if (undone) return view.t('audit.undone', { act: actWords(view, undone) })
  const kind = act === 'people.undo' && text(fields(after).kind)
  return kind ? view.t('audit.undone', { act: actWords(view, `person.${kind}`) }) : actWords(view, act)
}

const pages: Record<string, (id: string) => string> = {
  person: urls.person,
  course: urls.course,
  item: urls.item,
  group: urls.group,
  certificate: urls.certificate,
}

const whys = new Set(['password', 'unknown', 'suspended', 'waiting'])

/** To what or whom, how many, and the reason that was given. */
/** Acts about a bank's category say its title. */
const categoryIn = ({ act, before, after }: AuditEntry) =>
  act.startsWith('bank.category') ? (fields(after).category ?? fields(before).category) : undefined

function About({ view, entry }: { view: View; entry: AuditEntry }) {
  const { t } = view
  const { subjectKind, subjectId, subjectName, personName } = entry
  const [before, after] = [fields(entry.before), fields(entry.after)]
  const name =
    subjectName ?? text(after.title ?? after.name ?? before.title ?? before.name ?? before.email ?? categoryIn(entry))
  const page = subjectName && entry.subjectOpens && pages[subjectKind]
  const people = Array.isArray(after.people) ? after.people.length : 0
  const reason = text(after.reason)
  const why = text(after.why)
  const more = [
    personName && <bdi>{personName}</bdi>,
    people > (personName ? 1 : 0) && t('people.total', { n: people }),
    reason && <bdi>“{reason}”</bdi>,
    why && whys.has(why) && t(`audit.why.${why}` as MessageKey),
    entry.act.startsWith('session.') && text(after.device),
  ].filter(Boolean)
  if (!name && more.length === 0) return null
  return (
    <span>
      {name && (page ? <a href={page(subjectId)}>{<bdi>{name}</bdi>}</a> : <bdi>{name}</bdi>)}
      {more.map((part) => (
        <span class="muted">
          {' · '}
          {part}
        </span>
      ))}
    </span>
  )
}

/** The person, the program, or the product itself. Who was not signed in yet acted for themselves. */
function Who({ view, entry }: { view: View; entry: AuditEntry }) {
  const { t } = view
  const { act, actorId, actorName, source, subjectKind, subjectName } = entry
  if (act === 'session.refuse') return <span class="muted">{t('audit.somebody')}</span>
  if (actorId?.startsWith('token:')) return <bdi>{t('audit.program', { name: actorName ?? actorId.slice(6) })}</bdi>
  if (actorId === null && subjectKind === 'person' && subjectName) return <bdi>{subjectName}</bdi>
  if (actorId === null) return <span class="muted">{t('audit.byItself')}</span>
  return (
    <>
      {actorName ? (
        <a href={urls.person(actorId)}>
          <bdi>{actorName}</bdi>
        </a>
      ) : (
        <span class="muted">{t('audit.gone')}</span>
      )}
      {source === 'api' && <span class="muted"> · {t('audit.byApi')}</span>}
    </>
  )
}

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const text = (value: unknown) => (typeof value === 'string' ? value : null)
