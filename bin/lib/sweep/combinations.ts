import { kindOf, type Role, roles, type Stand } from './stands.ts'

export const themes = ['light', 'dark', 'forced'] as const
export const widths = [1280, 768, 320] as const
export const directions = ['ltr', 'rtl'] as const

/** One page as one person sees it on one kind of screen. */
export type Sight = {
  stand: Stand
  theme: (typeof themes)[number]
  width: (typeof widths)[number]
  direction: (typeof directions)[number]
}

/** Every stand on every kind of screen. */
export const whole = (stands: Stand[]): Sight[] =>
  stands.flatMap((stand) =>
    widths.flatMap((width) =>
      directions.flatMap((direction) => themes.map((theme) => ({ stand, width, direction, theme }))),
    ),
  )

/** So few sights that each kind of page still meets each of its people, each theme, each width and both directions. */
export function pairwise(stands: Stand[]): Sight[] {
  const kinds = [...new Set(stands.map(kindOf))]
  return kinds.flatMap((kind, turn) => {
    const here = stands.filter((stand) => kindOf(stand) === kind).sort((a, b) => at(a.role) - at(b.role))
    const count = Math.max(themes.length, here.length)
    return Array.from({ length: count }, (_, i) => ({
      stand: here[(i + turn) % here.length]!,
      theme: themes[i % 3]!,
      width: widths[(i + turn) % 3]!,
      direction: directions[(i + turn) % 2]!,
    }))
  })
}

const at = (role: Role) => roles.indexOf(role)
