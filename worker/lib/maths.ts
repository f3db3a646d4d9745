import temml from 'temml'

/** TeX to MathML. What cannot be read is shown as it was typed, marked as code, and never throws. */
export const renderMaths = (tex: string, display: boolean): string =>
  readMaths(tex, display) ?? `<code class="language-tex">${escapeHtml(tex)}</code>`

/** TeX to MathML; null where it cannot be read. */
export function readMaths(tex: string, display: boolean): string | null {
  try {
    return temml.renderToString(tex, {
      displayMode: display,
      throwOnError: true,
      trust: false,
      maxSize: [50, 50],
      maxExpand: 300,
      annotate: false,
    })
  } catch {
    return null
  }
}

const escapeHtml = (value: string) => value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
