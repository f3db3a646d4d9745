import MarkdownIt, {
  type Env,
  type MarkdownIt as Renderer,
  type StateCore,
  type StateInline,
  type Token,
} from 'markdown-it'
import footnotes from 'markdown-it-footnote'
import { type Attributes, readAttributes } from './attributes'
import { gridTablePlugin } from './markdown-grid'
import { mathsPlugin } from './markdown-maths'
import { readReference } from './references'
import { isInside, sanitizeHtml } from './sanitize'

export type RenderOptions = {
  /** Keeps footnote ids of several texts on one page apart. */
  name?: string
  /** Heading ids already taken on the page; the new ones are added. */
  slugs?: Set<string>
}

/** Markdown (CommonMark, tables, footnotes, maths; raw HTML stays text) to safe HTML. */
export function renderMarkdown(markdown: string, { name, slugs = new Set() }: RenderOptions = {}): string {
  const env: Env = { slugs, ...(name ? { docId: name } : {}) }
  return sanitizeHtml(renderer.render(markdown, env)).trim()
}

/** One line: no paragraphs, lists or headings. */
export const renderInline = (markdown: string): string =>
  sanitizeHtml(renderer.renderInline(markdown, { slugs: new Set() }))

/** What people say to each other: emphasis, code, lists, quotes and links. No headings, tables or pictures; a line ends where they end it. */
export const renderMessage = (markdown: string): string =>
  sanitizeHtml(messageRenderer.render(markdown, { slugs: new Set() })).trim()

