import type { Child } from 'hono/jsx'
import { classes } from './classes'
import { Drawing, type DrawingName } from './drawing'

type EmptyProps = {
  drawing: DrawingName
  /** One sentence that says what will stand here. */
  sentence: Child
  heading?: string
  small?: boolean
  /** One action: what to do next. */
  children?: Child
}

export function Empty({ drawing, sentence, heading, small, children }: EmptyProps) {
  return (
    <div class={classes('empty', small && 'small')}>
      <Drawing name={drawing} />
      {heading && <h2>{heading}</h2>}
      <p>{sentence}</p>
      {children && <div class="buttons">{children}</div>}
    </div>
  )
}
