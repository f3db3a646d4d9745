import { describe, expect, test } from 'vitest'
import en from '../../views/locales/en.json'
import { locales, type MessageKey, translator } from '../../views/translate'
import { isolate, withoutIsolates } from '../../worker/lib/isolate'

describe('a name in a sentence', () => {
  test('is isolated where it runs the other way, and left alone where it does not', () => {
    expect(isolate('Lena Müller', 'rtl')).toBe('\u2068Lena Müller\u2069')
    expect(isolate('Lena Müller', 'ltr')).toBe('Lena Müller')
    expect(isolate('ليلى', 'ltr')).toBe('\u2068ليلى\u2069')
    expect(isolate('ليلى', 'rtl')).toBe('ليلى')
    expect(isolate('12:30', 'rtl')).toBe('12:30')
    expect(isolate('陈伟', 'rtl')).toBe('\u2068陈伟\u2069')
    expect(isolate('https://acme.example/x', 'rtl')).toBe('https://acme.example/x')
    expect(withoutIsolates(isolate('Lena', 'rtl'))).toBe('Lena')
  })

  test('is isolated in whatever place of a message it stands', () => {
    const t = translator('ar')
    expect(t('certificates.of', { name: 'Lena' })).toContain('\u2068Lena\u2069')
    expect(t('home.seeHow', { name: 'C++' })).toContain('\u2068C++\u2069')
    // In one branch of a plural, and beside what decides it.
    expect(t('home.following', { n: 1, name: 'Lena' })).toContain('\u2068Lena\u2069')
  })

  test('and no name at all leaves the sentence as it is', () => {
    expect(translator('en')('people.emailTaken', {})).toBe('Somebody here has this e-mail address already.')
    expect(translator('ar')('roster.doneOf', { done: '1', all: '2' })).not.toMatch(/[\u2066-\u2069]/)
  })

  test.each(locales)('decides nothing that is also put in, in %s', (locale) => {
    const t = translator(locale)
    const [own, other] = locale === 'ar' ? ['ليلى', 'Lena'] : ['Lena', 'ليلى']
    const withNames = (Object.keys(en) as MessageKey[]).filter((key) =>
      /\{(name|course|title|organization)\}/.test(en[key]),
    )
    expect(withNames.length).toBeGreaterThan(50)
    for (const key of withNames) {
      const say = (said: string) => {
        try {
          return t(key, { name: said, course: said, title: said, organization: said, n: 1, number: 1, count: 1 })
        } catch {
          return null // it asks for more than names
        }
      }
      const [plain, foreign] = [say(own), say(other)]
      if (plain === null || foreign === null || plain === own) continue
      expect(plain, key).not.toMatch(/[\u2066-\u2069]/)
      expect(foreign.replaceAll(`\u2068${other}\u2069`, ''), key).not.toContain(other)
    }
  })
})
