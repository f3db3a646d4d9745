import { z } from 'zod'
import { side } from './pairs'
import { isUnique, mapBase, oneLine, type QuestionKind, questionBase } from './question'
import { readTail, writeTail } from './tail-lines'
import { baseIn, linesIn } from './typed'

const bodySchema = z
  .object({
    ...questionBase,
    /** What is rated, each on its own; none where the question itself is. */
    statements: z.array(side.min(1)).max(20, 'quizzes.statementsMany').default([]),
    /** From one end to the other. */
    scale: z.array(side.min(1).max(100, 'form.check')).min(2, 'quizzes.scaleMissing').max(11, 'quizzes.scaleMany'),
  })
  .refine(({ scale }) => isUnique(scale), { path: ['scale'], message: 'quizzes.onlyOnce' })
  .refine(({ statements }) => isUnique(statements), { path: ['statements'], message: 'quizzes.onlyOnce' })
const place = z.number().int().min(0).max(20)
/** Counted from 0: which statement, how far along the scale. */
const responseSchema = z.object({ ratings: z.array(z.object({ statement: place, level: place })).max(20) })

export type LikertBody = z.infer<typeof bodySchema>
export type LikertResponse = z.infer<typeof responseSchema>
export type LikertAsked = { prompt: string; statements: string[]; scale: string[] }

const line = /^([-+] .+)$/

/** A rating: nothing is right or wrong, and it is worth nothing. */
export const likert: QuestionKind<'likert', LikertBody, LikertResponse, LikertAsked> = {
  kind: 'likert',
  isUnscored: true,
  bodySchema,
  responseSchema,
  emptyBody: () => ({ prompt: '', explanation: '', statements: [], scale: [] }),
  emptyResponse: () => ({ ratings: [] }),
  isAnswered: ({ ratings }) => ratings.length > 0,
  fromFields(values, { statements, scale }) {
    const ratings = values.filter(Boolean).map((value) => {
      const [statement, level] = value.split('.').map(Number)
      return { statement, level }
    })
    const read = responseSchema.safeParse({ ratings }).data
    const rows = Math.max(1, statements.length)
    return read?.ratings.every(({ statement, level }) => statement < rows && level < scale.length) ? read : null
  },
  toFields: ({ ratings }) => ratings.map(({ statement, level }) => `${statement}.${level}`),
  choiceIds: () => [],
  asAsked: ({ prompt, statements, scale }) => ({ prompt, statements, scale }),
  modelResponse: ({ statements, scale }) => ({
    ratings: Array.from({ length: Math.max(1, statements.length) }, (_, statement) => ({
      statement,
      level: scale.length - 1,
    })),
  }),
  mark: ({ explanation }) => ({
    points: 0,
    correct: 'unscored',
    feedback: explanation ? [{ about: null, text: explanation }] : [],
  }),
  fromTyped: (typed) => ({
    ...baseIn(typed),
    statements: linesIn(typed, 'statements'),
    scale: linesIn(typed, 'scale'),
  }),
  toTyped: ({ statements, scale }) => ({ statements: statements.join('\n'), scale: scale.join('\n') }),
  readMarkdown(markdown, _values, isNamed) {
    const { prompt, lines, explanation } = readTail(markdown, line)
    if (!isNamed || !lines.length) return null
    const after = (mark: string) => lines.filter((one) => one.startsWith(mark)).map((one) => one.slice(2).trim())
    return { prompt, explanation, statements: after('-'), scale: after('+') }
  },
  writeMarkdown: ({ prompt, statements, scale, explanation }) => ({
    text: writeTail(
      prompt,
      [...statements.map((text) => `- ${oneLine(text)}`), ...scale.map((text) => `+ ${oneLine(text)}`)],
      explanation,
    ),
    values: { kind: 'likert' },
  }),
  mapTexts: (body, change) => ({
    ...mapBase(body, change),
    statements: body.statements.map(change),
    scale: body.scale.map(change),
  }),
}
