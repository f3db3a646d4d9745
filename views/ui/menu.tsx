import type { Child } from 'hono/jsx'
import { classes } from './classes'
import { Icon, type IconName } from './icon'

type MenuProps = {
  /** What the menu is about: "Actions for Tracking changes". */
  label: string
  icon?: IconName
  /** Instead of an icon: an avatar. */
  face?: Child
  /** Opens towards the end of the line instead of its start. */
  start?: boolean
  /** It keeps the focus when its page comes again. */
  autofocus?: boolean
  children?: Child
}

/** Opens without JavaScript; with it, arrow keys walk through, Escape and a click outside close. */
export function Menu({ label, icon = 'more', face, start, autofocus, children }: MenuProps) {
  return (
    <details class={classes('menu', start && 'start')} data-menu>
      <summary title={face ? undefined : label} autofocus={autofocus}>
        {face ?? <Icon name={icon} />}
        <span class="visually-hidden">{label}</span>
      </summary>
      <div class="menu-list">{children}</div>
    </details>
  )
}

type MenuLinkProps = { href: string; icon?: IconName; class?: string; children?: Child }

export function MenuLink({ href, icon, class: name, children }: MenuLinkProps) {
  return (
    <a href={href} class={name}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}

type MenuButtonProps = { icon?: IconName; danger?: boolean; name?: string; value?: string; children?: Child }

/** Stands in a `<Form>` inside the menu. */
export function MenuButton({ icon, danger, name, value, children }: MenuButtonProps) {
  return (
    <button type="submit" class={danger ? 'danger' : undefined} name={name} value={value}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}
