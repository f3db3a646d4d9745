import type { Child } from 'hono/jsx'
import { Button } from './button'
import { classes } from './classes'
import { Icon, type IconName } from './icon'

type DialogProps = { id: string; title: string; close: string; wide?: boolean; children?: Child }

/** For what cannot come back, and for what needs a moment of its own. Opened by a DialogButton with its id. */
export function Dialog({ id, title, close, wide, children }: DialogProps) {
  return (
    <dialog id={id} class={classes('dialog', wide && 'wide')} aria-labelledby={`${id}-title`} closedby="any">
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        <button type="button" class="iconbtn" command="close" commandfor={id} aria-label={close}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  )
}

type DialogButtonProps = {
  dialog: string
  kind?: 'primary' | 'quiet' | 'danger'
  small?: boolean
  icon?: IconName
  children?: Child
}

export function DialogButton({ dialog, children, ...look }: DialogButtonProps) {
  return (
    <Button {...look} type="button" command="show-modal" commandfor={dialog}>
      {children}
    </Button>
  )
}
