import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markWords, sentenceAround } from '../../worker/lib/found-words'

const marked = (text: string, ...words: string[]) =>
  markWords(text, words)
    .map(({ text, isFound }) => (isFound ? `[${text}]` : text))
    .join('')

describe('words that were found', () => {
  test('stand apart, whatever their case and accents', () => {
    expect(marked('The Staging area is not the stage', 'staging')).toBe('The [Staging] area is not the stage')
    expect(marked('Łukasz Müller', 'lukasz', 'muller')).toBe('[Łukasz] [Müller]')
    expect(marked('große Straße', 'strasse')).toBe('große [Straße]')
    expect(marked('كِتَابٌ جديد', 'كتاب')).toBe('[كِتَابٌ] جديد')
    expect(marked('陈伟和陈静', '陈')).toBe('[陈]伟和[陈]静')
  })

  test('are one piece where they touch', () => {
    expect(marked('version control', 'version', 'sion', 'ion')).toBe('[version] control')
  })

  test('and what was not found lose and add nothing', () => {
    expect(markWords('', ['a'])).toEqual([])
    expect(marked('nothing here', '', 'zebra')).toBe('nothing here')
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.string({ unit: 'binary', maxLength: 4 })),
        (text, words) => {
          expect(
            markWords(text, words)
              .map((part) => part.text)
              .join(''),
          ).toBe(text)
        },
      ),
    )
  })
})

describe('the sentence around them', () => {
  const text =
    'Git keeps every version of a file. The staging area is where you put what the next commit should hold. Then you commit it.'

  test('is whole', () => {
    expect(sentenceAround(text, ['staging'])).toBe(
      'The staging area is where you put what the next commit should hold.',
    )
  })

  test('reads on behind a heading', () => {
    expect(
      sentenceAround('Staging\nThe area is where you put what the next commit should hold. More.', ['staging']),
    ).toBe('Staging The area is where you put what the next commit should hold.')
  })

  test('is cut between words where it is long', () => {
    const long = `${'before and '.repeat(60)}the staging area${' and behind'.repeat(60)}.`
    const cut = sentenceAround(long, ['staging'])
    expect(cut).toMatch(/^…(before|and) .* the staging area and .*(and|behind)…$/)
    expect(cut.length).toBeLessThan(225)
  })

  test('does not begin or end in a word that its text was cut in', () => {
    const cut = sentenceAround('…ginning of something with the staging area and then its en…', ['staging'])
    expect(cut).toBe('…of something with the staging area and then its…')
  })

  test('is the beginning where none of the words stands in it', () => {
    expect(sentenceAround(text, ['zebra'])).toBe(
      'Git keeps every version of a file. The staging area is where you put what the next commit should hold.',
    )
    expect(sentenceAround('', ['zebra'])).toBe('')
  })
})
