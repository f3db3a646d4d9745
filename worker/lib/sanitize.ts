import sanitize from 'sanitize-html'

/** Ids that we make ourselves: `h-` headings, `fn` and `fnref` footnotes. Every other id could shadow a name in the page. */
const ownId = /^(?:h-[\p{L}\p{N}_-]{1,120}|fn(?:ref)?[a-z0-9:-]{1,60})$/u

const text =
  'p br hr h2 h3 h4 h5 h6 strong em b i u s del ins mark sub sup kbd code samp var small q cite abbr blockquote pre ul ol li dl dt dd'
const media = 'a img figure figcaption table caption thead tbody tfoot tr th td section span div bdi'
const maths =
  'math semantics mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd none'
const mathsAttributes =
  'display displaystyle scriptlevel mathvariant stretchy fence separator form lspace rspace minsize maxsize largeop movablelimits accent accentunder columnalign rowalign columnspacing rowspacing columnlines rowlines columnspan rowspan linethickness width height depth voffset notation symmetric'

const options: sanitize.IOptions = {
  allowedTags: `${text} ${media} ${maths}`.split(' '),
  allowedAttributes: {
    '*': ['id', 'lang', 'dir', 'title', 'aria-label', 'aria-hidden'],
    a: ['href', 'rel', 'class'],
    img: ['src', 'alt', 'width', 'height', 'loading', 'decoding'],
    ol: ['start', 'class', 'reversed', 'type'],
    th: ['colspan', 'rowspan', 'scope', 'class'],
    td: ['colspan', 'rowspan', 'class'],
    ...Object.fromEntries(
      ['code', 'pre', 'sup', 'section', 'li', 'ul', 'span', 'div', 'hr'].map((tag) => [tag, ['class', 'tabindex']]),
    ),
    ...Object.fromEntries(maths.split(' ').map((tag) => [tag, mathsAttributes.split(' ')])),
  },
  allowedClasses: {
    '*': ['language-*', 'align-*', 'footnote*', 'task-list*', 'tml-*', 'maths', 'unresolved', 'scroll'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowedSchemesAppliedToAttributes: ['href', 'src', 'cite'],
  allowProtocolRelative: false,
  nestingLimit: 60,
  transformTags: { '*': keepSafe, h1: (_tag, attributes) => keepSafe('h2', attributes) },
}

function keepSafe(tagName: string, attributes: sanitize.Attributes): sanitize.Tag {
  const attribs = { ...attributes }
  if (attribs.id !== undefined && !ownId.test(attribs.id)) delete attribs.id
  if (attribs.tabindex !== '0') delete attribs.tabindex
  if (tagName === 'a' && attribs.href !== undefined && !isInside(attribs.href)) attribs.rel = 'noopener nofollow ugc'
  return { tagName, attribs }
}

/** A path or a fragment of our own pages; browsers read `\` as `/`, so `/\host` is another site. */
export const isInside = (address: string) => /^(?:#|\/(?![/\\]))/.test(address) && !/[\t\n\r]/.test(address)

/** HTML of others made safe for our pages: an allowlist of elements (MathML too), no scripts, no styles, no ids but ours, no htmx. */
export const sanitizeHtml = (html: string): string => sanitize(html, options)
