import { rgbOf } from './colour'
import { encodePng } from './png'

type Point = [x: number, y: number]

/** Capitals and digits as strokes in a box of 10 x 14, in the commands M, L and Q of SVG paths. */
const strokes: Record<string, string> = {
  A: 'M0 14L5 0L10 14M1.8 9.5L8.2 9.5',
  B: 'M0 0L0 14M0 0L5.5 0Q9 0 9 3.5Q9 7 5.5 7L0 7M5.5 7Q10 7 10 10.5Q10 14 5.5 14L0 14',
  C: 'M10 2.8Q8.5 0 5.3 0Q0 0 0 7Q0 14 5.3 14Q8.5 14 10 11.2',
  D: 'M0 0L0 14L4 14Q10 14 10 7Q10 0 4 0L0 0',
  E: 'M9 0L0 0L0 14L9 14M0 7L7.5 7',
  F: 'M9 0L0 0L0 14M0 7L7.5 7',
  G: 'M10 2.8Q8.5 0 5.3 0Q0 0 0 7Q0 14 5.3 14Q10 14 10 8L5.5 8',
  H: 'M0 0L0 14M10 0L10 14M0 7L10 7',
  I: 'M5 0L5 14',
  J: 'M7.5 0L7.5 10Q7.5 14 4 14Q1 14 0.5 11',
  K: 'M0 0L0 14M9 0L0 8.2M3.6 5L9.6 14',
  L: 'M0.700 0L0.700 14L9 14',
  M: 'M0 14L0 0L5 8L10 0L10 14',
  N: 'M0 14L0 0L10 14L10 0',
  O: 'M5 0Q10 0 10 7Q10 14 5 14Q0 14 0 7Q0 0 5 0',
  P: 'M0.500 14L0.500 0L5.500 0Q9.500 0 9.500 4Q9.500 8 5.500 8L0.500 8',
  Q: 'M5 0Q10 0 10 7Q10 14 5 14Q0 14 0 7Q0 0 5 0M6.5 10.5L10 14.5',
  R: 'M0 14L0 0L5.500 0Q9.500 0 9.500 4Q9.500 8 5.500 8L0 8M5 8L9.6 14',
  S: 'M9 2.4Q7.8 0 5 0Q0.6 0 0.6 3.6Q0.6 6.300 5 7Q9.6 7.700 9.6 10.4Q9.6 14 5 14Q1.4 14 0.2 11.3',
  T: 'M0 0L10 0M5 0L5 14',
  U: 'M0 0L0 9Q0 14 5 14Q10 14 10 9L10 0',
  V: 'M0 0L5 14L10 0',
  W: 'M-1.500 0L1.700 14L5 3.500L8.300 14L11.500 0',
  X: 'M0.500 0L9.500 14M9.500 0L0.500 14',
  Y: 'M0 0L5 7L10 0M5 7L5 14',
  Z: 'M0.500 0L9.500 0L0.500 14L9.500 14',
  '0': 'M5 0Q10 0 10 7Q10 14 5 14Q0 14 0 7Q0 0 5 0',
  '1': 'M2 3L5.5 0L5.5 14',
  '2': 'M0.5 3Q1 0 5 0Q9.5 0 9.5 4Q9.5 6.5 0 14L10 14',
  '3': 'M0.5 2Q2 0 5 0Q9 0 9 3.4Q9 6.8 5 6.8Q9.8 6.8 9.8 10.4Q9.8 14 5 14Q1.4 14 0.2 11.6',
  '4': 'M7.5 14L7.5 0L0 10L10 10',
  '5': 'M9 0L1.5 0L0.8 6.4Q2.5 5 5 5Q9.8 5 9.8 9.5Q9.8 14 5 14Q1.5 14 0.2 11.8',
  '6': 'M8.5 0.8Q7 0 5.4 0Q0 0 0 8.5Q0 14 5 14Q9.8 14 9.8 9.7Q9.8 5.5 5 5.5Q1.5 5.5 0.2 8.4',
  '7': 'M0 0L10 0L4 14',
  '8': 'M5 6.6Q1 6.6 1 3.3Q1 0 5 0Q9 0 9 3.3Q9 6.6 5 6.6Q0 6.6 0 10.3Q0 14 5 14Q10 14 10 10.3Q10 6.6 5 6.6',
  '9': 'M1.5 13.2Q3 14 4.6 14Q10 14 10 5.5Q10 0 5 0Q0.2 0 0.2 4.3Q0.2 8.5 5 8.5Q8.5 8.5 9.8 5.6',
}
/** An open book, for names that begin in another script. */
const book = 'M5 2.5Q2.5 0.8 -1.5 1.2L-1.5 12Q2.5 11.6 5 13.2Q7.5 11.6 11.5 12L11.5 1.2Q7.5 0.8 5 2.5L5 13.2'

