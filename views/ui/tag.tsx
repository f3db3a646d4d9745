import type { Child } from 'hono/jsx'
import { classes } from './classes'

type TagProps = { tone?: 'good' | 'attention' | 'brand'; children?: Child }

/** A word that says what state or kind a thing is of. */
export function Tag({ tone, children }: TagProps) {
  return <span class={classes('tag', tone)}>{children}</span>
}
