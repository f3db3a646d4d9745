/** What stands in braces behind an image, a heading or a fence: `{#id .class key="value"}` (pandoc), `{: .class}` (kramdown). */
export type Attributes = { id: string; classes: string[]; values: Record<string, string> }

/** Reads braces that open at `start`; null where they hold anything else, so that ordinary text with braces stays text. */
export function readAttributes(source: string, start = 0): { attributes: Attributes; end: number } | null {
  if (source[start] !== '{') return null
  const attributes: Attributes = { id: '', classes: [], values: {} }
  const part =
    /\s*(?:\.([\w-]+)|#([^\s{}.#]+)|([\w:-]+)=(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s{}"']+)))(?=[\s}])/sy
  let at = start + 1
  if (source[at] === ':') at += 1
  let count = 0
  for (; ; count += 1) {
    part.lastIndex = at
    const match = part.exec(source)
    if (!match) break
    const [whole, className, id, key, double, single, bare] = match
    if (className) attributes.classes.push(className)
    else if (id) attributes.id = id
    else if (key) attributes.values[key] = (double ?? single ?? bare ?? '').replace(/\\(["'\\])/g, '$1')
    at += whole.length
  }
  const close = /\s*\}/y
  close.lastIndex = at
  if (count === 0 || !close.test(source)) return null
  return { attributes, end: close.lastIndex }
}

/** The same braces again; empty where there is nothing to say. Values stay on one line. */
export function writeAttributes(
  classes: string[],
  values: Record<string, string | number | boolean | null | undefined>,
) {
  const parts = classes.map((name) => `.${name}`)
  for (const [key, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === false) continue
    parts.push(`${key}="${String(value).replace(/\s+/g, ' ').replace(/["\\]/g, '\\$&')}"`)
  }
  return parts.length ? `{${parts.join(' ')}}` : ''
}
