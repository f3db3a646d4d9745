import { IntlMessageFormat } from 'intl-messageformat'
import ar from './locales/ar.json'
import de from './locales/de.json'
import en from './locales/en.json'
import es from './locales/es.json'
import fr from './locales/fr.json'
import ja from './locales/ja.json'
import pt from './locales/pt.json'
import zhHans from './locales/zh-Hans.json'

/** The languages we speak whole. One that is still being written is not offered. */
export const locales = ['en', 'de', 'es', 'fr', 'pt', 'ar', 'ja', 'zh-Hans'] as const
export type Locale = (typeof locales)[number]
export type MessageKey = keyof typeof en
export type MessageValues = Record<string, string | number | Date | null | undefined>
export type Translate = (key: MessageKey, values?: MessageValues) => string

const messages: Record<Locale, Partial<Record<string, string>>> = { en, de, es, fr, pt, ar, ja, 'zh-Hans': zhHans }

type Sentence = (values: MessageValues) => string

const compiled = new Map<string, Sentence>()

/** A message of `views/locales/<locale>.json` in ICU MessageFormat; one without arguments is returned as it stands. */
export function translator(locale: Locale): Translate {
  const own = messages[locale]
  return (key, values) => {
    const message = own[key] ?? en[key]
    if (!values) return message
    const id = `${locale}\n${key}`
    let sentence = compiled.get(id)
    if (!sentence) {
      sentence = compile(message, locale)
      compiled.set(id, sentence)
    }
    return sentence(values)
  }
}

/** What the parser calls them. */
const [literal, argument] = [0, 1]

/** A table says "Card of {name}" in every line: where only names and numbers are put in, they are put in without the formatter. */
function compile(message: string, locale: Locale): Sentence {
  const format = new IntlMessageFormat(message, locale)
  const parts = format.getAst() as { type: number; value: string }[]
  const whole: Sentence = (values) => String(format.format(values))
  if (!parts.every(({ type }) => type === literal || type === argument)) return whole
  const names = parts.filter(({ type }) => type === argument).map(({ value }) => value)
  return (values) =>
    names.every((name) => typeof values[name] === 'string' || typeof values[name] === 'number')
      ? parts.map(({ type, value }) => (type === literal ? value : values[value])).join('')
      : whole(values)
}

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale)
const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur'])
export const directionOf = (locale: string) => (rightToLeft.has(locale) ? 'rtl' : 'ltr')
