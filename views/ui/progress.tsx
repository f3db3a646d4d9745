import { html } from 'hono/html'
import type { View } from '../view'
import { classes } from './classes'
import { percent } from './numbers'

type LineProps = {
  /** 0 to 1. */
  value: number
  /** What it is the progress of: "Progress in Fire safety". */
  label: string
}

export function ProgressLine({ value, label }: LineProps) {
  return html`<progress class="line" max="100" value="${whole(value)}" aria-label="${label}"></progress>`
}

/** A line with its number beside it, for tables. */
export function ProgressCell({ view, value, label }: LineProps & { view: Pick<View, 'locale'> }) {
  const said = percent(view, value)
  return html`<span class="with-line">${ProgressLine({ value, label })}<span class="num small muted">${said}</span></span>`
}

/** A thin arc around its number. */
export function ProgressArc({ view, value, label, small }: LineProps & { view: View; small?: boolean }) {
  const share = whole(value)
  return (
    <div class={classes('arc', small && 'small')} role="img" aria-label={`${label}: ${percent(view, value)}`}>
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <circle class="track" cx="32" cy="32" r="29" />
        {share > 0 && (
          <circle class="value" cx="32" cy="32" r="29" pathLength="100" stroke-dasharray={`${share} 100`} />
        )}
      </svg>
      <span aria-hidden="true">{percent(view, value)}</span>
    </div>
  )
}

const whole = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 100)
