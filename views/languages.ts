import { type Locale, locales } from './translate'

/** Every language we speak, named in itself: "Deutsch", "Español". */
export const languages: { code: Locale; name: string }[] = locales.map((code) => ({ code, name: nameOf(code) }))

function nameOf(code: Locale) {
  const name = new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1)
}

/** A language as those who read in `locale` call it; a tag that names none is shown as it is. */
export function languageName(locale: string, tag: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
