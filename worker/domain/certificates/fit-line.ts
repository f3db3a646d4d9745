import { type Style, scriptOf } from './faces'
import type { Typesetter } from './typeset'

/** Scripts with small bodies and high marks need more size to read as large as Latin does. */
export const optical = (text: string) =>
  ({ latin: 1, cyrillic: 1, greek: 1, arabic: 1.25 })[scriptOf(text) as string] ?? 1.08

/** The largest size at which the text stands in at most `most` lines; beyond the smallest it is cut with an ellipsis. */
export async function fitted(
  type: Typesetter,
  text: string,
  style: Style,
  room: number,
  sizes: number[],
  most: number,
) {
  const whole = await type.line(text, style)
  for (let count = 1; count <= most; count++) {
    // A second line is better than a name in small print, but only once the first sizes have been tried.
    const tried = count < most ? sizes.slice(0, Math.ceil(sizes.length / 2)) : sizes
    for (const size of tried) {
      if (whole.width * size > room * count) continue
      const texts = count === 1 ? [text] : await broken(type, text, style, room / size, count)
      if (texts) return { size, lines: await Promise.all(texts.map((part) => type.line(part, style))) }
    }
  }
  const size = sizes.at(-1)!
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
  const share = (room * most * 0.9) / (whole.width * size)
  const cut = `${letters
    .slice(0, Math.floor(letters.length * Math.min(1, share)))
    .join('')
    .trimEnd()}…`
  const texts = (await broken(type, cut, style, room / size, most + 1)) ?? [cut]
  return { size, lines: await Promise.all(texts.map((part) => type.line(part, style))) }
}

/** The text in lines no wider than `room`, broken where its language breaks; null where that needs more than `most`. */
async function broken(
  type: Typesetter,
  text: string,
  style: Style,
  room: number,
  most: number,
): Promise<string[] | null> {
  const words = Array.from(
    new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text),
    ({ segment }) => segment,
  )
  const lines = ['']
  for (const word of words) {
    const longer = lines.at(-1)! + word
    if ((await type.line(longer.trimEnd(), style)).width <= room) lines[lines.length - 1] = longer
    else if ((await type.line(word.trim(), style)).width <= room) lines.push(word.trimStart())
    else
      for (const letter of new Intl.Segmenter().segment(word)) await addLetter(type, lines, letter.segment, style, room)
    if (lines.length > most) return null
  }
  return lines.map((line) => line.trim()).filter(Boolean)
}

async function addLetter(type: Typesetter, lines: string[], letter: string, style: Style, room: number) {
  const longer = lines.at(-1)! + letter
  if ((await type.line(longer, style)).width <= room) lines[lines.length - 1] = longer
  else lines.push(letter)
}
