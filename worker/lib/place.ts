/**
 * Some words of a text that never changes, both by where they stand and by what they say: TextPositionSelector and
 * TextQuoteSelector of the W3C Web Annotation Data Model (4.2.4, 4.2.5). Offsets are code points, `end` is behind the last one.
 */
export type TextPlace = { kind: 'text'; start: number; end: number; exact: string; prefix: string; suffix: string }

/** On a page of a file, or a picture (page 1): x and y are shares of its width and height, from the left and the top, 0 to 1. */
export type PagePlace = { page: number } & (
  | { kind: 'page' }
  | { kind: 'pin'; x: number; y: number }
  | { kind: 'area'; x: number; y: number; width: number; height: number }
  /** Each stroke is x, y, x, y, …. */
  | { kind: 'ink'; strokes: number[][] }
)

export type Place = TextPlace | PagePlace

export const mostPlace = { words: 5_000, pages: 5_000, strokes: 20, points: 150 }

const CONTEXT = 32

/** A place by its offsets; null where there are none such, or nothing but space between them. */
export function placeAt(text: string, start: number, end: number): TextPlace | null {
  const points = [...text]
  const isWithin = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end <= points.length
  const exact = isWithin ? points.slice(start, end).join('') : ''
  if (!exact.trim() || end - start > mostPlace.words) return null
  return {
    kind: 'text',
    start,
    end,
    exact,
    prefix: points.slice(Math.max(0, start - CONTEXT), start).join(''),
    suffix: points.slice(end, end + CONTEXT).join(''),
  }
}

/** A place by its words: of several the one whose surroundings fit, else the one nearest to `near`. */
export function placeOf(
  text: string,
  { exact, prefix = '', suffix = '', near = 0 }: { exact: string; prefix?: string; suffix?: string; near?: number },
): TextPlace | null {
  if (!exact) return null
  const found: number[] = []
  for (let at = text.indexOf(exact); at >= 0 && found.length < 1_000; at = text.indexOf(exact, at + 1)) found.push(at)
  const fits = (at: number) =>
    Number(prefix !== '' && text.slice(0, at).endsWith(prefix)) +
    Number(suffix !== '' && text.slice(at + exact.length).startsWith(suffix))
  const pointsBefore = (at: number) => [...text.slice(0, at)].length
  const [best] = found
    .map((at) => ({ at, fit: fits(at), start: pointsBefore(at) }))
    .toSorted((a, b) => b.fit - a.fit || Math.abs(a.start - near) - Math.abs(b.start - near))
  return best ? placeAt(text, best.start, best.start + [...exact].length) : null
}

export type Stretch<Id> = { text: string; ids: Id[]; ends: Id[] }

/** The text in pieces, each with what lies over it and what ends behind it; together they are the text again. */
export function stretchesOf<Id>(text: string, places: { id: Id; start: number; end: number }[]): Stretch<Id>[] {
  const points = [...text]
  const cuts = [
    ...new Set([0, points.length, ...places.flatMap(({ start, end }) => [start, end])].filter((n) => n >= 0)),
  ]
    .filter((n) => n <= points.length)
    .toSorted((a, b) => a - b)
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1]!
    const over = places.filter(({ start, end }) => start <= from && end >= to)
    return {
      text: points.slice(from, to).join(''),
      ids: over.map(({ id }) => id),
      ends: over.filter(({ end }) => end === to).map(({ id }) => id),
    }
  })
}

/** A shape as somebody sends it, made safe to keep; null where it is none. */
export function pagePlace(given: unknown): PagePlace | null {
  if (typeof given !== 'object' || given === null) return null
  const { kind, page = 1, ...rest } = given as Record<string, unknown>
  if (!Number.isInteger(page) || (page as number) < 1 || (page as number) > mostPlace.pages) return null
  const at = { page: page as number }
  const [x, y, width, height] = [rest.x, rest.y, rest.width, rest.height].map(share)
  if (kind === 'page') return { kind, ...at }
  if (kind === 'pin' && x !== null && y !== null) return { kind, ...at, x: x!, y: y! }
  if (kind === 'area' && [x, y, width, height].every((one) => one !== null) && width! > 0 && height! > 0)
    return { kind, ...at, x: x!, y: y!, width: Math.min(width!, 1 - x!), height: Math.min(height!, 1 - y!) }
  if (kind === 'ink' && Array.isArray(rest.strokes)) return inkPlace(at.page, rest.strokes)
  return null
}

function inkPlace(page: number, given: unknown[]): PagePlace | null {
  const strokes = given.map((stroke) => (Array.isArray(stroke) ? stroke.map(share) : []))
  const isWhole = strokes.every(
    (stroke) =>
      stroke.length >= 4 &&
      stroke.length <= 2 * mostPlace.points &&
      stroke.length % 2 === 0 &&
      stroke.every((one) => one !== null),
  )
  if (!strokes.length || strokes.length > mostPlace.strokes || !isWhole) return null
  return { kind: 'ink', page, strokes: strokes as number[][] }
}

/** Of a width or a height, to a ten-thousandth; null where it lies outside. */
const share = (n: unknown): number | null =>
  typeof n === 'number' && n >= 0 && n <= 1 ? Math.round(n * 10_000) / 10_000 : null

/** Where a place begins, to put several in the order in which one reads. */
export function orderOf(place: Place): number[] {
  if (place.kind === 'text') return [0, place.start, place.end]
  if (place.kind === 'page') return [place.page, -1, 0]
  if (place.kind === 'ink') return [place.page, place.strokes[0]?.[1] ?? 0, place.strokes[0]?.[0] ?? 0]
  return [place.page, place.y, place.x]
}
