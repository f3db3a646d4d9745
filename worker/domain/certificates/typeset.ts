import fontkit, { type Font } from '@cantoo/fontkit'
import * as operators from '@cantoo/pdf-lib'
import {
  type Color,
  type PDFDocument,
  type PDFFont,
  PDFHexString,
  PDFName,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
} from '@cantoo/pdf-lib'
import makeBidi from 'bidi-js'
import { facesFor, type Style, scriptOf } from './faces'

/** Bytes of a font by its name in `public/fonts/certificates`, without `.woff`. */
export type LoadFont = (face: string) => Promise<Uint8Array>

type Face = { font: Font; embedded: PDFFont }
type Piece = { face: Face; text: string; level: number }
/** A line ready to draw: glyph codes of embedded fonts, with their places in units of the size, from the left. */
export type Line = { text: string; glyphs: { font: PDFFont; code: string; x: number; y: number }[]; width: number }

export type Typesetter = {
  /** `width` is in units of the size: times the size it is points. */
  line(text: string, style: Style): Promise<Line>
  draw(page: PDFPage, line: Line, at: { x: number; y: number; size: number; color: Color; spacing?: number }): void
}

const bidi = makeBidi()
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Sets text of any script: bidirectional order (UAX 9), shaping and marks by the font, one embedded subset a face. */
export function typesetter(document: PDFDocument, locale: string, loadFont: LoadFont): Typesetter {
  const faces = new Map<string, Promise<Face>>()
  const faceOf = (name: string) => {
    const known = faces.get(name) ?? loadFont(name).then((bytes) => embed(document, bytes))
    faces.set(name, known)
    return known
  }

  async function line(text: string, style: Style): Promise<Line> {
    const pieces = inVisualOrder(await piecesOf(text, style))
    const line: Line = { text, glyphs: [], width: 0 }
    for (const piece of pieces) place(line, piece)
    return line
  }

  async function piecesOf(text: string, style: Style): Promise<Piece[]> {
    const { levels } = bidi.getEmbeddingLevels(text, 'auto')
    const mirrored = bidi.getMirroredCharactersMap(text, levels)
    const pieces: Piece[] = []
    for (const { segment, index } of graphemes.segment(text)) {
      const level = levels[index] ?? 0
      const last = pieces.at(-1)
      const letters = mirrored.get(index) ?? segment
      const face = await faceFor(letters, style, text, last)
      if (last && last.face === face && last.level === level) last.text += letters
      else pieces.push({ face, text: letters, level })
    }
    return pieces
  }

  /** The face of what stands before, where it has the letters: a space or a comma never breaks a run. A picture's space is wide. */
  async function faceFor(letters: string, style: Style, text: string, before: Piece | undefined) {
    const wanted = [...letters].map((letter) => letter.codePointAt(0)!).filter((code) => !isSilent(code))
    const has = (face: Face) => wanted.every((code) => face.font.hasGlyphForCodePoint(code))
    const joins = before && scriptOf(before.text) !== 'emoji' && /^[\p{P}\p{Z}\p{M}]+$/u.test(letters)
    if (joins && has(before.face)) return before.face
    const names = facesFor(letters, style, text, locale)
    for (const name of names) {
      const face = await faceOf(name)
      if (has(face)) return face
    }
    // Of a script that we have no font for, each letter is an empty box: it shows that something stands there.
    return faceOf(names.at(-1)!)
  }

  return { line, draw }
}

async function embed(document: PDFDocument, bytes: Uint8Array): Promise<Face> {
  const font = fontkit.create(bytes) as Font
  // The document asks its font kit to read the bytes: it gets what we have read, so that both speak of the same glyphs.
  document.registerFontkit({ create: () => font } as unknown as Parameters<PDFDocument['registerFontkit']>[0])
  return {
    font,
    embedded: await document.embedFont(bytes, { subset: true, customName: `LYCEUM+${font.postscriptName ?? 'Font'}` }),
  }
}

/** Rule L2 of UAX 9, over pieces. */
function inVisualOrder(pieces: Piece[]): Piece[] {
  const order = [...pieces]
  for (let level = Math.max(0, ...order.map((piece) => piece.level)); level > 0; level--) {
    for (let start = 0; start < order.length; start++) {
      let end = start
      while (end < order.length && order[end]!.level >= level) end++
      if (end > start) order.splice(start, end - start, ...order.slice(start, end).reverse())
      start = end
    }
  }
  return order
}

function place(line: Line, { face, text, level }: Piece) {
  let run = face.font.layout(text)
  let letters = text
  // The font kit goes by script: brackets alone in Hebrew and numbers in Arabic digits run the other way than it thinks.
  if ((level % 2 === 1) !== (run.direction === 'rtl')) {
    letters = Array.from(graphemes.segment(text), ({ segment }) => segment)
      .reverse()
      .join('')
    run = face.font.layout(letters)
  }
  const codes = (face.embedded.encodeText(letters) as PDFHexString).asString().match(/.{4}/g) ?? []
  const em = face.font.unitsPerEm
  run.positions?.forEach((position, index) => {
    const code = codes[index]
    if (code) {
      line.glyphs.push({ font: face.embedded, code, x: line.width + position.xOffset / em, y: position.yOffset / em })
    }
    line.width += position.xAdvance / em
  })
}

const draw: Typesetter['draw'] = (page, line, { x, y, size, color, spacing = 0 }) => {
  const names = new Map<PDFFont, ReturnType<PDFPage['node']['newFontDictionary']>>()
  const nameOf = (font: PDFFont) => {
    const known = names.get(font) ?? page.node.newFontDictionary(font.name, font.ref)
    names.set(font, known)
    return known
  }
  // What copying, searching and reading aloud give: shaped glyphs alone would lose the letters they came from (ISO 32000-1, 14.9.4).
  const said = `<</ActualText ${PDFHexString.fromText(line.text)}>>`
  page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [PDFName.of('Span'), said]))
  page.pushOperators(operators.beginText(), operators.setFillingColor(color))
  line.glyphs.forEach((glyph, index) => {
    page.pushOperators(
      operators.setFontAndSize(nameOf(glyph.font), size),
      operators.setTextMatrix(1, 0, 0, 1, x + glyph.x * size + index * spacing, y + glyph.y * size),
      operators.showText(PDFHexString.of(glyph.code)),
    )
  })
  page.pushOperators(operators.endText(), PDFOperator.of(PDFOperatorNames.EndMarkedContent))
}

/** Joiners, direction marks and variation selectors: they tell how to draw and are not drawn. */
const isSilent = (code: number) =>
  (code >= 0x200b && code <= 0x200f) ||
  code === 0x2060 ||
  code === 0x061c ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  code === 0xad
