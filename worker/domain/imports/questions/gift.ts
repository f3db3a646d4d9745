import type { Gathering, Place } from './gather'
import { readGiftAnswers } from './gift-answers'
import { hideEscapes, richOf } from './gift-text'
import { markdownOf } from './rich'

/**
 * GIFT, as Moodle's documentation and its importer have it: questions with a blank line between them, `::name::[format]text{answers}`,
 * `//` comments and `$CATEGORY:` lines.
 */
export function readGift(text: string, path: string, to: Gathering) {
  for (const { line, source, tags, most } of piecesOf(text)) {
    if (to.isFull()) break
    const category = /^\$CATEGORY:/i.exec(source)
    if (category) to.category({ path, line, name: '' }, richOf(source.slice(category[0].length)).text)
    else readQuestion(source, { path, line, name: '', tags }, to, most)
  }
  to.text(null)
}

/** `most` is how many questions a text is for, where a comment before it says so. */
type Piece = { line: number; source: string; tags: string[]; most?: number | undefined }

/** Between blank lines; one within braces that are closed further down ends nothing. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let piece: Piece | null = null
  /** `// [tag:insects]` says them of the question that follows. */
  let tags: string[] = []
  let most: number | undefined
  const lines = hideEscapes(text).split('\n')
  for (const [index, line] of lines.entries()) {
    if (/^\s*\/\//.test(line)) {
      for (const [, tag] of line.matchAll(/\[tag:([^\]]{1,200})\]/g)) tags.push(richOf(tag!).text)
      const said = /\[text-for:(\d{1,3})\]/.exec(line)?.[1]
      if (said) most = Number(said)
      continue
    }
    const isCategory = /^\s*\$CATEGORY:/i.test(line)
    if (isCategory || (!line.trim() && !(piece && isOpen(piece.source) && closesSoon(lines, index)))) piece = null
    if (isCategory) pieces.push({ line: index + 1, source: line.trim(), tags: [] })
    else if (piece) piece.source += `\n${line}`
    else if (line.trim()) {
      piece = { line: index + 1, source: line, tags, most }
      tags = []
      most = undefined
      pieces.push(piece)
    }
  }
  return pieces
}

const isOpen = (source: string) => source.lastIndexOf('{') > source.lastIndexOf('}')

function closesSoon(lines: string[], from: number): boolean {
  for (const line of lines.slice(from, from + 200)) {
    const mark = /^\s*(?:::|\$CATEGORY:)/i.test(line) ? null : /[{}]/.exec(line)
    if (/^\s*::/.test(line) || mark?.[0] === '{') return false
    if (mark) return true
  }
  return false
}

/** Longer than any question may be. */
const MOST_LETTERS = 200_000

function readQuestion(source: string, at: Place, to: Gathering, most: number | undefined) {
  if (source.length > MOST_LETTERS)
    return to.leftOut({ ...at, name: source.slice(0, 200) }, 'question-unfit', { reason: 'imports.questionUnfit' })
  const [, name, rest = source] = /^\s*::([\s\S]*?)::([\s\S]*)$/.exec(source) ?? []
  const [open, close] = [rest.indexOf('{'), rest.lastIndexOf('}')]
  const title = name === undefined ? '' : richOf(name).text
  const bare = richOf(open === -1 ? rest : rest.slice(0, open))
  const named = { ...at, name: title || bare.text }
  if (open === -1 && close === -1) return to.text(named, markdownOf(bare, named, to), most)
  const passage = to.passage()
  const place = { ...named, ...(passage && { passage }) }
  if (open === -1 || close < open) return to.leftOut(place, 'question-braces')
  const after = rest.slice(close + 1).trim()
  const prompt = richOf(`${rest.slice(0, open)}${blankAnd(after, bare.text)}`)
  const [answers = '', general = ''] = splitAt(rest.slice(open + 1, close), '####')
  readGiftAnswers(answers.trim(), {
    to,
    place,
    format: prompt.name,
    prompt: markdownOf(prompt, place, to),
    explanation: markdownOf(richOf(general, prompt.name), place, to),
  })
}

const splitAt = (text: string, mark: string): [string, string] => {
  const at = text.indexOf(mark)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)]
}

/** What follows the answers, with the gap in front that they fill. A stop behind a whole sentence is none. */
function blankAnd(after: string, before: string): string {
  if (!after || (/^[.,;:!?"')]+$/.test(after) && /[.!?:]$/.test(before))) return ''
  return `${before ? ' ' : ''}_____${/^[.,;:!?)]/.test(after) ? '' : ' '}${after}`
}
