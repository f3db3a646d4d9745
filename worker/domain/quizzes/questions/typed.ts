import { cleanText } from '../../../lib/text'

/** The fields of an author's form as they were typed, by name. */
export type Typed = Record<string, string | string[]>

export const textIn = (typed: Typed, name: string, max = 16_000): string =>
  cleanText([typed[name] ?? ''].flat()[0] ?? '', max)

export const listIn = (typed: Typed, name: string): string[] => (typed[name] === undefined ? [] : [typed[name]].flat())

export const isTicked = (typed: Typed, name: string): boolean => typed[name] !== undefined

export const linesIn = (typed: Typed, name: string): string[] =>
  listIn(typed, name)
    .flatMap((text) => text.split('\n'))
    .map((line) => line.trim())
    .filter(Boolean)

/** A ticked box as its form has it; nothing where it is not ticked. */
export const tick = (name: string, is: boolean): Typed => (is ? { [name]: 'on' } : {})

/** What every kind's form begins with. */
export const baseIn = (typed: Typed) => ({
  prompt: textIn(typed, 'prompt'),
  ...(passageIn(typed) && { passage: passageIn(typed) }),
  explanation: textIn(typed, 'explanation', 8_000),
  ...(hintsIn(typed).length && { hints: hintsIn(typed) }),
})

/** Browsers send each end of a line as two letters; what is too long is for the schema to say. */
export const longestTyped = 64_000

/** A new text is taken before one that other questions have. */
const passageIn = (typed: Typed) => textIn(typed, 'newPassage', longestTyped) || textIn(typed, 'passage', longestTyped)

const hintsIn = (typed: Typed) =>
  listIn(typed, 'hint')
    .map((text) => cleanText(text, 2_000))
    .filter(Boolean)

/** A number as people type it, with a point or a comma; NaN where it is none. */
export const numberIn = (text: string): number =>
  text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))
