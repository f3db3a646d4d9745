import type { FoundRun, ImportReport } from '../../worker/domain/imports'
import { urls } from '../../worker/urls'
import type { MessageKey } from '../translate'
import { number } from '../ui/numbers'
import { Rows } from '../ui/rows'
import { Tag } from '../ui/tag'
import type { View } from '../view'

type Line = ImportReport['lines'][number]
const levels = ['problem', 'left-out', 'changed', 'info'] as const

/** They come once, or each with figures of its own. */
const single = [
  'bank-again',
  'bank-category-missing',
  'bank-category-refused',
  'bank-comes',
  'bank-full',
  'bank-missing',
  'bank-question-missing',
  'bank-question-twice',
  'bank-version-missing',
  'config-broken',
  'date-unreadable',
  'draw-broken',
  'intro-shortened',
  'intro-used',
  'licence',
  'order-from',
  'rule-broken',
  'rule-circle',
  'rule-group-missing',
  'rule-item-missing',
  'rule-person-missing',
  'too-many-blocks',
] as const
type Repeated = Exclude<Line['key'], (typeof single)[number]>
const isRepeated = (key: Line['key']): key is Repeated => !single.includes(key as (typeof single)[number])

type Props = { view: View; report: ImportReport; items: FoundRun['items'] }

/** What the author should know, by file and line, each with the way to what came of that file. Alike ones are one sentence. */
export function ImportReportList({ view, report, items }: Props) {
  const { t } = view
  if (report.total === 0) return null
  return (
    <section class="section">
      <h2>{t('imports.reportTitle')}</h2>
      {levels.map((level) => {
        const lines = report.lines.filter((line) => line.level === level)
        if (lines.length === 0) return null
        return (
          <>
            <h3>{t(`imports.level.${level}`, { n: lines.length })}</h3>
            <Rows>
              {alike(lines).map(([key, same]) =>
                same.length > 1 && isRepeated(key) ? (
                  <AlikeLines view={view} sentence={t(`imports.alike.${key}`)} lines={same} items={items} />
                ) : (
                  same.map((line) => (
                    <li>
                      <span>{sayLine(view, line)}</span>
                      {line.key !== 'order-from' && <PlaceOf view={view} line={line} items={items} />}
                    </li>
                  ))
                ),
              )}
            </Rows>
          </>
        )
      })}
      {report.total > report.lines.length && (
        <p class="hint">{t('imports.reportMore', { n: report.total - report.lines.length })}</p>
      )}
    </section>
  )
}

/** By what they say, in the order in which it is said first. */
const alike = (lines: Line[]) => [...Map.groupBy(lines, ({ key }) => key)]

type AlikeProps = { view: View; sentence: string; lines: Line[]; items: FoundRun['items'] }

function AlikeLines({ view, sentence, lines, items }: AlikeProps) {
  return (
    <li class="alike">
      <details>
        <summary>
          {sentence} <Tag>{number(view, lines.length)}</Tag>
        </summary>
        <ul>
          {lines.map((line) => {
            const what = partOf(view, line)
            return (
              <li>
                {what && <bdi>{what}</bdi>}
                <PlaceOf view={view} line={line} items={items} />
              </li>
            )
          })}
        </ul>
      </details>
    </li>
  )
}

/** What sets a line apart from those like it, besides its place. */
function partOf({ t }: View, { values: { reason, ...rest } }: Line): string {
  if (reason) return t(String(reason) as MessageKey, rest)
  return [rest.title, rest.text, rest.name].filter(Boolean).join(' · ')
}

function PlaceOf({ view, line: { path, line }, items }: { view: View; line: Line; items: FoundRun['items'] }) {
  if (!path) return null
  return (
    <span class="below">
      <FileOf path={path} items={items} />
      {line !== null && `, ${view.t('imports.line', { line })}`}
    </span>
  )
}

/** A file may hold several lessons, by the part of it: then the first. */
function FileOf({ path, items }: { path: string; items: FoundRun['items'] }) {
  const item = items.find((one) => one.path === path) ?? items.find((one) => one.path.startsWith(`${path}#`))
  if (!item) return <bdi>{path}</bdi>
  return (
    <a href={urls.itemEditor(item.kind, item.id)}>
      <bdi>{path}</bdi>
    </a>
  )
}

function sayLine({ t }: View, { key, path, values }: Line): string {
  const { reason, ...rest } = values
  return t(`imports.report.${key}`, reason ? { reason: t(String(reason) as MessageKey, rest) } : { ...values, path })
}
