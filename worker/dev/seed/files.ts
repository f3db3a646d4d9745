import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { utf8 } from '../../lib/bytes'

/** Two seconds of a low tone, as a WAV. */
export function hum(pitch: number): Uint8Array<ArrayBuffer> {
  const rate = 8_000
  const bytes = new Uint8Array(44 + 2 * rate)
  const head = new DataView(bytes.buffer)
  bytes.set(utf8('RIFF'), 0)
  bytes.set(utf8('WAVEfmt '), 8)
  bytes.set(utf8('data'), 36)
  head.setUint32(4, bytes.length - 8, true)
  head.setUint32(16, 16, true)
  head.setUint16(20, 1, true)
  head.setUint16(22, 1, true)
  head.setUint32(24, rate, true)
  head.setUint32(28, rate, true)
  head.setUint16(32, 1, true)
  head.setUint16(34, 8, true)
  head.setUint32(40, 2 * rate, true)
  for (let at = 0; at < 2 * rate; at++) bytes[44 + at] = 128 + Math.round(40 * Math.sin((at * pitch) / rate))
  return bytes
}

/** A PDF of these pages, a line each, the same on every run. */
export async function paper(pages: string[][]): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create({ updateMetadata: false })
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (const lines of pages) {
    const page = document.addPage([420, 300])
    for (const [n, text] of lines.entries())
      page.drawText(text, { x: 36, y: 250 - n * 28, size: n === 0 ? 18 : 13, font })
  }
  return Uint8Array.from(await document.save())
}
