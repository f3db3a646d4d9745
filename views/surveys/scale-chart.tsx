import type { SurveyTally } from '../../worker/domain/quizzes'
import { ratingsOf } from '../../worker/lib/ratings'
import { leastShown } from '../../worker/lib/survey'
import { Inline } from '../quizzes/prompt'
import { number, percent } from '../ui/numbers'
import type { View } from '../view'

type Props = {
  view: View
  body: { statements: string[]; scale: string[] }
  tallies: SurveyTally[]
  /** Id of the heading that it answers. */
  label: string
}

/** Tones from one end of a scale to the other; one with fewer steps leaves out the middle ones. */
const TONES = 11

/** What was rated, each as one bar from end to end of the scale, with its mean; the numbers stand in a table beneath. */
export function ScaleChart({ view, body: { statements, scale }, tallies, label }: Props) {
  const rows = (statements.length ? statements : [null]).map((statement, row) => ({
    statement,
    ...ratingsOf(tallies, row, scale.length),
  }))
  const mean = (value: number | null) =>
    value === null ? '–' : number(view, value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return (
    <div class="scale-chart">
      <ul class="scale-key small" role="list" aria-hidden="true">
        {scale.map((text, level) => (
          <li>
            <svg viewBox="0 0 10 10">
              <rect class={toneOf(level, scale.length)} width="10" height="10" />
            </svg>
            <Inline text={text} />
          </li>
        ))}
      </ul>
      {rows.map(({ statement, counts, all, mean: average }) => (
        <div class="scale-row">
          {statement !== null && (
            <p dir="auto">
              <Inline text={statement} />
            </p>
          )}
          {all === 0 ? (
            <p class="small muted">{view.t('surveys.tooFew', { least: leastShown })}</p>
          ) : (
            <>
              <svg class="stack" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                {stackOf(counts, all).map(({ level, from, share }) => (
                  <rect class={toneOf(level, scale.length)} x={from.toFixed(2)} width={share.toFixed(2)} height="10" />
                ))}
              </svg>
              <span class="small num">
                {view.t('surveys.mean', { mean: mean(average), most: number(view, scale.length) })}
              </span>
            </>
          )}
        </div>
      ))}
      <details class="fold" open={rows.length === 1}>
        <summary id={`${label}-table`}>{view.t('surveys.asTable')}</summary>
        <section class="table-box" tabindex={0} aria-labelledby={`${label} ${label}-table`}>
          <table class="table" aria-labelledby={label}>
            <thead>
              <tr>
                <th scope="col">{view.t('surveys.statement')}</th>
                {scale.map((text) => (
                  <th scope="col" class="end">
                    <Inline text={text} />
                  </th>
                ))}
                <th scope="col" class="end">
                  {view.t('surveys.meanShort')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ statement, counts, all, mean: average }) => (
                <tr>
                  <th scope="row" dir="auto">
                    {statement === null ? view.t('surveys.all') : <Inline text={statement} />}
                  </th>
                  {counts.map((count) => (
                    <td class="end num">
                      {all === 0 ? '–' : `${number(view, count)} (${percent(view, count / all)})`}
                    </td>
                  ))}
                  <td class="end num">{mean(average)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </div>
  )
}

const toneOf = (level: number, of: number) => `tone-${of < 2 ? 0 : Math.round((level * (TONES - 1)) / (of - 1))}`

/** Where each step of the scale begins in a bar of 100, and how wide it is. */
function stackOf(counts: number[], all: number) {
  let from = 0
  return counts.map((count, level) => {
    const share = (count * 100) / all
    const part = { level, from, share }
    from += share
    return part
  })
}
