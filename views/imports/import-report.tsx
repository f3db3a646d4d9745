import type { FoundRun, ImportReport } from '../../worker/domain/imports'
import { urls } from '../../worker/urls'
import type { MessageKey } from '../translate'
import { Rows } from '../ui/rows'
import type { View } from '../view'

type Line = ImportReport['lines'][number]
const levels = ['problem', 'left-out', 'changed', 'info'] as const

const MOST_OPEN = 5

type Props = { view: View; report: ImportReport; items: FoundRun['items'] }

/** What the author should know, by file and line, each with the way to what came of that file. A little that needs a hand is open. */
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
          <details open={level === 'problem' && lines.length <= MOST_OPEN}>
            <summary>{t(`imports.level.${level}`, { n: lines.length })}</summary>
            <Rows>
              {lines.map((line) => (
                <li>
                  <span>{sayLine(view, line)}</span>
                  {line.path && (
                    <span class="below">
                      <FileOf path={line.path} items={items} />
                      {line.line !== null && `, ${t('imports.line', { line: line.line })}`}
                    </span>
                  )}
                </li>
              ))}
            </Rows>
          </details>
        )
      })}
      {report.total > report.lines.length && (
        <p class="hint">{t('imports.reportMore', { n: report.total - report.lines.length })}</p>
      )}
    </section>
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

function sayLine({ t }: View, { key, values }: Line): string {
  const { reason, ...rest } = values
  return t(`imports.report.${key}`, reason ? { reason: t(String(reason) as MessageKey, rest) } : values)
}
