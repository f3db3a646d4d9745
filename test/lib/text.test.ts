import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanLine, cleanText, excerpt, foldForSearch, initials } from '../../worker/lib/text'

test('text that would break a page or a database is made harmless', () => {
  expect(cleanText('a\u0000b\ud800c\u202egnp.exe\u2066')).toBe('abcgnp.exe')
  expect(cleanText('  one\r\ntwo\rthree\u2028four\ttab  ')).toBe('one\ntwo\nthree\nfour\ttab')
  expect(cleanText('Zoë'.normalize('NFD'))).toBe('Zoë')
  expect(cleanText('👩‍👩‍👧 क्‍ष \u200fשלום')).toBe('👩‍👩‍👧 क्‍ष \u200fשלום')
  expect(cleanText('🐢🐢🐢', 2)).toBe('🐢🐢')
  expect(cleanLine('  Lena\n  Fischer ')).toBe('Lena Fischer')
})

test('cleaning twice changes nothing more', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => cleanText(cleanText(text)) === cleanText(text)))
})

test('initials suit the script', () => {
  for (const [name, letters] of [
    ['Lena Fischer', 'LF'],
    ['ada', 'A'],
    ['Jean-Luc de la Fontaine', 'JF'],
    ['Søren Ågård', 'SÅ'],
    ['Анна Петрова', 'АП'],
    ['山田 太郎', '山'],
    ['محمد علي', 'م'],
    ['김 민수', '김'],
    ['(Dr.) Ivy Chen', 'DC'],
    ['ßeta omega', 'SO'],
    ['', ''],
    ['   ', ''],
    ['🐢 Turtle', '🐢'],
  ] as const)
    expect(initials(name), name).toBe(letters)
})

test('an excerpt ends between words', () => {
  expect(excerpt('A short one')).toBe('A short one')
  expect(excerpt('The quick brown fox jumps over the lazy dog', 20)).toBe('The quick brown fox…')
  expect(excerpt('x'.repeat(5000), 10)).toBe('xxxxxxxxx…')
  expect(excerpt('👩‍👩‍👧'.repeat(5), 3)).toBe('👩‍👩‍👧👩‍👩‍👧…')
})

test('searching forgives case, accents, points and width', () => {
  expect(foldForSearch('  Crème BRÛLÉE ')).toBe('creme brulee')
  expect(foldForSearch('Straße in Łódź')).toBe('strasse in lodz')
  expect(foldForSearch('ＡＢＣ カタカナ が')).toBe('abc カタカナ が')
  expect(foldForSearch('مُحَمَّد')).toBe('محمد')
  expect(foldForSearch('हिन्दी')).toBe('हिन्दी')
  expect(foldForSearch('İstanbul')).toBe('istanbul')
  expect(foldForSearch('한국')).toBe('한국')
})
