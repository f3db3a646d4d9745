import { PDFDocument, type PDFImage, type PDFPage, PDFString, rgb } from '@cantoo/pdf-lib'
import { qrCode } from '../../lib/qr'
import { type Style, scriptOf } from './faces'
import { type Line, type LoadFont, type Typesetter, typesetter } from './typeset'

export type CertificateSheet = {
  /** The learner's name as they write it, in any script. */
  name: string
  /** What was completed: the course's or module's title. */
  title: string
  organization: {
    name: string
    /** PNG or JPEG; anything else gives the name in letters. */
    logo?: Uint8Array | null
    /** "#rrggbb", dark enough for text on paper (the light colour of its palette). */
    colour: string
  }
  /** What is said around it, in the learner's language; dates are written out. */
  words: {
    /** "Certificate of completion" */
    heading: string
    /** "This is to certify that"; empty where a language says nothing before a name. */
    before: string
    /** "has completed the course" */
    between: string
    /** "Issued on 3 March 2027" */
    issued: string
    /** "Valid until 3 March 2029" */
    expires?: string | null
    /** "Check it at" */
    verify: string
  }
  issuedAt: number
  /** As printed ("K7RM-PX9T"). */
  code: string
  verifyUrl: string
  /** At most three; `signature` is a PNG or JPEG of a handwritten one. */
  signatories?: { name: string; role: string; signature?: Uint8Array | null }[]
  locale: string
  dir: 'ltr' | 'rtl'
  paper: 'a4' | 'letter'
}

const papers = { a4: [841.89, 595.28], letter: [792, 612] } as const
const margin = 68
const band = 16
const qrSide = 84

const paperColour = rgb(0.988, 0.98, 0.961)
const ink = rgb(0.169, 0.145, 0.122)
const muted = rgb(0.427, 0.396, 0.361)
const hairline = rgb(0.863, 0.839, 0.804)

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

  /** Draws at the side where this language begins, or at the other. */
  const put = (
    line: Line,
    size: number,
    y: number,
    color = ink,
    { atEnd = false, from = left, room = inner, spacing = 0 } = {},
  ) => {
    const length = line.width * size + spacing * Math.max(0, line.glyphs.length - 1)
    type.draw(page, line, { x: isRtl === atEnd ? from : from + room - length, y, size, color, spacing })
  }

  await drawOrganization(sheet, document, page, type, { put, y: height - margin, left, inner, isRtl, brand })

  // The middle is set as one block and hung by its optical centre, so that short and long names both stand quietly.
  const name = await fitted(type, sheet.name, 'serif', inner, [50, 46, 42, 38, 34, 30], 2)
  const title = await fitted(type, sheet.title, 'serif', inner, [25, 22, 20, 18], 3)
  const block = 24 + name.lines.length * name.size * 1.22 + 58 + title.lines.length * title.size * 1.32
  let y = height / 2 + block / 2 + 22

  const isLatin = /^[\p{Script=Latin}\p{P}\p{Z}\p{M}]+$/u.test(sheet.words.heading)
  const heading = await type.line(
    isLatin ? sheet.words.heading.toLocaleUpperCase(sheet.locale) : sheet.words.heading,
    'sans-bold',
  )
  put(heading, isLatin ? 11.5 : 14, y, brand, { spacing: isLatin ? 1.6 : 0 })
  y -= 30
  if (sheet.words.before) {
    put(await type.line(sheet.words.before, 'sans'), 13 * optical(sheet.words.before), y, muted)
    y -= 12
  }
  for (const line of name.lines) {
    y -= name.size * 1.22
    put(line, name.size, y + name.size * 0.22)
  }
  y -= 26
  put(await type.line(sheet.words.between, 'sans'), 13 * optical(sheet.words.between), y, muted)
  y -= 10
  for (const line of title.lines) {
    y -= title.size * 1.32
    put(line, title.size, y)
  }

  await drawFoot(sheet, document, page, type, { put, left, inner, isRtl })
  return document.save()
}

type Put = (
  line: Line,
  size: number,
  y: number,
  color?: ReturnType<typeof rgb>,
  how?: { atEnd?: boolean; from?: number; room?: number; spacing?: number },
) => void
type Ground = { put: Put; left: number; inner: number; isRtl: boolean }

async function drawOrganization(
  { organization }: CertificateSheet,
  document: PDFDocument,
  page: PDFPage,
  type: Typesetter,
  { put, y, left, inner, isRtl, brand }: Ground & { y: number; brand: ReturnType<typeof rgb> },
) {
  const logo = organization.logo ? await readImage(document, organization.logo) : null
  const name = await fitted(type, organization.name, 'sans-bold', inner, [15, 13, 11], 1)
  if (!logo) return put(name.lines[0]!, name.size, y - 14, brand)
  const scale = Math.min(46 / logo.height, 190 / logo.width)
  const [width, height] = [logo.width * scale, logo.height * scale]
  page.drawImage(logo, { x: isRtl ? left + inner - width : left, y: y - 40 + (46 - height) / 2 - 6, width, height })
  put(name.lines[0]!, 12, y - 27, muted, { atEnd: true })
}

