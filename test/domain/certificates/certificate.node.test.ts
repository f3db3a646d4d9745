import { readFile } from 'node:fs/promises'
import { PDFDocument, rgb } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { facesFor, scriptOf } from '../../../worker/domain/certificates/faces'
import { renderCertificate } from '../../../worker/domain/certificates/pdf'
import type { CertificateSheet } from '../../../worker/domain/certificates/sheet'
import { typesetter } from '../../../worker/domain/certificates/typeset'

const loaded: string[] = []
const loadFont = async (face: string) => {
  loaded.push(face)
  return new Uint8Array(await readFile(new URL(`../../../public/fonts/certificates/${face}.woff`, import.meta.url)))
}
const sheet: CertificateSheet = {
  name: 'Lena Fischer',
  title: 'Version Control with Git',
  organization: { name: 'Acme Academy', colour: '#096b4d' },
  words: {
    heading: 'Certificate of completion',
    before: 'This is to certify that',
    between: 'has completed the course',
    issued: 'Issued on 3 March 2027',
    verify: 'Check it at',
  },
  issuedAt: Date.UTC(2027, 2, 3),
  code: 'K7RM-PX9T',
  verifyUrl: 'https://acme.lyceum.example/verify/K7RMPX9T',
  locale: 'en',
  dir: 'ltr',
  paper: 'a4',
}

test('a certificate is one light landscape page that says whose it is', async () => {
  loaded.length = 0
  const bytes = await renderCertificate(sheet, loadFont)
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  expect(document.getPages().map((page) => page.getSize())).toEqual([{ width: 841.89, height: 595.28 }])
  expect(document.getTitle()).toBe('Certificate of completion: Lena Fischer, Version Control with Git')
  expect(document.getCreationDate()).toEqual(new Date(sheet.issuedAt))
  expect(bytes.length).toBeLessThan(60_000)
  expect(loaded.every((face) => /^(?:literata|figtree)-latin/.test(face))).toBe(true)
  expect(await renderCertificate(sheet, loadFont)).toEqual(bytes)
})

test('Letter paper, a long name, a long title, three signatures and no logo that can be read still fit', async () => {
  const bytes = await renderCertificate(
    {
      ...sheet,
      paper: 'letter',
      name: 'Maximiliana Wilhelmine Freifrau von und zu Hohenlohe-Schillingsfürst-Łukasiewicz'.repeat(3),
      title: 'x'.repeat(5_000),
      organization: { ...sheet.organization, logo: new Uint8Array([0x89, 0x50, 0, 0]) },
      signatories: Array.from({ length: 5 }, (_, i) => ({ name: `Ivy Okonkwo ${i}`.repeat(4), role: 'Instructor' })),
    },
    loadFont,
  )
  expect((await PDFDocument.load(bytes)).getPage(0).getSize()).toEqual({ width: 792, height: 612 })
})

test('a name in a script without a font still takes its place on the paper', async () => {
  const type = typesetter(await PDFDocument.create(), 'en', loadFont)
  expect((await type.line('ᏣᎳᎩ', 'serif')).glyphs).toHaveLength(3)
})

test('every script finds its letters, and only the fonts that a name needs are read', async () => {
  for (const [name, script, face] of [
    ['山田 はな', 'japanese', 'noto-japanese'],
    ['王小明', 'chinese', 'noto-chinese'],
    ['김민수', 'korean', 'noto-korean'],
    ['محمد', 'arabic', 'noto-arabic'],
    ['שרה', 'hebrew', 'noto-hebrew'],
    ['Анна', 'cyrillic', 'literata-cyrillic'],
    ['Ελένη', 'greek', 'literata-greek'],
    ['हिन्दी', 'devanagari', 'noto-devanagari'],
    ['ภาษา', 'thai', 'noto-thai'],
    ['বাংলা', 'bengali', 'noto-bengali'],
    ['தமிழ்', 'tamil', 'noto-tamil'],
    ['తెలుగు', 'telugu', 'noto-telugu'],
    ['ગુજરાતી', 'gujarati', 'noto-gujarati'],
    ['ਪੰਜਾਬੀ', 'gurmukhi', 'noto-gurmukhi'],
    ['ଓଡ଼ିଆ', 'oriya', 'noto-oriya'],
    ['සිංහල', 'sinhala', 'noto-sinhala'],
    ['ລາວ', 'lao', 'noto-lao'],
    ['བོད་ཡིག', 'tibetan', 'noto-tibetan'],
    ['ދިވެހި', 'thaana', 'noto-thaana'],
    ['አማርኛ', 'ethiopic', 'noto-ethiopic'],
    ['ಕನ್ನಡ', 'kannada', 'noto-kannada'],
    ['മലയാളം', 'malayalam', 'noto-malayalam'],
    ['မြန်မာ', 'myanmar', 'noto-myanmar'],
    ['ខ្មែរ', 'khmer', 'noto-khmer'],
    ['Հայ', 'armenian', 'noto-armenian'],
    ['ქართ', 'georgian', 'noto-georgian'],
    ['Nguyễn', 'latin', 'literata-vietnamese'],
    ['Mia 🌻', 'emoji', 'noto-emoji'],
    ['Tom 👩🏽‍🚀 ❤️ 🇧🇷', 'emoji', 'noto-emoji'],
  ] as const) {
    loaded.length = 0
    const type = typesetter(await PDFDocument.create(), 'en', loadFont)
    const line = await type.line(name, 'serif')
    expect(scriptOf(name), name).toBe(script)
    expect(loaded, name).toContain(face)
    expect(loaded.length, name).toBeLessThanOrEqual(4)
    expect(line.width, name).toBeGreaterThan(0.5)
    expect(
      line.glyphs.every(({ code }) => code !== '0000'),
      name,
    ).toBe(true)
  }
})

test('the same Chinese character is drawn as its readers know it', () => {
  expect(facesFor('直', 'serif', '直美', 'ja')[0]).toBe('noto-japanese')
  expect(facesFor('直', 'serif', '直', 'zh-Hant')[0]).toBe('noto-chinese-traditional')
  expect(facesFor('直', 'serif', '直', 'zh-Hans')[0]).toBe('noto-chinese')
})

test('Arabic runs from right to left, its numbers do not, and brackets turn round', async () => {
  const type = typesetter(await PDFDocument.create(), 'ar', loadFont)
  const codes = async (text: string) => (await type.line(text, 'serif')).glyphs.map(({ code }) => code)
  const [alef, dal] = [(await codes('ا'))[0], (await codes('د'))[0]]
  expect(await codes('اد')).toEqual([dal, alef])
  const digits = await codes('٢٠٢٧')
  const [two, nought] = [(await codes('٢'))[0], (await codes('٠'))[0]]
  expect(digits.slice(0, 3)).toEqual([two, nought, two])
  const inArabic = await codes('سنة ٢٠٢٧')
  expect(inArabic.slice(0, 4)).toEqual(digits)
  const [open, close] = [(await codes('(א'))[1], (await codes('(א)'))[0]]
  expect((await codes('(אב)')).at(-1)).toBe(open)
  expect(open).not.toBe(close)
})

test('a line is as wide as it is drawn', async () => {
  const document = await PDFDocument.create()
  const type = typesetter(document, 'en', loadFont)
  const line = await type.line('Lena', 'serif')
  expect((await type.line('LenaLena', 'serif')).width).toBeCloseTo(2 * line.width, 1)
  const page = document.addPage()
  type.draw(page, line, { x: 10, y: 10, size: 20, color: rgb(0, 0, 0) })
  expect((await document.save()).length).toBeGreaterThan(1_000)
})
