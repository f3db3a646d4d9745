/** What runs inside the page: functions that stand alone, because only their text travels. Each answers with faults in words. */

/** One h1, one main part, a skip link that leads there, a title, no scrolling sideways, no broken picture. */
export function frameFaults(): string[] {
  const faults: string[] = []
  const name = (el: Element) => {
    const said = (el.getAttribute('aria-label') ?? el.textContent ?? '').trim().slice(0, 24)
    const classes = el.getAttribute('class')
    return `<${el.tagName.toLowerCase()}${classes ? ` class="${classes}"` : ''}>${said}`
  }
  const shown = (el: Element) => el.checkVisibility({ visibilityProperty: true })
  const headings = [...document.querySelectorAll('h1')].filter(shown).length
  if (headings !== 1) faults.push(`has ${headings} h1`)
  if (document.querySelectorAll('main').length !== 1) faults.push('has not one main')
  if (!document.title.trim()) faults.push('has no title')
  const skip = document.querySelector('a, button')
  const to = skip?.getAttribute('href') ?? ''
  if (!to.startsWith('#') || !document.querySelector(to)) faults.push('does not begin with a skip link that leads on')

  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth + 1) {
    const wide = [...document.body.querySelectorAll('*')].filter((el) => {
      const { left, right, width } = el.getBoundingClientRect()
      return width > 0 && (right > root.clientWidth + 1 || left < -1) && shown(el)
    })
    faults.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth}px: ${wide.slice(-3).map(name).join(' | ')}`)
  }
  for (const img of document.images)
    if (img.complete && img.naturalWidth === 0 && img.loading !== 'lazy' && shown(img))
      faults.push(`shows no picture ${name(img)} ${new URL(img.src).pathname}`)
  return faults
}

/** With the spacing of WCAG 1.4.12 nothing scrolls sideways and no words are cut. */
export function spacingFaults(): string[] {
  const faults: string[] = []
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
  )
  const cutBefore = new Set(cut())
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth + 1)
    faults.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth}px with wide text spacing`)
  for (const el of cut()) {
    if (cutBefore.has(el)) continue
    faults.push(`cuts words with wide text spacing: <${el.tagName.toLowerCase()} class="${el.className}">`)
  }
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
  return faults.slice(0, 5)

  function cut(): Element[] {
    return [...document.body.querySelectorAll('*')].filter((el) => {
      if (!el.checkVisibility() || !el.textContent?.trim() || el.closest('.visually-hidden, svg, select, textarea'))
        return false
      const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(el)
      const hidesX = overflowX === 'hidden' || overflowX === 'clip'
      const hidesY = overflowY === 'hidden' || overflowY === 'clip'
      if (textOverflow === 'ellipsis' || webkitLineClamp !== 'none') return false // shortened on purpose
      return (hidesX && el.scrollWidth > el.clientWidth + 2) || (hidesY && el.scrollHeight > el.clientHeight + 2)
    })
  }
}

/** Walks what Tab would stop at: a ring shows at each stop, and nothing that floats lies over it. */
export function focusFaults(): string[] {
  const faults: string[] = []
  const name = (el: Element) => {
    const said = (el.getAttribute('aria-label') ?? el.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 30)
    return `<${el.tagName.toLowerCase()} class="${el.className}" name="${el.getAttribute('name') ?? ''}">${said}`
  }
  const candidates = 'a[href], button, input, select, textarea, summary, [tabindex="0"], video[controls], iframe'
  const stops = [...document.querySelectorAll<HTMLElement>(candidates)].filter(
    (el) =>
      el.tabIndex >= 0 &&
      !el.matches(':disabled, [type=hidden]') &&
      !el.closest('[inert]') &&
      el.checkVisibility({ visibilityProperty: true }),
  )
  // Of many rows that are alike the first ones stand for all.
  const alike = new Map<string, number>()
  for (const el of stops) {
    const kind = `${el.tagName}.${el.className}.${el.parentElement?.className}.${el.closest('tr, li, section, form')?.className}`
    const times = alike.get(kind) ?? 0
    alike.set(kind, times + 1)
    if (times >= 3) continue
    ;(document.activeElement as HTMLElement | null)?.blur()
    const around = [
      el,
      el.parentElement,
      el.parentElement?.parentElement,
      el.nextElementSibling,
      el.previousElementSibling,
      el.closest('label'),
      el.closest('fieldset, form'),
    ].filter((one): one is HTMLElement | SVGElement => one instanceof HTMLElement || one instanceof SVGElement)
    const before = around.map(ring)
    el.focus()
    if (document.activeElement !== el) continue
    if (!el.matches(':focus-visible') || !around.some((one, i) => ring(one) !== before[i]))
      faults.push(`shows no focus at ${name(el)}`)
    const lid = lidOver(el)
    if (lid) faults.push(`hides the focus at ${name(el)} under ${name(lid).slice(0, 60)}`)
  }
  ;(document.activeElement as HTMLElement | null)?.blur()
  scrollTo(0, 0)
  return faults.slice(0, 8)

  function ring(el: Element): string {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, translate } = getComputedStyle(el)
    const outline = outlineStyle === 'none' || parseFloat(outlineWidth) < 1 ? 'none' : outlineWidth + outlineColor
    return [outline, boxShadow, borderColor, translate].join(' ')
  }

  /** What lies over the stop and stays there when the page scrolls. Of a long text it is enough that some of it is in sight. */
  function lidOver(el: HTMLElement): Element | null {
    const { left, top, width, height } = el.getBoundingClientRect()
    if (width < 4 || height < 4) return null
    const heights = height > 200 ? [0.02, 0.25, 0.5, 0.75, 0.98] : [0.5]
    const lids = heights.map((share) => lidAt(el, left + width / 2, top + height * share))
    return lids.every(Boolean) ? lids[0]! : null
  }

  function lidAt(el: Element, x: number, y: number): Element | null {
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return document.documentElement
    const over = document.elementFromPoint(x, y)
    if (!over || el.contains(over) || over.contains(el)) return null
    for (let one: Element | null = over; one && !one.contains(el); one = one.parentElement)
      if (/sticky|fixed/.test(getComputedStyle(one).position)) return one
    return null
  }
}
