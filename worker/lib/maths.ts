import temml from 'temml'

/** TeX to MathML. What cannot be read is shown as it was typed, marked as an error, and never throws. */
export function renderMaths(tex: string, display: boolean): string {
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
    return `<code class="language-tex">${escapeHtml(tex)}</code>`
  }
}

const escapeHtml = (value: string) => value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
