import { PDFDocument, type RGB, rgb } from '@cantoo/pdf-lib'
import { fitted, optical } from './fit-line'
import { drawFoot, footTop } from './foot'
import { embedPicture } from './picture'
import { drawSeal, sealRadius } from './seal'
import { type CertificateSheet, type Ground, ink, muted, type Put } from './sheet'
import { type LoadFont, typesetter } from './typeset'

const papers = { a4: [841.89, 595.28], letter: [792, 612] } as const
const margin = 68
const band = 16
const paperColour = rgb(0.988, 0.98, 0.961)

/** The certificate as a PDF of one landscape page. The same sheet gives the same page. */
export async function renderCertificate(sheet: CertificateSheet, loadFont: LoadFont): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  describe(document, sheet)
  const [width, height] = papers[sheet.paper]
  const page = document.addPage([width, height])
  const brand = colourOf(sheet.organization.colour)
  const type = typesetter(document, sheet.locale, loadFont)
  const isRtl = sheet.dir === 'rtl'
  const inner = width - 2 * margin - band
  const left = isRtl ? margin : margin + band

  page.drawRectangle({ x: 0, y: 0, width, height, color: paperColour })
  page.drawRectangle({ x: isRtl ? width - band : 0, y: 0, width: band, height, color: brand })

  const put: Put = (line, size, y, color = ink, { atEnd = false, from = left, room = inner, spacing = 0 } = {}) => {
    const length = line.width * size + spacing * Math.max(0, line.glyphs.length - 1)
    type.draw(page, line, { x: isRtl === atEnd ? from : from + room - length, y, size, color, spacing })
  }

  const ground = { document, page, type, put, left, inner, isRtl }
  await drawOrganization(sheet, { ...ground, y: height - margin, brand })

  // The words are set as one block and hung by their middle between head and foot, so that short and long names both stand quietly.
  const room = inner - 2 * sealRadius - 40
  const name = await fitted(type, sheet.name, 'serif', room, [56, 50, 44, 40, 36, 32, 28, 24, 21], 2)
  const title = await fitted(type, sheet.title, 'serif', room, [26, 23, 20, 18], 3)
  const block = 24 + name.lines.length * name.size * 1.22 + 58 + title.lines.length * title.size * 1.32
  const middle = (height - margin - 20 + footTop(margin - 14)) / 2
  await drawSeal(sheet, ground, { y: middle, brand })
  const at = { from: isRtl ? left + inner - room : left, room }
  let y = middle + block / 2 - 8

  const isLatin = /^[\p{Script=Latin}\p{P}\p{Z}\p{M}]+$/u.test(sheet.words.heading)
  const heading = await type.line(
    isLatin ? sheet.words.heading.toLocaleUpperCase(sheet.locale) : sheet.words.heading,
    'sans-bold',
  )
  put(heading, isLatin ? 11.5 : 14, y, brand, { ...at, spacing: isLatin ? 1.6 : 0 })
  y -= 30
  if (sheet.words.before) {
    put(await type.line(sheet.words.before, 'sans'), 13 * optical(sheet.words.before), y, muted, at)
    y -= 12
  }
  for (const line of name.lines) {
    y -= name.size * 1.22
    put(line, name.size, y + name.size * 0.22, ink, at)
  }
  y -= 26
  put(await type.line(sheet.words.between, 'sans'), 13 * optical(sheet.words.between), y, muted, at)
  y -= 10
  for (const line of title.lines) {
    y -= title.size * 1.32
    put(line, title.size, y, ink, at)
  }

  await drawFoot(sheet, ground, margin - 14)
  return document.save()
}

async function drawOrganization(
  { organization }: CertificateSheet,
  { document, page, type, put, y, left, inner, isRtl, brand }: Ground & { y: number; brand: RGB },
) {
  const logo = organization.logo ? await embedPicture(document, organization.logo) : null
  const name = await fitted(type, organization.name, 'sans-bold', inner, [15, 13, 11], 1)
  if (!logo) return put(name.lines[0]!, name.size, y - 14, brand)
  const scale = Math.min(46 / logo.height, 190 / logo.width)
  const [width, height] = [logo.width * scale, logo.height * scale]
  page.drawImage(logo, { x: isRtl ? left + inner - width : left, y: y - 40 + (46 - height) / 2 - 6, width, height })
  put(name.lines[0]!, 12, y - 27, muted, { atEnd: true })
}

function describe(document: PDFDocument, { name, title, organization, words, locale, issuedAt }: CertificateSheet) {
  const at = new Date(issuedAt)
  document.setTitle(`${words.heading}: ${name}, ${title}`, { showInWindowTitleBar: true })
  document.setAuthor(organization.name)
  document.setSubject(`${name} ${words.between} ${title}. ${words.issued}`)
  document.setLanguage(locale)
  document.setCreator('Lyceum')
  document.setProducer('Lyceum')
  document.setCreationDate(at)
  document.setModificationDate(at)
}

function colourOf(hex: string) {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  const [r = 0.035, g = 0.42, b = 0.302] = match ? match.slice(1).map((part) => Number.parseInt(part, 16) / 255) : []
  return rgb(r, g, b)
}
