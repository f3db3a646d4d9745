import { readdirSync } from 'node:fs'
import { kindOf, roles, type Stand } from './stands.ts'

export const themes = ['light', 'dark', 'forced'] as const
export const widths = [1280, 768, 360, 320] as const

/** Every language that there is. */
export const languages = readdirSync('views/locales')
  .map((file) => file.replace('.json', ''))
  .sort()

/** One page as one person sees it in one language on one kind of screen. */
export type Sight = {
  stand: Stand
  theme: (typeof themes)[number]
  width: (typeof widths)[number]
  language: string
}

/** Every stand on every kind of screen, from left to right and from right to left. A phone's two widths have the same colours. */
export const whole = (stands: Stand[]): Sight[] =>
  stands
    .flatMap((stand) =>
      ['en', 'ar'].flatMap((language) =>
        widths.flatMap((width) => themes.map((theme) => ({ stand, language, width, theme }))),
      ),
    )
    .filter(({ width, theme }) => width !== 360 || theme === 'light')

/**
 * Each kind of page once, so that any two of a role, a theme, a width and a language meet somewhere. Kinds that few people
 * see choose first; each takes the sight with the most pairs that nobody has seen yet. Pairs that are left then get a sight more.
 */
export function pairwise(stands: Stand[]): Sight[] {
  const seen = new Map<string, number>()
  const choose = (possible: Sight[]) => {
    const best = possible.map((sight) => ({ sight, worth: worth(sight, seen) })).reduce(better).sight
    for (const pair of pairsOf(best)) seen.set(pair, (seen.get(pair) ?? 0) + 1)
    return best
  }
  const kinds = [...Map.groupBy(stands, kindOf)].sort(
    ([a, one], [b, other]) => one.length - other.length || (a < b ? -1 : 1),
  )
  const once = kinds.map(([, here]) =>
    choose(here.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role)).flatMap(sightsOf)),
  )
  const isNew = (sight: Sight) => pairsOf(sight).some((pair) => !seen.has(pair))
  const more: Sight[] = []
  for (let left = stands.flatMap(sightsOf).filter(isNew); left.length; left = left.filter(isNew))
    more.push(choose(left))
  return [...once, ...more]
}

const sightsOf = (stand: Stand): Sight[] =>
  themes.flatMap((theme) =>
    widths.flatMap((width) => languages.map((language): Sight => ({ stand, theme, width, language }))),
  )

/** The pairs that meet in a sight, in words. */
export function pairsOf({ stand: { role }, theme, width, language }: Sight): string[] {
  const values = [role, theme, String(width), language]
  return values.flatMap((one, i) => values.slice(i + 1).map((other) => `${one} & ${other}`))
}

const worth = (sight: Sight, seen: Map<string, number>) =>
  pairsOf(sight).reduce((sum, pair) => sum + 1 / (1 + 50 * (seen.get(pair) ?? 0)), 0)

type Candidate = { sight: Sight; worth: number }
const better = (best: Candidate, one: Candidate) => (one.worth > best.worth ? one : best)
