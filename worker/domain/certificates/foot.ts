import { type PDFDocument, type PDFPage, PDFString } from '@cantoo/pdf-lib'
import { qrCode } from '../../lib/qr'
import { fitted, optical } from './fit-line'
import { embedPicture } from './picture'
import { type CertificateSheet, type Ground, hairline, ink, muted } from './sheet'

const qrSide = 84

/** Where the foot ends and the words above it may begin; `base` is its lower edge. */
export const footTop = (base: number) => base + qrSide + 28

/** Dates and signatures on a line; code and QR at the end of the page. */
export async function drawFoot(sheet: CertificateSheet, ground: Ground, base: number) {
  const { document, page, type, put, left, inner, isRtl } = ground
  const codeRoom = 190
  const edge = { start: { x: left, y: footTop(base) }, end: { x: left + inner, y: footTop(base) } }
  page.drawLine({ ...edge, thickness: 0.7, color: hairline })
  const qrX = isRtl ? left : left + inner - qrSide
  const qr = qrCode(sheet.verifyUrl)
  const scale = qrSide / (qr.size - 8)
  page.drawSvgPath(qr.path, { x: qrX - 4 * scale, y: base + qrSide + 4 * scale, scale, color: ink })
  link(document, page, sheet.verifyUrl, [qrX, base, qrX + qrSide, base + qrSide])

  const textFrom = isRtl ? left + qrSide + 14 : left + inner - qrSide - 14 - codeRoom
  const beside = { atEnd: true, from: textFrom, room: codeRoom }
  // The code stands below: the address is the one where it is typed in.
  const address = sheet.verifyUrl.replace(/^https?:\/\/|\/[^/]*$/g, '')
  const shown = await fitted(type, address, 'sans', codeRoom, [9, 8, 7, 6], 2)
  put(await type.line(sheet.code, 'sans-bold'), 13, base + 1, ink, { ...beside, spacing: 0.4 })
  let y = base + 20
  for (const line of [...shown.lines].reverse()) {
    put(line, shown.size, y, muted, beside)
    y += shown.size * 1.35
  }
  put(await type.line(sheet.words.verify, 'sans'), 9 * optical(sheet.words.verify), y, muted, beside)
  link(document, page, sheet.verifyUrl, [textFrom, base - 3, textFrom + codeRoom, y + 10])

  const room = inner - qrSide - codeRoom - 42
  const from = isRtl ? left + inner - room : left
  const dates = [sheet.words.issued, sheet.words.expires].filter((text): text is string => Boolean(text))
  let dateY = base + 1
  for (const text of [...dates].reverse()) {
    const line = await fitted(type, text, 'sans', room, [10.5, 9.5, 8.5], 1)
    put(line.lines[0]!, line.size * optical(text), dateY, muted, { from, room })
    dateY += 15
  }
  await drawSignatories(sheet, { ...ground, left: from, inner: room }, dateY + 16)
}

async function drawSignatories(
  { signatories = [] }: CertificateSheet,
  { document, page, type, put, left, inner, isRtl }: Ground,
  y: number,
) {
  const few = signatories.slice(0, 3)
  const gap = 22
  const room = Math.min(170, (inner - gap * (few.length - 1)) / Math.max(1, few.length))
  for (const [index, { name, role, signature }] of few.entries()) {
    const from = isRtl ? left + inner - room - index * (room + gap) : left + index * (room + gap)
    const image = signature ? await embedPicture(document, signature) : null
    page.drawLine({
      start: { x: from, y: y + 26 },
      end: { x: from + room, y: y + 26 },
      thickness: 0.7,
      color: hairline,
    })
    if (image) {
      const scale = Math.min(34 / image.height, (room * 0.8) / image.width)
      const width = image.width * scale
      page.drawImage(image, { x: isRtl ? from + room - width : from, y: y + 28, width, height: image.height * scale })
    }
    const who = await fitted(type, name, 'sans-bold', room, [10.5, 9.5, 8.5, 7.5], 1)
    put(who.lines[0]!, who.size, y + 12, ink, { from, room })
    const what = await fitted(type, role, 'sans', room, [9, 8, 7], 1)
    put(what.lines[0]!, what.size, y, muted, { from, room })
  }
}

function link(document: PDFDocument, page: PDFPage, url: string, rectangle: [number, number, number, number]) {
  const annotation = document.context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: rectangle,
    Border: [0, 0, 0],
    A: { Type: 'Action', S: 'URI', URI: PDFString.of(url) },
  })
  page.node.addAnnot(document.context.register(annotation))
}
