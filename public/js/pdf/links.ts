import type { PageViewport, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'

type Annotation = {
  subtype: string
  rect: number[]
  url?: string
  dest?: string | unknown[]
  overlaidText?: string
  contentsObj?: { str: string }
}

/** The links of a page, each over its words: to the web in a tab of its own, within the document by turning to the page. */
export async function linksOf(
  pdf: PDFDocumentProxy,
  page: PDFPageProxy,
  viewport: PageViewport,
  goTo: (number: number) => void,
): Promise<HTMLElement[]> {
  const annotations = (await page.getAnnotations({ intent: 'display' })) as Annotation[]
  return annotations.flatMap((annotation) => {
    const link = annotation.subtype === 'Link' ? linkOf(pdf, annotation, goTo) : null
    if (!link) return []
    const [left = 0, bottom = 0, right = 0, top = 0] = annotation.rect
    const [x1, y1] = viewport.convertToViewportPoint(left, bottom) as [number, number]
    const [x2, y2] = viewport.convertToViewportPoint(right, top) as [number, number]
    link.className = 'doc-link'
    link.style.left = `${Math.min(x1, x2)}px`
    link.style.top = `${Math.min(y1, y2)}px`
    link.style.width = `${Math.abs(x2 - x1)}px`
    link.style.height = `${Math.abs(y2 - y1)}px`
    link.setAttribute('aria-label', annotation.overlaidText || annotation.contentsObj?.str || annotation.url || '↪')
    return [link]
  })
}

function linkOf(pdf: PDFDocumentProxy, { url, dest }: Annotation, goTo: (number: number) => void) {
  if (url && /^(?:https?|mailto):/i.test(url)) {
    const link = document.createElement('a')
    link.href = url
    link.target = '_blank'
    link.rel = 'noopener noreferrer'
    return link
  }
  if (!dest) return null
  const button = document.createElement('button')
  button.type = 'button'
  button.addEventListener('click', async () => {
    const place = typeof dest === 'string' ? await pdf.getDestination(dest) : dest
    const target: unknown = place?.[0]
    if (typeof target === 'number') goTo(target + 1)
    else if (target) goTo((await pdf.getPageIndex(target as { num: number; gen: number })) + 1)
  })
  return button
}
