/**
 * What Word, Google Docs and the like put on the clipboard, as plain HTML: their lists that are no lists become some, comments,
 * styles and empty paragraphs go. What remains the editor's own schema sifts once more, and the server after it.
 */
export function fromWord(html: string): string {
  const page = new DOMParser().parseFromString(html.replace(/<!--[\s\S]*?-->|<\/?o:[^>]*>/g, ''), 'text/html')
  for (const element of page.querySelectorAll('style, script, meta, link, title, xml')) element.remove()
  listsFromWord(page)
  for (const element of page.querySelectorAll('h1')) rename(element, 'h2')
  for (const element of page.querySelectorAll<HTMLElement>('b, strong')) {
    // Google Docs wraps everything into a <b> that is none.
    if (/normal/.test(element.style.fontWeight)) element.replaceWith(...element.childNodes)
  }
  for (const element of page.querySelectorAll<HTMLElement>('span')) {
    if (/^(?:bold|[6-9]00)$/.test(element.style.fontWeight)) rename(element, 'strong')
    else if (element.style.fontStyle === 'italic') rename(element, 'em')
  }
  for (const element of page.querySelectorAll('p')) {
    if (!element.textContent?.replace(/\u00a0/g, '').trim() && !element.querySelector('br, img')) element.remove()
  }
  for (const element of page.body.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) if (!['href', 'start'].includes(name)) element.removeAttribute(name)
  }
  return page.body.innerHTML
}

/** Word writes a list as paragraphs with a level and a sign. */
function listsFromWord(page: Document) {
  let list: HTMLElement | null = null
  for (const line of [...page.querySelectorAll<HTMLElement>('p')]) {
    const isItem = /mso-list:\s*l\d+/i.test(line.getAttribute('style') ?? '') || /MsoListParagraph/.test(line.className)
    if (!isItem) {
      list = null
      continue
    }
    const sign = line.querySelector<HTMLElement>('[style*="mso-list"]') ?? line.firstElementChild
    const isNumbered = /^\s*(?:\d+|[a-z])[.)]/i.test(line.textContent ?? '')
    if (sign && sign.textContent!.trim().length < 5) sign.remove()
    const item = page.createElement('li')
    item.append(...line.childNodes)
    if (!list || line.previousElementSibling !== list) {
      list = page.createElement(isNumbered ? 'ol' : 'ul')
      line.before(list)
    }
    list.append(item)
    line.remove()
  }
}

function rename(element: Element, name: string) {
  const other = element.ownerDocument.createElement(name)
  other.append(...element.childNodes)
  element.replaceWith(other)
}
