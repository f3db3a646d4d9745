/** Word writes a list as paragraphs with a level and a sign: `mso-list:l0 level2 lfo1`. */
export function listsFromWord(page: Document) {
  /** The lists that are open, the outermost first. */
  let open: { element: HTMLElement; id: string }[] = []
  let last: Element | null = null
  for (const line of page.querySelectorAll('p')) {
    const style = line.getAttribute('data-style') ?? ''
    const [, id = '', deep = '1'] = /mso-list:\s*(l\d+)(?:\s+level(\d))?/i.exec(style) ?? []
    if (!id && !/MsoListParagraph|MsoListBullet|MsoListNumber/.test(line.className)) continue
    if (last && line.previousElementSibling !== last) open = []
    const sign = takeSign(line)
    const level = Number(deep)
    const number = /^(?:(\d+)|[a-z]+)[.)]/i.exec(sign)
    const name = number ? 'ol' : 'ul'
    open = open.slice(0, level)
    const same = open[level - 1]
    if (same && same.element.localName !== name && level === 1) open = []
    else if (same && (same.id !== id || same.element.localName !== name)) open.pop()
    while (open.length < level) {
      const element = page.createElement(name)
      if (Number(number?.[1] ?? 1) > 1 && open.length === level - 1) element.setAttribute('start', number![1]!)
      const inside = open.at(-1)?.element.lastElementChild
      if (inside) inside.append(element)
      else if (open.length) open.at(-1)!.element.append(element)
      else line.before(element)
      open.push({ element, id })
    }
    const item = page.createElement('li')
    item.append(...line.childNodes)
    open.at(-1)!.element.append(item)
    line.remove()
    last = open[0]!.element
  }
}

/** The bullet or number that stands before the words. */
function takeSign(line: Element): string {
  const sign = line.querySelector('[data-style*="mso-list"]') ?? line.firstElementChild
  const text = sign?.textContent?.trim() ?? ''
  if (!sign || text.length > 5 || text === line.textContent?.trim()) return ''
  sign.remove()
  return text
}
