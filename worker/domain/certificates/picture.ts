import { PDFDocument, type PDFImage } from '@cantoo/pdf-lib'

/** A PNG or JPEG for the page; null for what cannot be drawn. */
export async function embedPicture(document: PDFDocument, bytes: Uint8Array): Promise<PDFImage | null> {
  try {
    if (bytes[0] === 0x89 && bytes[1] === 0x50) return await document.embedPng(bytes)
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return await document.embedJpg(bytes)
  } catch {
    // A picture that cannot be read must not keep a learner from a certificate.
  }
  return null
}

export const isDrawn = async (bytes: Uint8Array): Promise<boolean> =>
  (await embedPicture(await PDFDocument.create(), bytes)) !== null
