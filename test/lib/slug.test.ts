import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeSlug, otherSlugs, readSlug, suggestSlug } from '../../worker/lib/slug'

test('a subdomain is three to forty small letters, digits and dashes', () => {
  for (const good of ['acme', 'abc', 'school-42', 'a1b', 'x'.repeat(40)]) expect(judgeSlug(good), good).toBeNull()
  for (const [bad, key] of [
    ['ab', 'slug.tooShort'],
    ['x'.repeat(41), 'slug.tooLong'],
    ['Acme', 'slug.letters'],
    ['a_b', 'slug.letters'],
    ['schüle', 'slug.letters'],
    ['-acme', 'slug.dashAtEnd'],
    ['acme-', 'slug.dashAtEnd'],
    ['xn--80ak', 'slug.punycode'],
    ['ab--cd', 'slug.punycode'],
    ['12345', 'slug.digits'],
    ['www', 'slug.reserved'],
    ['auth', 'slug.reserved'],
  ] as const)
    expect(judgeSlug(bad)?.key, bad).toBe(key)
  expect(readSlug('  Acme ')).toBe('acme')
})

test('a name gives the subdomain one would have typed', () => {
  expect(suggestSlug('Acme Academy')).toBe('acme-academy')
  expect(suggestSlug('Müller & Söhne GmbH')).toBe('mueller-and-soehne-gmbh')
  expect(suggestSlug('École d’été')).toBe('ecole-dete')
  expect(suggestSlug('Школа №1')).toBe('shkola-no1')
  expect(suggestSlug('Σχολείο Αθηνών')).toBe('scholeio-athinon')
  expect(suggestSlug('Straße Łódź')).toBe('strasse-lodz')
  expect(suggestSlug('Mail')).toBe('mail-school')
  expect(suggestSlug('学校')).toBe('')
  expect(suggestSlug('The International Institute of Very Long Names and Titles')).toBe(
    'the-international-institute-of-very-long',
  )
})

test('whatever the name, the suggestion is empty or allowed', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      (name) => suggestSlug(name) === '' || judgeSlug(suggestSlug(name)) === null,
    ),
  )
})

test('a taken name has allowed neighbours', () => {
  expect(otherSlugs('acme')).toContain('acme-school')
  for (const other of otherSlugs('x'.repeat(40))) expect(judgeSlug(other), other).toBeNull()
})
