import { describe, expect, test } from 'vitest'
import { currentVersions, documents, personalVersions, toMarkdown } from '../../../views/platform/documents'
import { type Locale, locales, translator } from '../../../views/translate'

const others = locales.filter((locale) => locale !== 'en')

describe.each(documents)('the legal text $name', (document) => {
  const { name, version, texts } = document
  const english = texts.en

  test('is there in every language we speak, and in no other', () => {
    expect(Object.keys(texts).sort()).toEqual([...locales].sort())
    expect(new Set(english.sections.map(({ id }) => id)).size).toBe(english.sections.length)
  })

  describe.each(others)('in %s', (language) => {
    const text = texts[language]

    test('has the same sections in the same order, with as many paragraphs', () => {
      expect(shapeOf(document, language)).toEqual(shapeOf(document, 'en'))
      expect(text.sections.every(({ paragraphs }) => paragraphs.every((one) => one.length > 10))).toBe(true)
    })

    test('promises the same days, hours and articles', () => {
      for (const [i, { id, heading, paragraphs }] of text.sections.entries()) {
        const original = english.sections[i]!
        expect(numbersIn(paragraphs.join(' ')), id).toEqual(numbersIn(original.paragraphs.join(' ')))
        expect(/^\d+\. /.exec(heading)?.[0], id).toBe(/^\d+\. /.exec(original.heading)?.[0])
      }
      expect(numbersIn(text.lead)).toEqual(numbersIn(english.lead))
    })

    test('has no English left over', () => {
      const left = linesOf(document, language).filter((line) => englishWords.test(line))
      expect(left).toEqual([])
      const same = linesOf(document, language).filter((line) => linesOf(document, 'en').includes(line))
      expect(same.filter((line) => line.length > 20)).toEqual([]) // a heading like “Cookies” is the same in some
    })

    test('is called as the link to it is', () => {
      expect(text.title).toBe(translator(language)(`platform.${name}`))
    })

    test('says in the file to keep that the English text binds, and names the same version', () => {
      const about = toMarkdown(document, language, 'hello@lyceum.example').split('\n\n')[1]!
      expect(about).toContain(translator(language)('legal.english'))
      expect(about).toContain(version)
      expect(toMarkdown(document, 'en', 'hello@lyceum.example').split('\n\n')[1]).toBe(`Version of ${version}.`)
    })
  })
})

test('what people agree to is a date, whatever language they read it in', () => {
  expect(Object.keys(currentVersions)).toEqual(['terms', 'privacy', 'dpa'])
  for (const version of Object.values(currentVersions)) expect(version).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  expect(currentVersions).toMatchObject(personalVersions)
})

test('English words are noticed', () => {
  expect(documents.flatMap((one) => one.texts.en.sections).length).toBeGreaterThan(20)
  for (const document of documents)
    for (const { paragraphs } of document.texts.en.sections) expect(paragraphs.join(' ')).toMatch(englishWords)
})

/** Words that no other of our languages has. */
const englishWords = /(?<!\p{L})(the|and|of|is|are|your|you|we|our|what|that|this|with|from|who|by|it)(?!\p{L})/iu

type Legal = (typeof documents)[number]

const shapeOf = ({ texts }: Legal, language: Locale) =>
  texts[language].sections.map(({ id, paragraphs }) => ({ id, paragraphs: paragraphs.length }))

const linesOf = ({ texts }: Legal, language: Locale) => {
  const { title, lead, sections } = texts[language]
  return [title, lead, ...sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs])]
}

/** Of two digits and more: small ones are words in some languages. */
const numbersIn = (text: string) => (text.match(/\d{2,}/g) ?? []).sort()
