import { html } from 'hono/html'
import { initials } from '../../worker/lib/text'

type AvatarProps = { name: string; photo?: string | null; large?: boolean }

/**
 * A photo, or initials. The name stands beside it, so it says nothing aloud, and is no text that a link would have to be called by.
 * Like everything that stands in each row of a table it is written with `html`.
 */
export function Avatar({ name, photo, large }: AvatarProps) {
  const size = large ? 72 : 30
  const shape = large ? 'avatar large' : 'avatar'
  return photo
    ? html`<span class="${shape}" aria-hidden="true"><img src="${photo}" alt="" width="${size}" height="${size}" loading="lazy"></span>`
    : html`<span class="${shape}" data-initials="${initials(name)}" aria-hidden="true"></span>`
}

type PersonProps = AvatarProps & {
  /** Where the name leads: a page with more than the card says. */
  href?: string
  /** The person's card. Opens beside the name; beside the picture where the name leads elsewhere. */
  card?: string
  /** What the picture says aloud where it is a link of its own: "Card of Lena". */
  cardLabel?: string
}

/** Avatar and name; names come in any script, hence `bdi`. */
export function Person({ name, photo, href, card, cardLabel = name }: PersonProps) {
  const face = Avatar({ name, photo })
  const said = html`<bdi>${name}</bdi>`
  if (href && card)
    return html`<span class="who"><a href="${card}" aria-label="${cardLabel}" data-card>${face}</a><a href="${href}">${said}</a></span>`
  if (card) return html`<span class="who">${face}<a href="${card}" data-card>${said}</a></span>`
  return html`<span class="who">${face}${href ? html`<a href="${href}">${said}</a>` : said}</span>`
}
