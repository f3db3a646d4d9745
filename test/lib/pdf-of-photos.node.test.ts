import { PDFDocument } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pdfOfPhotos } from '../../public/js/media/pdf-of-photos'
import { jpeg } from '../support/files'

const photo = fc.record({ width: fc.integer({ min: 1, max: 5_000 }), height: fc.integer({ min: 1, max: 5_000 }) })

test('photos become a PDF that others read: a page each, in their order, as wide as A4 and as tall as the photo', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(photo, { minLength: 1, maxLength: 30 }), async (photos) => {
      const bytes = pdfOfPhotos(photos.map((size) => ({ ...size, jpeg: jpeg(size) })))
      const pages = (await PDFDocument.load(bytes, { throwOnInvalidObject: true })).getPages()
      expect(pages.map((page) => page.getSize())).toEqual(
        photos.map(({ width, height }) => ({ width: 595, height: Math.round((595 * height) / width) })),
      )
    }),
    { numRuns: 30 },
  )
})

test('where its objects begin is said to the byte', () => {
  const bytes = pdfOfPhotos([1, 2, 3].map((n) => ({ width: 40, height: 30 * n, jpeg: jpeg({ height: 30 * n }) })))
  const text = new TextDecoder('latin1').decode(bytes)
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1])
  expect(text.slice(table, table + 5)).toBe('xref\n')
  const rows = [...text.slice(table).matchAll(/(\d{10}) 00000 n/g)].map(([, at]) => Number(at))
  expect(rows).toHaveLength(2 + 3 * 3)
  for (const [i, at] of rows.entries()) expect(text.slice(at).startsWith(`${i + 1} 0 obj\n`)).toBe(true)
})