/** What one reads, without marks: for search, summaries and titles. */
export function plainText(markdown: string): string {
  const lines: string[] = []
  for (const token of renderer.parse(markdown, { slugs: new Set() })) {
    if (token.type === 'inline') lines.push(inlineText(token))
    else if (token.type === 'fence' || token.type === 'code_block' || token.type === 'maths_block')
      lines.push(token.content)
  }
  return lines
    .join('\n')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

/** As `plainText`, for one line: `1. ` at its start is no list. */
export const plainLine = (markdown: string): string => {
  const [inline] = renderer.parseInline(markdown, { slugs: new Set() })
  return inline ? inlineText(inline).replace(/\s+/g, ' ').trim() : ''
}

/** The tokens as the page would have them: with `map`, so that a line of the source can be named. */
export const parseMarkdown = (markdown: string): Token[] => renderer.parse(markdown, { slugs: new Set() })

export const inlineText = (token: Token): string =>
  (token.children ?? [])
    .map((child) => {
      if (child.type === 'softbreak' || child.type === 'hardbreak') return ' '
      if (child.type === 'image') return altOf(child)
      return child.type === 'text' || child.type === 'code_inline' || child.type === 'maths_inline' ? child.content : ''
    })
    .join('')

/** What an image says: `{alt="…"}` behind it, else what stands in its brackets. */
export const altOf = (image: Token): string => (image.meta as Attributes | null)?.values?.alt ?? image.content

/** As GitHub makes them: letters and digits of any script, hyphens for spaces. */
export const slugOf = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
    .slice(0, 100)

export const headingId = (slug: string) => `h-${slug}`

const inlineTags = /^<\/?(?:kbd|sub|sup|mark|u|s|small|ins|del|q|cite|var|samp|b|i|em|strong|bdi)>|^<br ?\/?>/i

const renderer = new MarkdownIt({ html: false, linkify: true, typographer: false })
  .use(footnotes)
  .use(mathsPlugin)
  .use(gridTablePlugin)
  .use(attributesPlugin)
  .use(headingsPlugin)
  .use(taskListPlugin)
  .use(linksPlugin)

const messageRenderer = new MarkdownIt({ html: false, linkify: true, typographer: false, breaks: true })
  .disable(['heading', 'lheading', 'table', 'hr', 'image', 'reference', 'code'])
  .use((md) => md.linkify.set({ fuzzyLink: false, fuzzyEmail: false }))
  .use(linksPlugin)

function attributesPlugin(md: Renderer) {
  // Bare names such as `guacamole.md` or `setup.py` are files far more often than hosts.
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
  md.inline.ruler.after('image', 'attributes', (state: StateInline, silent) => {
    if (state.src[state.pos] !== '{' || state.pending !== '') return false
    const last = state.tokens.at(-1)
    if (!last || !['image', 'link_close', 'code_inline'].includes(last.type)) return false
    const read = readAttributes(state.src, state.pos)
    if (!read || read.end > state.posMax) return false
    if (!silent) last.meta = { ...last.meta, ...read.attributes }
    state.pos = read.end
    return true
  })
  md.inline.ruler.before('autolink', 'safe_tag', (state: StateInline, silent) => {
    const match = state.src[state.pos] === '<' && inlineTags.exec(state.src.slice(state.pos, state.pos + 12))
    if (!match) return false
    if (!silent) state.push('html_inline', '', 0).content = match[0].toLowerCase()
    state.pos += match[0].length
    return true
  })
}

function headingsPlugin(md: Renderer) {
  md.core.ruler.after('block', 'heading_attributes', (state: StateCore) => {
    for (const [index, token] of state.tokens.entries()) {
      const inline = state.tokens[index + 1]
      if (token.type !== 'heading_open' || !inline) continue
      const open = inline.content.lastIndexOf('{')
      const read = open === -1 ? null : readAttributes(inline.content, open)
      if (!read || read.end !== inline.content.length) continue
      inline.content = inline.content.slice(0, open).trimEnd()
      token.meta = read.attributes
    }
  })
  md.core.ruler.after('inline', 'heading_ids', (state: StateCore) => {
    const taken = (state.env.slugs ?? new Set()) as Set<string>
    for (const [index, token] of state.tokens.entries()) {
      if (token.type !== 'heading_open' && token.type !== 'heading_close') continue
      if (token.tag === 'h1') token.tag = 'h2' // the page's one h1 is the lesson's title
      if (token.type === 'heading_close') continue
      const wanted = slugOf((token.meta as Attributes | null)?.id || inlineText(state.tokens[index + 1]!)) || 'section'
      let slug = wanted
      for (let count = 1; taken.has(slug); count += 1) slug = `${wanted}-${count}`
      taken.add(slug)
      token.attrSet('id', headingId(slug))
    }
  })
}

function taskListPlugin(md: Renderer) {
  md.core.ruler.after('inline', 'task_lists', (state: StateCore) => {
    for (const [index, token] of state.tokens.entries()) {
      const first = token.children?.[0]
      if (token.type !== 'inline' || first?.type !== 'text' || state.tokens[index - 2]?.type !== 'list_item_open')
        continue
      first.content = first.content.replace(/^\[ \] /, '☐ ').replace(/^\[[xX]\] /, '☑ ')
    }
  })
}

function linksPlugin(md: Renderer) {
  md.validateLink = (address) =>
    /^(?:https?:|mailto:|media:|item:|path:)/i.test(address) || isInside(address) || isRelative(address)
  const { rules } = md.renderer
  // What may scroll sideways must be reachable by keys.
  const scroll = '<div class="scroll" tabindex="0">'
  for (const name of ['table', 'grid_table']) {
    rules[`${name}_open`] = () => `${scroll}\n<table>\n`
    rules[`${name}_close`] = () => '</table>\n</div>\n'
  }
  for (const name of ['fence', 'code_block'] as const) {
    const plain = rules[name]!
    rules[name] = (...given) => plain(...given).replace(/^<pre/, '<pre tabindex="0"')
  }
  rules.link_open = (tokens, index, options, _env, self) => {
    const token = tokens[index]!
    const address = pageAddress(String(token.attrGet('href') ?? ''))
    if (address) token.attrSet('href', address)
    else token.attrs = []
    return self.renderToken(tokens, index, options)
  }
  rules.image = (tokens, index) => {
    const token = tokens[index]!
    const alt = md.utils.escapeHtml(altOf(token))
    const address = pageAddress(String(token.attrGet('src') ?? ''))
    if (!address || address.startsWith('#')) return `<span class="unresolved">${alt}</span>`
    const title = token.attrGet('title')
    return `<img src="${md.utils.escapeHtml(address)}" alt="${alt}"${title ? ` title="${md.utils.escapeHtml(String(title))}"` : ''} loading="lazy" decoding="async">`
  }
  for (const name of ['th_open', 'td_open'] as const)
    rules[name] = (tokens, index, options, _env, self) => {
      const token = tokens[index]!
      const side = /text-align:\s*(\w+)/.exec(String(token.attrGet('style') ?? ''))?.[1]
      token.attrs = (token.attrs ?? []).filter(([key]) => key !== 'style')
      if (side && side !== 'left') token.attrSet('class', `align-${side === 'right' ? 'end' : side}`)
      if (token.tag === 'th') token.attrSet('scope', 'col')
      return self.renderToken(tokens, index, options)
    }
}

const isRelative = (address: string) => !/^[a-z][a-z0-9+.-]*:/i.test(address) && !/^[/\\]{2}|^\/\\/.test(address)

/** Where a link of the content leads on our pages; null for what an import has not put in its place. */
function pageAddress(address: string): string | null {
  if (address.startsWith('#')) return address.length > 1 ? `#${headingId(slugOf(safeDecode(address.slice(1))))}` : null
  const reference = readReference(address)
  if (reference && !reference.id) return null
  if (reference?.kind === 'media') return `/media/${encodeURIComponent(reference.id)}`
  if (reference?.kind === 'item') {
    const fragment = reference.fragment && `#${headingId(slugOf(safeDecode(reference.fragment)))}`
    return `/items/${encodeURIComponent(reference.id)}${fragment}`
  }
  return reference || !(isInside(address) || /^(?:https?|mailto):/i.test(address)) ? null : address
}

function safeDecode(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
