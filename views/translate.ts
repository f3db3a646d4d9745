import { IntlMessageFormat } from 'intl-messageformat'
import { isolate } from '../worker/lib/isolate'
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

/**
 * A message of `views/locales/<locale>.json` in ICU MessageFormat; one without arguments is returned as it stands. Names
 * that run against the language's direction are isolated in it.
 */
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
type Part = ReturnType<IntlMessageFormat['getAst']>[number]

/** What is put in as it is, and decides nothing (which "select" would). */
function putIn(parts: Part[]): string[] {
  return parts.flatMap((part) => {
    if (part.type === argument && 'value' in part) return [part.value]
    if ('options' in part) return Object.values(part.options).flatMap(({ value }) => putIn(value))
    return 'children' in part ? putIn(part.children) : []
  })
}

/** A table says "Card of {name}" in every line: where only names and numbers are put in, they are put in without the formatter. */
function compile(message: string, locale: Locale): Sentence {
  const format = new IntlMessageFormat(message, locale)
  const parts = format.getAst() as { type: number; value: string }[]
  const names = [...new Set(putIn(format.getAst()))]
  const dir = directionOf(locale)
  const isolated = (value: MessageValues[string]) => (typeof value === 'string' ? isolate(value, dir) : value)
  const whole: Sentence = (values) =>
    String(format.format({ ...values, ...Object.fromEntries(names.map((name) => [name, isolated(values[name])])) }))
  if (!parts.every(({ type }) => type === literal || type === argument)) return whole
  // Alone it needs nothing: whatever it stands in says where it ends.
  if (parts.length === 1 && names.length === 1) return (values) => String(values[names[0]!] ?? '')
  return (values) =>
    names.every((name) => typeof values[name] === 'string' || typeof values[name] === 'number')
      ? parts.map(({ type, value }) => (type === literal ? value : isolated(values[value]))).join('')
      : whole(values)
}

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale)
const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur'])
export const directionOf = (locale: string) => (rightToLeft.has(locale) ? 'rtl' : 'ltr')