/** Dates and signatures on a line; code and QR at the end of the page. */
async function drawFoot(
  sheet: CertificateSheet,
  document: PDFDocument,
  page: PDFPage,
  type: Typesetter,
  ground: Ground,
) {
  const { put, left, inner, isRtl } = ground
  const base = margin - 14
  const codeRoom = 190
  const qrX = isRtl ? left : left + inner - qrSide
  const qr = qrCode(sheet.verifyUrl)
  const scale = qrSide / (qr.size - 8)
  page.drawSvgPath(qr.path, { x: qrX - 4 * scale, y: base + qrSide + 4 * scale, scale, color: ink })
  link(document, page, sheet.verifyUrl, [qrX, base, qrX + qrSide, base + qrSide])

  const textFrom = isRtl ? left + qrSide + 14 : left + inner - qrSide - 14 - codeRoom
  const beside = { atEnd: true, from: textFrom, room: codeRoom }
  const address = sheet.verifyUrl.replace(/^https?:\/\//, '')
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
  await drawSignatories(sheet, document, page, type, { put, left: from, inner: room, isRtl }, dateY + 16)
}

async function drawSignatories(
  { signatories = [] }: CertificateSheet,
  document: PDFDocument,
  page: PDFPage,
  type: Typesetter,
  { put, left, inner, isRtl }: Ground,
  y: number,
) {
  const few = signatories.slice(0, 3)
  const gap = 22
  const room = Math.min(170, (inner - gap * (few.length - 1)) / Math.max(1, few.length))
  for (const [index, { name, role, signature }] of few.entries()) {
    const from = isRtl ? left + inner - room - index * (room + gap) : left + index * (room + gap)
    const image = signature ? await readImage(document, signature) : null
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

/** Scripts with small bodies and high marks need more size to read as large as Latin does. */
const optical = (text: string) => ({ latin: 1, cyrillic: 1, greek: 1, arabic: 1.25 })[scriptOf(text) as string] ?? 1.08

/** The largest size at which the text stands in at most `most` lines; beyond the smallest it is cut with an ellipsis. */
async function fitted(type: Typesetter, text: string, style: Style, room: number, sizes: number[], most: number) {
  const whole = await type.line(text, style)
  for (let count = 1; count <= most; count++) {
    // A second line is better than a name in small print, but only once the first sizes have been tried.
    const tried = count < most ? sizes.slice(0, Math.ceil(sizes.length / 2)) : sizes
    for (const size of tried) {
      if (whole.width * size > room * count) continue
      const texts = count === 1 ? [text] : await broken(type, text, style, room / size, count)
      if (texts) return { size, lines: await Promise.all(texts.map((part) => type.line(part, style))) }
    }
  }
  const size = sizes.at(-1)!
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
  const share = (room * most * 0.9) / (whole.width * size)
  const cut = `${letters
    .slice(0, Math.floor(letters.length * Math.min(1, share)))
    .join('')
    .trimEnd()}…`
  const texts = (await broken(type, cut, style, room / size, most + 1)) ?? [cut]
  return { size, lines: await Promise.all(texts.map((part) => type.line(part, style))) }
}

/** The text in lines no wider than `room`, broken where its language breaks; null where that needs more than `most`. */
async function broken(
  type: Typesetter,
  text: string,
  style: Style,
  room: number,
  most: number,
): Promise<string[] | null> {
  const words = Array.from(
    new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text),
    ({ segment }) => segment,
  )
  const lines = ['']
  for (const word of words) {
    const longer = lines.at(-1)! + word
    if ((await type.line(longer.trimEnd(), style)).width <= room) lines[lines.length - 1] = longer
    else if ((await type.line(word.trim(), style)).width <= room) lines.push(word.trimStart())
    else
      for (const letter of new Intl.Segmenter().segment(word)) await addLetter(type, lines, letter.segment, style, room)
    if (lines.length > most) return null
  }
  return lines.map((line) => line.trim()).filter(Boolean)
}

async function addLetter(type: Typesetter, lines: string[], letter: string, style: Style, room: number) {
  const longer = lines.at(-1)! + letter
  if ((await type.line(longer, style)).width <= room) lines[lines.length - 1] = longer
  else lines.push(letter)
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

async function readImage(document: PDFDocument, bytes: Uint8Array): Promise<PDFImage | null> {
  try {
    if (bytes[0] === 0x89 && bytes[1] === 0x50) return await document.embedPng(bytes)
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return await document.embedJpg(bytes)
  } catch {
    // A picture that cannot be read must not keep a learner from a certificate.
  }
  return null
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

function colourOf(hex: string) {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  const [r = 0.035, g = 0.42, b = 0.302] = match ? match.slice(1).map((part) => Number.parseInt(part, 16) / 255) : []
  return rgb(r, g, b)
}
