import type { Child, JSX } from 'hono/jsx'
import { classes } from './classes'
import { Icon, type IconName } from './icon'

type Look = {
  /** `primary` once a page; `quiet` for what stands aside; `danger` for what takes something away. */
  kind?: 'primary' | 'quiet' | 'danger'
  small?: boolean
  block?: boolean
  icon?: IconName
  /** After the words: an arrow that says one goes on. */
  iconAfter?: IconName
  children?: Child
}

type ButtonProps = Look & Omit<JSX.IntrinsicElements['button'], keyof Look>
type LinkButtonProps = Look & { href: string } & Omit<JSX.IntrinsicElements['a'], keyof Look | 'href'>

export function Button({ kind, small, block, icon, iconAfter, children, type = 'submit', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} class={look({ kind, small, block })}>
      {icon && <Icon name={icon} />}
      {children}
      {iconAfter && <Icon name={iconAfter} />}
    </button>
  )
}

export function LinkButton({ kind, small, block, icon, iconAfter, children, ...rest }: LinkButtonProps) {
  return (
    <a {...rest} class={look({ kind, small, block })}>
      {icon && <Icon name={icon} />}
      {children}
      {iconAfter && <Icon name={iconAfter} />}
    </a>
  )
}

type IconButtonProps = { icon: IconName; label: string } & Omit<JSX.IntrinsicElements['button'], 'children'>

/** A button that is only an icon; its name is read aloud and shown on hover, there with the key that does the same. */
export function IconButton({ icon, label, title = label, type = 'submit', ...rest }: IconButtonProps) {
  return (
    <button {...rest} type={type} class="iconbtn" aria-label={label} title={title}>
      <Icon name={icon} />
    </button>
  )
}

const look = ({ kind, small, block }: Look) => classes('btn', kind, small && 'small', block && 'block')
