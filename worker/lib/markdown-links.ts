/** A link or an image as it stands in a source. `text` is Markdown; `address` is unescaped, `following` the next signs. */
export type SourceLink = {
  image: boolean
  text: string
  address: string
  title: string
  line: number
  following: string
}
/** `[label]: address "title"`, by label in lower case. */
export type References = Map<string, { address: string; title: string }>
export type Rewritten = { address: string; title?: string } | { text: string } | null

/**
 * Goes through every link, image and `<https://…>` of a Markdown source outside of code. `rewrite` answers with a new address, with text
 * to put in the link's place, or with null to leave it. Reference links are resolved through `references` (labels in lower case) first.
 */
export function rewriteLinks(
  source: string,
  rewrite: (link: SourceLink) => Rewritten,
  references: References = new Map(),
): string {
  let result = ''
  let at = 0
  let isLineStart = true
  let line = 0
  const linesIn = (start: number, end: number) => source.slice(start, end).split('\n').length - 1
  while (at < source.length) {
    const fence: number = isLineStart ? fencedCode(source, at) : 0
    const skip: number = fence || codeSpan(source, at) || escaped(source, at)
    if (skip) {
      result += source.slice(at, at + skip)
      isLineStart = source[at + skip - 1] === '\n'
      line += linesIn(at, at + skip)
      at += skip
      continue
    }
    const link = linkAt(source, at, references)
    if (link) {
      const text = link.image ? link.text : rewriteLinks(link.text, rewrite, references)
      const answer = rewrite({ ...link, line, following: source.slice(link.end, link.end + 40) })
      result += written(link, text, answer, source.slice(at, link.end))
      line += linesIn(at, link.end)
      at = link.end
      isLineStart = false
      continue
    }
    if (source[at] === '\n') line += 1
    isLineStart = source[at] === '\n' || (isLineStart && /[\s>]/.test(source[at]!))
    result += source[at++]
  }
  return result
}

/** Link texts and code spans longer than this are not looked for, so that no text can make us slow. */
const longest = 6_000

/** A link or image that begins at `at`; `end` is the place after it. Null where there is none. */
export type FoundLink = {
  image: boolean
  text: string
  address: string
  title: string
  end: number
  isResolved: boolean
}

function written(link: FoundLink, text: string, answer: Rewritten, original: string) {
  if (answer && 'text' in answer) return answer.text
  if (!answer && !link.isResolved && text === link.text) return original
  const title = (answer && 'title' in answer ? answer.title : undefined) ?? link.title
  return `${link.image ? '!' : ''}[${text}](${writeAddress(answer?.address ?? link.address)}${title ? ` "${title.replace(/["\\]/g, '\\$&')}"` : ''})`
}

export const writeAddress = (address: string) =>
  /[\s<>]/.test(address) || !isBalanced(address)
    ? `<${address.replace(/[<>\n]/g, (sign) => encodeURIComponent(sign))}>`
    : address

function isBalanced(address: string) {
  let depth = 0
  for (const sign of address) {
    if (sign === '(') depth += 1
    if (sign === ')' && --depth < 0) return false
  }
  return depth === 0
}

export function linkAt(source: string, at: number, references: References = new Map()): FoundLink | null {
  const auto = /<((?:https?|mailto):[^\s<>]*)>/y
  auto.lastIndex = at
  const address = source[at] === '<' ? auto.exec(source)?.[1] : undefined
  if (address) return { image: false, text: address, address, title: '', end: auto.lastIndex, isResolved: false }

  const image = source[at] === '!' && source[at + 1] === '['
  if (!image && source[at] !== '[') return null
  const open = at + (image ? 1 : 0)
  const close = closingBracket(source, open)
  if (close === -1) return null
  const text = source.slice(open + 1, close)
  const inline = source[close + 1] === '(' ? destination(source, close + 2) : null
  if (inline) return { image, text, ...inline, isResolved: false }

  const full = /\[([^\]]*)\]/y
  full.lastIndex = close + 1
  const label = full.exec(source)?.[1]
  const reference = references.get(normalLabel(label || text))
  if (!reference || text.startsWith('^')) return null
  return { image, text, ...reference, end: label === undefined ? close + 1 : full.lastIndex, isResolved: true }
}

export const normalLabel = (label: string) => label.trim().replace(/\s+/g, ' ').toLowerCase()

function closingBracket(source: string, open: number) {
  let depth = 0
  for (let at = open; at < Math.min(source.length, open + longest); at += 1) {
    const skip = codeSpan(source, at) || escaped(source, at)
    if (skip) at += skip - 1
    else if (source[at] === '[') {
      if (++depth > 100) return -1
    } else if (source[at] === ']' && --depth === 0) return at
    else if (source[at] === '\n' && /^\n[^\S\n]*\n/.test(source.slice(at, at + 200))) return -1
  }
  return -1
}

function destination(source: string, start: number) {
  const form =
    /\s*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\([^\s()]*\))*\))*))(?:\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\)))?\s*\)/y
  form.lastIndex = start
  const match = form.exec(source)
  if (!match) return null
  const [, angled, plain = '', double, single, round] = match
  const plainOf = (value: string) => value.replace(/\\([!-/:-@[-`{-~])/g, '$1')
  return { address: plainOf(angled ?? plain), title: plainOf(double ?? single ?? round ?? ''), end: form.lastIndex }
}

function codeSpan(source: string, at: number) {
  if (source[at] !== '`' || source[at - 1] === '`') return 0
  const ticks = /`+/y
  ticks.lastIndex = at
  const run = ticks.exec(source)![0]
  const near = source.slice(at, at + longest)
  for (let end = near.indexOf(run, run.length); end !== -1; end = near.indexOf(run, end + 1)) {
    if (near[end - 1] === '`' || near[end + run.length] === '`') {
      while (near[end + 1] === '`') end += 1
      continue
    }
    return /\n[^\S\n]*\n/.test(near.slice(0, end)) ? run.length : end + run.length
  }
  return run.length
}

const escaped = (source: string, at: number) => (source[at] === '\\' && at + 1 < source.length ? 2 : 0)

function fencedCode(source: string, at: number) {
  const open = /[^\S\n]*(?:(?:>|[-*+]|\d{1,9}[.)])[^\S\n]+)*(`{3,}|~{3,})[^\n]*(?:\n|$)/y
  open.lastIndex = at
  const match = open.exec(source)
  const marker = match?.[1]
  if (!match || !marker || (marker[0] === '`' && match[0].replace(/^[^`]*`+/, '').includes('`'))) return 0
  const close = new RegExp(
    `^[^\\S\\n]*(?:>[^\\S\\n]*)*${marker[0] === '`' ? '`' : '~'}{${marker.length},}[^\\S\\n]*$`,
    'm',
  )
  const rest = source.slice(open.lastIndex)
  const end = close.exec(rest)
  return end ? open.lastIndex - at + end.index + end[0].length : source.length - at
}
