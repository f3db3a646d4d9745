import type { Child } from 'hono/jsx'
import type { Meaning } from './chip'
import { classes } from './classes'
import { Icon, type IconName } from './icon'

const iconOf: Record<Meaning, IconName> = {
  good: 'check-circle',
  attention: 'warning',
  problem: 'problem',
  info: 'info',
}

type NoticeProps = { meaning?: Meaning; id?: string; children?: Child }

/** A sentence about this page, in the page: something happened, or wants to be known. */
export function Notice({ meaning = 'info', id, children }: NoticeProps) {
  return (
    <div class={classes('notice', meaning)} id={id}>
      <Icon name={iconOf[meaning]} />
      <div>{children}</div>
    </div>
  )
}
