const kept = new Set('p h2 h3 h4 ul ol li strong em s code pre blockquote a br hr u'.split(' '))

/**
 * Whether the editor in the browser can hold this html without losing any of it. Tables, footnotes, formulas and pictures in the
 * middle of a text are edited as Markdown.
 */
export function isRich(html: string): boolean {
  for (const [, name, attributes = ''] of html.matchAll(/<([a-z][a-z0-9]*)([^>]*)>/gi)) {
    if (!kept.has(name!.toLowerCase())) return false
    if (/\b(?:start|reversed|colspan|lang|dir|title)=/.test(attributes)) return false
  }
  return !/[☐☑]/.test(html)
}
