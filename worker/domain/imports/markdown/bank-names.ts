import { decodePath } from '../../../lib/references'

const between = ' › '

/** "Hygiene › Hands": a category as people read it. */
export const pathOfTitles = (titles: readonly string[]): string => titles.join(between)

export const titlesOfPath = (path: string): string[] =>
  path
    .split(between.trim())
    .map((title) => title.trim())
    .filter(Boolean)

/** The same in the braces of a heading. */
export const categoryInBraces = (titles: readonly string[]): string => titles.map(inBraces).join(between)
export const categoryOutOfBraces = (text: string): string[] => titlesOfPath(text).map(outOfBraces)

/** A text that may stand in a heading's braces, whatever it holds. */
export const inBraces = (text: string): string =>
  text.replace(/[%{}[\]()<>\\"'`!*_$&,;،、，›]/g, (sign) => encodeURIComponent(sign).replace(/^[!'()*_]$/, hexOf))

const hexOf = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`

export const outOfBraces = decodePath
