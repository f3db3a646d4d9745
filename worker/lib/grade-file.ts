import { neutralCell } from './csv'
import { readCsv } from './read-csv'

export type GradeColumn = { id: string; title: string; maxPoints: number | null }
export type GradeLearner = { id: string; name: string; email: string | null; username: string | null }

/** What a file says, by its lines; problems name the line, counted from 1, and what stood there. */
export type GradeFile = {
  values: { line: number; userId: string; itemId: string; points: number }[]
  problems: {
    line: number
    key: 'unknown' | 'twice' | 'column' | 'number' | 'range' | 'name'
    text: string
    most?: number
  }[]
  /** Grades that are there and that the file leaves alone: empty cells, words such as "excused". */
  columns: string[]
}

const mostProblems = 200

/** The text of a file as people save it: UTF-8 or Windows-1252, with or without a byte order mark. Null where it is no text. */
export function textOf(bytes: Uint8Array): string | null {
  const text = (() => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
    } catch {
      return new TextDecoder('windows-1252').decode(bytes)
    }
  })()
  return text.includes('\0') ? null : text.replace(/^\ufeff/, '').replace(/^sep=.\r?\n/i, '')
}

/**
 * Reads a gradebook as it was exported, or as somebody wrote it: a heading, then a row a learner, who is found by e-mail, username,
 * id or a name that nobody else has. Numbers may have a decimal comma.
 */
export function readGradeFile(
  text: string,
  known: { columns: GradeColumn[]; learners: GradeLearner[]; people: string[]; ignored: string[] },
): GradeFile {
  const [head, ...rows] = readCsv(text)
  const file: GradeFile = { values: [], problems: [], columns: [] }
  const tell = (problem: GradeFile['problems'][number]) => {
    if (file.problems.length < mostProblems) file.problems.push({ ...problem, text: problem.text.slice(0, 80) })
  }
  if (!head) return file
  const people = new Set(known.people.map(fold))
  const skipped = new Set(known.ignored.map(fold))
  const places = head.cells.map((cell, place): Place => {
    const title = bare(cell)
    if (isPerson.test(title) || people.has(fold(title))) return 'person'
    if (place === 0) return 'name'
    if (skipped.has(fold(title)) || !title) return null
    const column = columnOf(title, known.columns)
    if (!column) tell({ line: head.line, key: 'column', text: title })
    return column
  })
  file.columns = places.flatMap((place) => (place && typeof place === 'object' ? [place.id] : []))
  const find = finder(known.learners)
  const seen = new Set<string>()
  for (const { cells, line } of rows) {
    const who = places.flatMap((place, n) => (place === 'person' || place === 'name' ? [bare(cells[n] ?? '')] : []))
    const found = find(who.filter(Boolean))
    if (!found || found === 'several' || seen.has(found.id)) {
      tell({
        line,
        key: !found ? 'unknown' : found === 'several' ? 'name' : 'twice',
        text: who.filter(Boolean).join(', '),
      })
      continue
    }
    seen.add(found.id)
    for (const [n, place] of places.entries()) {
      const typed = bare(cells[n] ?? '').replace(/\s/g, '')
      if (!place || typeof place !== 'object' || !/\d/.test(typed)) continue
      const points = /^\d{1,7}([.,]\d{1,6})?$/.test(typed)
        ? Math.round(Number(typed.replace(',', '.')) * 100) / 100
        : null
      const most = place.maxPoints ?? 0
      if (points === null) tell({ line, key: 'number', text: `${place.title}: ${typed}` })
      else if (points > most) tell({ line, key: 'range', text: `${place.title}: ${typed}`, most })
      else file.values.push({ line, userId: found.id, itemId: place.id, points })
    }
  }
  return file
}

type Place = GradeColumn | 'person' | 'name' | null

const isPerson =
  /^(e-?mail( ?-?address)?|user ?name|login|(user|learner|person)? ?id|courriel|correo|メール.*|邮箱|电子邮件|البريد.*|e-mail-adresse)$/i

/** Without the apostrophe that keeps a spreadsheet from running it. */
const bare = (cell: string) => {
  const text = cell.trim()
  return text.startsWith("'") && neutralCell(text.slice(1)) === text ? text.slice(1).trim() : text
}
const fold = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

/** By id, title, or the heading of an exported file: "Essay / 20". A title that several have says none. */
function columnOf(title: string, columns: GradeColumn[]): GradeColumn | null {
  const exact = columns.find(({ id }) => id === title)
  if (exact) return exact
  const alike = (text: string) => columns.filter((one) => fold(one.title) === fold(text))
  const named = alike(title)
  const [only] = named.length ? named : alike(title.replace(/\s*\/\s*[\d.,\s]+$/, ''))
  const all = named.length ? named : alike(title.replace(/\s*\/\s*[\d.,\s]+$/, ''))
  return all.length === 1 ? (only ?? null) : null
}

function finder(learners: GradeLearner[]) {
  const byKey = new Map<string, GradeLearner>()
  const byName = Map.groupBy(learners, ({ name }) => fold(name))
  for (const one of learners) for (const key of [one.id, one.email, one.username]) if (key) byKey.set(fold(key), one)
  return (said: string[]): GradeLearner | 'several' | null => {
    for (const one of said) {
      const found = byKey.get(fold(one))
      if (found) return found
    }
    const named = said.flatMap((one) => [byName.get(fold(one)) ?? []].flat())
    return named.length > 1 ? 'several' : (named[0] ?? null)
  }
}
