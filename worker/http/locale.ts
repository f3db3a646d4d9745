import { parseAccept } from 'hono/utils/accept'
import { isLocale, type Locale } from '../../views/translate'

/** The first of the choices that we speak: one's own, the organization's, then the browser's, then English. */
export function chooseLocale(
  choices: (string | null | undefined)[],
  acceptLanguage: string | null | undefined,
): Locale {
  for (const choice of choices) if (isLocale(choice)) return choice
  for (const { type } of parseAccept(acceptLanguage ?? '')) {
    const spoken = spokenFor(type)
    if (spoken) return spoken
  }
  return 'en'
}

function spokenFor(tag: string): Locale | null {
  const { language, script } = maximized(tag)
  const written = `${language}-${script}`
  return isLocale(language) ? language : isLocale(written) ? written : null
}

/** "zh-CN" is written in Hans, "zh-TW" in Hant; browsers send all kinds of things, "*" among them. */
function maximized(tag: string): { language?: string; script?: string } {
  try {
    return new Intl.Locale(tag).maximize()
  } catch {
    return {}
  }
}
