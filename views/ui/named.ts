/** A link of the error summary, as `ErrorSummary` writes it: `data-names` is the id of its field. */
const link = /<b data-names="([^"]*)"><\/b>/g

/** What somebody else chose, as `Shown` writes it: the name of the field and the value, which stands for one of its options. */
const choice = /(<bdi class="stale-theirs") data-says="([^"=]*)=([^"]*)">([^<]*)/g

/**
 * Puts the field's label before each sentence of an error summary: "Attempts: Give a whole number". The summary stands first and
 * a field says its label, and its options' words, only where it stands, so they are filled in when the whole form is written.
 */
export function namedIn(html: string): string {
  if (!html.includes('data-names=')) return html
  return html
    .replace(link, (_, id: string) => {
      const label = labelOf(html, id)
      return label ? `<b>${label}</b>: ` : ''
    })
    .replace(choice, (_, start, name, value, said) => `${start}>${optionOf(html, name, value) ?? said}`)
}

/** The words of an option of a list, or beside a radio button. */
function optionOf(html: string, name: string, value: string) {
  const list = between(html, html.search(new RegExp(`<select[^>]* name="${escaped(name)}"`)), '</select>')
  if (list !== null) return list.match(new RegExp(`<option value="${escaped(value)}"[^>]*>([^<]*)`))?.[1]
  const button = html.search(new RegExp(`<input type="radio" name="${escaped(name)}" value="${escaped(value)}"`))
  return button < 0 ? undefined : html.slice(button).match(/<b>([^<]*)<\/b>/)?.[1]
}

function labelOf(html: string, id: string) {
  const found =
    between(html, html.indexOf(`<label for="${id}"`), '</label>') ??
    between(html, html.indexOf(`<label class="check" for="${id}"`), '</label>') ??
    between(html, legendOf(html, html.search(new RegExp(`<fieldset[^>]* id="${escaped(id)}"`))), '</legend>')
  const words = found
    ?.replace(/<span class="optional">.*?<\/span>|<small>.*?<\/small>/gs, '')
    .replace(/<[^>]*>/g, '')
    .trim()
  return words?.replace(/[:?？：]$/, '') || null
}

function between(html: string, start: number, end: string) {
  if (start < 0) return null
  const open = html.indexOf('>', start)
  const close = html.indexOf(end, open)
  return open < 0 || close < 0 ? null : html.slice(open + 1, close)
}

const legendOf = (html: string, fieldset: number) => (fieldset < 0 ? -1 : html.indexOf('<legend', fieldset))
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
