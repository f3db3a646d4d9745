import { type PDFDocumentProxy, type PDFPageProxy, TextLayer } from 'pdfjs-dist'
import { linksOf } from './links'

/** More is refused by phones. */
const MOST_PIXELS = 16_000_000

export type Fit = { width: number; height: number | null; zoom: number }

/** Points to pixels: as wide as there is room, and as high where it must be seen whole. */
function scaleOf(page: PDFPageProxy, { width, height, zoom }: Fit) {
  const whole = page.getViewport({ scale: 1 })
  return Math.min(width / whole.width, height === null ? Number.POSITIVE_INFINITY : height / whole.height) * zoom
}

/** One page as an element: its picture, above it its words to select and read aloud, and its links. */
export async function sheetOf(
  pdf: PDFDocumentProxy,
  page: PDFPageProxy,
  fit: Fit,
  { goTo, noText }: { goTo: (number: number) => void; noText: string },
): Promise<HTMLElement> {
  const scale = scaleOf(page, fit)
  const viewport = page.getViewport({ scale })
  const sheet = document.createElement('div')
  sheet.className = 'doc-sheet'
  sheet.dataset.sheet = String(page.pageNumber)
  sheet.dir = 'ltr'
  sheet.style.inlineSize = `${Math.floor(viewport.width)}px`
  sheet.style.blockSize = `${Math.floor(viewport.height)}px`
  sheet.style.setProperty('--total-scale-factor', String(scale * page.userUnit))
  const canvas = document.createElement('canvas')
  canvas.setAttribute('aria-hidden', 'true')
  const sharpness = Math.min(devicePixelRatio, Math.sqrt(MOST_PIXELS / (viewport.width * viewport.height)))
  canvas.width = Math.floor(viewport.width * sharpness)
  canvas.height = Math.floor(viewport.height * sharpness)
  const words = document.createElement('div')
  words.className = 'doc-words'
  const [text, links] = await Promise.all([
    page.getTextContent(),
    linksOf(pdf, page, viewport, goTo),
    page.render({ canvas, viewport, transform: [sharpness, 0, 0, sharpness, 0, 0] }).promise,
  ])
  await new TextLayer({ textContentSource: text, container: words, viewport }).render()
  if (!words.textContent?.trim()) {
    words.setAttribute('role', 'img')
    words.setAttribute('aria-label', noText)
  }
  sheet.append(canvas, words, ...links)
  return sheet
}
