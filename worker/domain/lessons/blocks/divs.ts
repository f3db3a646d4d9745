import { readAttributes } from '../../../lib/attributes'
import { fenceLength } from '../../../lib/fenced-code'
import type { Piece } from './block'
import type { Remark } from './pieces'

type Div = Extract<Piece, { type: 'div' }>
type Run = Extract<Piece, { type: 'text' }>

/**
 * Cuts out fenced divs (`::: name` of pandoc, The Carpentries and Docusaurus), admonitions (`!!! note` and `??? note` of MkDocs), `<details>`
 * and comments. A div closes with the next bare run of colons, however many: nesting is by order, as authors write it.
 */
export function readDivs(markdown: string, firstLine: number, remark: (remark: Remark) => void): (Div | Run)[] {
  const lines = markdown.split('\n')
  const parts: (Div | Run)[] = []
  let run: string[] = []
  let runLine = firstLine
  const endRun = (next: number) => {
    if (run.some((line) => line.trim())) parts.push({ type: 'text', markdown: run.join('\n'), line: runLine })
    run = []
    runLine = firstLine + next
  }
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!
    const fenced = fenceLength(lines, at)
    const taken = fenced
      ? null
      : (commentAt(lines, at) ?? divAt(lines, at) ?? admonitionAt(lines, at) ?? detailsAt(lines, at))
    if (!taken) {
      if (!fenced && isClosing(line)) {
        remark({ kind: 'div-stray', line: firstLine + at, detail: line.trim() })
        run.push('')
        at += 1
        continue
      }
      const count = Math.max(1, fenced)
      run.push(...lines.slice(at, at + count))
      at += count
      continue
    }
    if (taken.remark) remark({ ...taken.remark, line: firstLine + at })
    if (taken.div) {
      endRun(at + taken.length)
      parts.push({ ...taken.div, line: firstLine + at + taken.skip })
      runLine = firstLine + at + taken.length
    } else if (run.length === 0) runLine = firstLine + at + taken.length
    else run.push(...Array(taken.length).fill(''))
    at += taken.length
  }
  endRun(lines.length)
  return parts
}

type Taken = { length: number; skip: number; div: Omit<Div, 'line'> | null; remark?: Omit<Remark, 'line'> }

const isClosing = (line: string) => /^\s*:{3,}\s*$/.test(line)

/** `::: name`, `::: {.name title="…"}`, `:::name[Title]{…}`, `::: name Title`. */
function readOpening(line: string): Omit<Div, 'markdown' | 'line'> | null {
  const rest = /^\s*:{3,}\s*([^\s:].*?)\s*:*\s*$/.exec(line)?.[1]
  if (!rest) return null
  const name = /^\.?([A-Za-z][\w-]*)/.exec(rest)?.[1] ?? ''
  if (!name && !rest.startsWith('{')) return null
  let tail = rest.slice(rest.startsWith('{') ? 0 : /^\.?[\w-]*/.exec(rest)![0].length).trim()
  const bracketed = /^\[([^\]]*)\]\s*/.exec(tail)
  if (bracketed) tail = tail.slice(bracketed[0].length)
  const read = readAttributes(tail)
  const title = bracketed?.[1] ?? (read ? undefined : tail || undefined)
  const classes = [...(name ? [name] : []), ...(read?.attributes.classes ?? [])]
  if (classes.length === 0) return null
  const values: Record<string, string> = { ...(title === undefined ? {} : { title }), ...read?.attributes.values }
  const [first = ''] = classes
  // Quarto: `.callout-tip collapse="true"`
  const quarto = /^callout-(\w+)$/.exec(first)?.[1]
  if (quarto) return { type: 'div', name: values.collapse === 'true' ? 'details' : quarto, classes, values }
  return { type: 'div', name: first.toLowerCase(), classes, values }
}

/** Our own divs that hold text as it is: closed by exactly as many colons as opened them, whatever stands between. */
const verbatim = new Set(['text', 'quote', 'table', 'check', 'gallery'])

const exactClosing = (lines: string[], at: number, name: string) =>
  verbatim.has(name) ? indexNear(lines, /^\s*:+/.exec(lines[at]!)![0], at + 1) : -1