const boxWidth = 10
const boxHeight = 14
const strokeWidth = 2.3
/** The letter's height in the picture: inside the safe zone of a maskable icon, whatever a phone cuts off. */
const share = 0.38

/**
 * A square PNG of an organization: the first letter of its name in `ink` on `ground` (both "#rrggbb"), to the edges, so
 * that phones may cut it to their own shape.
 */
export function monogram(name: string, size: number, ground: string, ink: string): Promise<Uint8Array<ArrayBuffer>> {
  const lines = flatten(strokes[initialOf(name)] ?? book)
  const scale = (size * share) / boxHeight
  const left = (size - boxWidth * scale) / 2
  const top = (size - boxHeight * scale) / 2
  const [back, front] = [rgbOf(ground), rgbOf(ink)]
  const pixels = new Uint8Array(size * size * 3)
  const margin = 3
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const point: Point = [(x + 0.5 - left) / scale, (y + 0.5 - top) / scale]
      const far =
        point[0] < -margin || point[0] > boxWidth + margin || point[1] < -margin || point[1] > boxHeight + margin
      const cover = far ? 0 : coverage(lines, point, scale)
      for (let i = 0; i < 3; i++) pixels[(y * size + x) * 3 + i] = back[i]! + (front[i]! - back[i]!) * cover
    }
  }
  return encodePng(size, size, pixels)
}

function initialOf(name: string) {
  const [first = ''] = name.trim().normalize('NFD').toUpperCase()
  return first
}

/** How much of a pixel a round stroke covers, from its distance to the middle of the stroke. */
function coverage(lines: [Point, Point][], point: Point, scale: number) {
  const distance = Math.min(...lines.map(([a, b]) => distanceTo(point, a, b)))
  return Math.min(1, Math.max(0, (strokeWidth / 2 - distance) * scale + 0.5))
}

function distanceTo([x, y]: Point, [ax, ay]: Point, [bx, by]: Point) {
  const [dx, dy] = [bx - ax, by - ay]
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(x - ax - along * dx, y - ay - along * dy)
}

/** A path as straight lines, curves in eight pieces. */
function flatten(path: string): [Point, Point][] {
  const lines: [Point, Point][] = []
  let from: Point = [0, 0]
  for (const [, command, rest] of path.matchAll(/([MLQ])([^MLQ]+)/g)) {
    const [a = 0, b = 0, c = 0, d = 0] = rest!.trim().split(/\s+/).map(Number)
    if (command === 'M') from = [a, b]
    else if (command === 'L') from = push(lines, from, [a, b])
    else {
      const start = from
      for (let i = 1; i <= 8; i++) from = push(lines, from, onCurve(start, [a, b], [c, d], i / 8))
    }
  }
  return lines
}

function push(lines: [Point, Point][], from: Point, to: Point) {
  lines.push([from, to])
  return to
}

const onCurve = (a: Point, b: Point, c: Point, t: number): Point => {
  const at = (i: 0 | 1) => (1 - t) ** 2 * a[i] + 2 * (1 - t) * t * b[i] + t ** 2 * c[i]
  return [at(0), at(1)]
}
