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

const compiled = new Map<string, IntlMessageFormat>()

/** A message of `views/locales/<locale>.json` in ICU MessageFormat; one without arguments is returned as it stands. */
export function translator(locale: Locale): Translate {
  const own = messages[locale]
  return (key, values) => {
    const message = own[key] ?? en[key]
    if (!values) return message
    const id = `${locale}\n${key}`
    let format = compiled.get(id)
    if (!format) {
      format = new IntlMessageFormat(message, locale)
      compiled.set(id, format)
    }
    return String(format.format(values))
  }
}

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale)
const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur'])
export const directionOf = (locale: string) => (rightToLeft.has(locale) ? 'rtl' : 'ltr')
