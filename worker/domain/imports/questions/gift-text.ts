import type { Rich } from './rich'

/** Signs of GIFT after a backslash, in this order, as one private letter each: so nothing that is escaped looks like a mark. */
const escapable = [':', '#', '=', '{', '}', '~', '\\', 'n'] as const
const FIRST = 0xe020

export const hideEscapes = (text: string): string =>
  text
    .replace(/[\ue020-\ue027]/g, '')
    .replace(/\\([:#={}~\\n])/g, (_, sign: (typeof escapable)[number]) =>
      String.fromCharCode(FIRST + escapable.indexOf(sign)),
    )

export const showEscapes = (text: string): string =>
  text.replace(/[\ue020-\ue027]/g, (letter) => {
    const sign = escapable[letter.charCodeAt(0) - FIRST]!
    return sign === 'n' ? '\n' : sign
  })

/** A text as it is written in GIFT. */
export const escapeGift = (text: string): string => text.replace(/[:#={}~\\]/g, '\\$&').replace(/\n/g, '\\n')

const formats: Record<string, Rich['format']> = { html: 'html', markdown: 'markdown', plain: 'plain', moodle: 'html' }

/** `[html]` in front of a text. Source lines of other formats are broken anywhere: only `\n` breaks a line. */
export function richOf(source: string, inherited: string = 'moodle'): Rich & { name: string } {
  const [, said, rest = ''] = /^\s*(?:\[(html|moodle|plain|markdown)\])?([\s\S]*)$/i.exec(source) ?? []
  const name = (said ?? inherited).toLowerCase()
  const isLoose = name === 'moodle' || name === 'plain'
  const text = showEscapes(isLoose ? rest.trim().replace(/[^\S\n]*\n[^\S\n]*/g, ' ') : rest.trim())
  return { name, text, format: name === 'moodle' ? 'moodle' : formats[name]! }
}
