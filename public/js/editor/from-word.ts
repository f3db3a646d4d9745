import { listsFromWord } from './word-lists'

/**
 * What Word, Google Docs, LibreOffice and the like put on the clipboard, as plain HTML: their lists that are no lists become some,
 * comments, styles, pictures and empty paragraphs go. What remains the editor's own schema sifts once more, and the server after it.
 */
export function fromWord(html: string): string {
  // Our own text, copied within the editor.
  if (html.includes('data-pm-slice')) return html
  const page = readInert(html)
  for (const element of page.querySelectorAll('script, meta, link, title, xml, img')) element.remove()
  listsFromWord(page)
  readStyles(page)
  evenHeadings(page)
  dropEmpty(page)
  for (const element of page.body.querySelectorAll('*')) {
    for (const { name } of [...element.attributes])
      if (!['href', 'start', 'colspan', 'rowspan'].includes(name)) element.removeAttribute(name)
  }
  return page.body.innerHTML
}

/** As `data-style`, because the page's policy lets no style attribute be read, not even here. */
export function readInert(html: string): Document {
  const bare = html.replace(/<style[\s\S]*?<\/style>|<!--[\s\S]*?-->|<!\[[^>]*>|<\/?o:[^>]*>/gi, '')
  return new DOMParser().parseFromString(bare.replace(/(<[^<>]*?\s)style(?=\s*=)/gi, '$1data-style'), 'text/html')
}

/** What styles mean: bold and italic words, titles and quotes. */
function readStyles(page: Document) {
  const styleOf = (element: Element) => element.getAttribute('data-style') ?? ''
  for (const element of page.querySelectorAll('b, strong')) {
    // Google Docs wraps everything into a <b> that is none.
    if (/font-weight:\s*(?:normal|400)/i.test(styleOf(element))) element.replaceWith(...element.childNodes)
  }
  for (const element of page.querySelectorAll('span')) {
    const style = styleOf(element)
    const names = [
      ...(/font-weight:\s*(?:bold|[6-9]00)/i.test(style) ? ['strong'] : []),
      ...(/font-style:\s*italic/i.test(style) ? ['em'] : []),
      ...(/text-decoration[^;]*line-through/i.test(style) ? ['s'] : []),
    ]
    for (const name of names) wrapInside(element, name)
  }
  for (const element of page.querySelectorAll('p.MsoTitle')) rename(element, 'h1')
  for (const element of page.querySelectorAll('p.MsoQuote, p.MsoIntenseQuote')) rename(element, 'blockquote')
}

/** The lesson's own title is the first heading; below the fourth there is none. */
function evenHeadings(page: Document) {
  for (const element of page.querySelectorAll('h1')) rename(element, 'h2')
  for (const element of page.querySelectorAll('h5, h6')) rename(element, 'h4')
  for (const element of page.querySelectorAll(':is(h2, h3, h4) :is(b, strong)'))
    element.replaceWith(...element.childNodes)
}

function dropEmpty(page: Document) {
  for (const element of page.querySelectorAll('p, h2, h3, h4, b, strong, i, em')) {
    if (!element.textContent?.replace(/\u00a0/g, '').trim()) element.remove()
  }
  for (const element of page.querySelectorAll('br')) {
    const isBetween = element.parentElement === page.body && page.body.querySelector('p, h2, h3, ul, ol, table')
    const isLast = !element.nextSibling && element.parentElement?.matches('p, li, td, th, h2, h3, h4')
    if (isBetween || isLast) element.remove()
  }
}

function wrapInside(element: Element, name: string) {
  const inner = element.ownerDocument.createElement(name)
  inner.append(...element.childNodes)
  element.append(inner)
}

function rename(element: Element, name: string) {
  const other = element.ownerDocument.createElement(name)
  other.append(...element.childNodes)
  element.replaceWith(other)
}
