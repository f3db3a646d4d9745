import type { QuestionRun } from '../../worker/domain/imports'
import type { MessageKey } from '../translate'
import { Rows } from '../ui/rows'
import type { View } from '../view'

type Report = QuestionRun['questions']['report']
type Line = Report['lines'][number]

const levels = ['problem', 'left-out', 'changed', 'info'] as const
const MOST_OPEN = 8

/** What stayed out, what comes otherwise and why, by file and line. */
export function QuestionReport({ view, report }: { view: View; report: Report }) {
  const { t } = view
  if (report.total === 0) return null
  return (
    <section class="section">
      <h2>{t('imports.reportTitle')}</h2>
      {levels.map((level) => {
        const lines = report.lines.filter((line) => line.level === level)
        if (lines.length === 0) return null
        return (
          <details open={lines.length <= MOST_OPEN || level === 'problem'}>
            <summary>{t(`imports.level.${level}`, { n: lines.length })}</summary>
            <Rows>
              {lines.map((line) => (
                <li>
                  <span dir="auto">{sayQuestionLine(view, line)}</span>
                  <span class="below">
                    <bdi>{line.path}</bdi>
                    {line.line !== null && `, ${t('imports.line', { line: line.line })}`}
                  </span>
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

export function sayQuestionLine({ t }: View, { key, values }: Line): string {
  const { reason, ...rest } = values
  const said = reason ? { ...rest, reason: t(String(reason) as MessageKey, rest) } : values
  return t(`imports.report.${key}`, said)
}
