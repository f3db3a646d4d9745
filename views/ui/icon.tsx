import { raw } from 'hono/html'
import { type IconName, icons } from './icons'

export type { IconName } from './icons'

/** Point along the line of reading, so they turn round where it runs from the right. */
const directional = /^(arrow-(left|right)|chevron-(left|right)|move|sign-out|undo|redo|list|send|reveal)$/

type IconProps = {
  name: IconName
  /** Only where no word stands beside it; otherwise the icon is decoration. */
  label?: string
}

export function Icon({ name, label }: IconProps) {
  const flip = directional.test(name) ? ' flip' : ''
  if (!label) return raw(`<svg class="icon${flip}" viewBox="0 0 24 24" aria-hidden="true">${icons[name]}</svg>`)
  return (
    <svg class={`icon${flip}`} viewBox="0 0 24 24" role="img" aria-label={label}>
      {raw(icons[name])}
    </svg>
  )
}
