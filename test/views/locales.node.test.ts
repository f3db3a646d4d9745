import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { locales } from '../../views/translate'

const read = (locale: string) =>
  JSON.parse(readFileSync(`views/locales/${locale}.json`, 'utf8')) as Record<string, string>
const english = read('en')

describe.each(locales)('the language %s', (locale) => {
  const messages = read(locale)

  test('has every sentence, and none that nobody says', () => {
    expect(Object.keys(english).length).toBeGreaterThan(500)
    expect({ missing: keysBeside(english, messages), surplus: keysBeside(messages, english) }).toEqual({
      missing: [],
      surplus: [],
    })
  })

  test('fills in the same places as English', () => {
    const wrong = Object.keys(messages).filter(
      (key) => english[key] && argumentsOf(messages[key]!).join() !== argumentsOf(english[key]).join(),
    )
    expect(wrong).toEqual([])
  })

  test('says something in each', () => {
    expect(Object.entries(messages).filter(([, message]) => !message.trim())).toEqual([])
  })
})

const LITERAL = 0

const keysBeside = (one: Record<string, string>, other: Record<string, string>) =>
  Object.keys(one).filter((key) => !(key in other))

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** Names of the arguments and tags of a message, each once, in order. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>()
  const walk = (elements: Element[]) => {
    for (const element of elements) {
      if (!('value' in element)) continue // the # of a plural
      const inner =
        'options' in element
          ? Object.values(element.options).map(({ value }) => value)
          : 'children' in element
            ? [element.children]
            : []
      if (element.type !== LITERAL) names.add(element.value)
      for (const part of inner) walk(part)
    }
  }
  walk(new IntlMessageFormat(message, 'en').getAst())
  return [...names].sort()
}
