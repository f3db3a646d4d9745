import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { classes } from './classes'
import { Icon, type IconName } from './icon'

export type Meaning = 'good' | 'attention' | 'problem' | 'info'

const iconOf: Record<Meaning, IconName> = { good: 'check', attention: 'clock', problem: 'problem', info: 'info' }

type ChipProps = {
  /** Never colour alone: each meaning brings its icon, and the words say it too. */
  meaning?: Meaning
  icon?: IconName
  children?: Child
}

export function Chip({ meaning, icon = meaning && iconOf[meaning], children }: ChipProps) {
  return html`<span class="${classes('chip', meaning)}">${icon && Icon({ name: icon })}<span>${children}</span></span>`
}
