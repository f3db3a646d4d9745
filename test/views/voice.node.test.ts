import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** How the interface speaks to people in a language, by what it never says. */
const never: Record<string, RegExp> = {
  // "du", never "Sie"
  de: /\p{Lu}\p{L}+en Sie\b|\bIhnen\b|\bwie Sie\b/u,
  // "tú"
  es: /\busted(?:es)?\b|\b(?:Indique|Escriba|Elija|Guarde|Pulse|Abra)\b/,
  // as in Brazil
  pt: /percentage[mn]|\becrã|utilizador|ficheiro|palavra-passe/i,
  // one word for a course
  ar: /مقرر/,
}

test.each(Object.entries(never))('%s speaks with one voice', (language, pattern) => {
  const words: Record<string, string> = JSON.parse(readFileSync(`views/locales/${language}.json`, 'utf8'))
  expect(Object.keys(words).length).toBeGreaterThan(2_000)
  expect(Object.entries(words).filter(([, text]) => pattern.test(text))).toEqual([])
})