const indexNear = (lines: string[], line: string, from: number) => {
  const found = lines.slice(from, from + farthest).indexOf(line)
  return found === -1 ? -1 : from + found
}

/** Lines that a comment or a div of ours may run on, so that no file can make us slow. */
const farthest = 5_000

function divAt(lines: string[], at: number): Taken | null {
  const opening = readOpening(lines[at]!)
  if (!opening) return null
  const exact = exactClosing(lines, at, opening.name)
  let depth = exact === -1 ? 1 : 0
  let end = exact === -1 ? at + 1 : exact
  for (; depth > 0 && end < lines.length; end += 1) {
    const fenced = fenceLength(lines, end)
    if (fenced) end += fenced - 1
    else if (isClosing(lines[end]!)) depth -= 1
    else {
      const nested = readOpening(lines[end]!)
      const closing = nested ? exactClosing(lines, end, nested.name) : -1
      if (closing !== -1) end = closing
      else if (nested) depth += 1
    }
    if (depth === 0) break
  }
  const isClosed = depth === 0
  const length = Math.min(end + 1, lines.length) - at
  const indent = /^\s*/.exec(lines[at]!)![0]
  const inside = lines.slice(at + 1, isClosed ? end : lines.length)
  const markdown = inside.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n')
  const remark = isClosed ? {} : { remark: { kind: 'div-unclosed' as const, detail: opening.name } }
  return { length, skip: 1, div: { ...opening, markdown }, ...remark }
}

function admonitionAt(lines: string[], at: number): Taken | null {
  const open = /^(!!!|\?\?\?\+?)\s+([A-Za-z][\w-]*)(?:\s+[\w\s-]*?)?(?:\s*"(.*)")?\s*$/.exec(lines[at]!)
  if (!open) return null
  const [, mark = '', name = '', title] = open
  let end = at + 1
  while (end < lines.length && (/^(?: {4}|\t)/.test(lines[end]!) || !lines[end]!.trim())) end += 1
  while (end > at + 1 && !lines[end - 1]!.trim()) end -= 1
  const markdown = lines
    .slice(at + 1, end)
    .map((line) => line.replace(/^(?: {4}|\t)/, ''))
    .join('\n')
  const isFolded = mark === '???'
  const values = title !== undefined ? { title } : { title: isFolded ? name : '' }
  return {
    length: end - at,
    skip: 1,
    div: { type: 'div', name: isFolded ? 'details' : name.toLowerCase(), classes: [], values, markdown },
  }
}

function detailsAt(lines: string[], at: number): Taken | null {
  if (!/^ {0,3}<details\b/i.test(lines[at]!)) return null
  let depth = 0
  let end = at
  for (; end < lines.length; end += 1) {
    depth += (lines[end]!.match(/<details\b/gi) ?? []).length - (lines[end]!.match(/<\/details>/gi) ?? []).length
    if (depth <= 0) break
  }
  const source = lines
    .slice(at, end + 1)
    .join('\n')
    .replace(/^\s*<details\b[^>]*>/i, '')
    .replace(/<\/details>\s*$/i, '')
  const summary = /^\s*<summary\b[^>]*>(.*?)<\/summary>/is.exec(source)
  const title = (summary?.[1] ?? '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const before = summary?.[0].split('\n').length ?? 1
  const markdown = summary ? source.slice(summary[0].length) : source
  return {
    length: Math.min(end + 1, lines.length) - at,
    skip: before - 1,
    div: { type: 'div', name: 'details', classes: [], values: { title }, markdown },
  }
}

function commentAt(lines: string[], at: number): Taken | null {
  if (!/^ {0,3}<!--/.test(lines[at]!)) return null
  let end = at
  while (end < Math.min(lines.length, at + farthest) && !lines[end]!.includes('-->')) end += 1
  if (end === lines.length || !lines[end]!.includes('-->') || lines[end]!.replace(/^.*?-->/, '').trim()) return null
  const detail = lines
    .slice(at, end + 1)
    .join(' ')
    .replace(/<!--|-->/g, '')
    .trim()
    .slice(0, 100)
  return { length: end - at + 1, skip: 0, div: null, remark: { kind: 'comment', detail } }
}
