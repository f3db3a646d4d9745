import { z } from 'zod'
import { readHandLines, writeHandLines } from './hand-lines'
import { mapBase, type QuestionKind, questionBase } from './question'
import { baseIn, numberIn, textIn } from './typed'

/** Characters of an answer. */
export const mostEssay = 20_000
const MOST_WORDS = 5_000

const words = z
  .number('quizzes.wordsWrong')
  .int('quizzes.wordsWrong')
  .min(1, 'quizzes.wordsWrong')
  .max(MOST_WORDS, 'quizzes.wordsWrong')
  .nullable()
  .default(null)

const bodySchema = z
  .object({
    ...questionBase,
    /** Said to who answers; nothing is refused for its length. Null: as few, or as many, as one likes. */
    minWords: words,
    maxWords: words,
    /** For those who mark, in Markdown. */
    guide: z.string().trim().max(8_000).default(''),
    /** Shown to learners once theirs is marked, where right answers are shown. Markdown. */
    model: z.string().trim().max(16_000).default(''),
  })
  .refine(({ minWords, maxWords }) => minWords === null || maxWords === null || minWords <= maxWords, {
    path: ['maxWords'],
    message: 'quizzes.wordsTurned',
  })
const responseSchema = z.object({ text: z.string().max(mostEssay) })

export type EssayBody = z.infer<typeof bodySchema>
export type EssayResponse = z.infer<typeof responseSchema>
export type EssayAsked = { prompt: string; minWords: number | null; maxWords: number | null }

/** A long text, read and marked by somebody. */
export const essay: QuestionKind<'essay', EssayBody, EssayResponse, EssayAsked> = {
  kind: 'essay',
  isByHand: true,
  bodySchema,
  responseSchema,
  emptyBody: () => ({ prompt: '', explanation: '', minWords: null, maxWords: null, guide: '', model: '' }),
  emptyResponse: () => ({ text: '' }),
  isAnswered: ({ text }) => text.trim() !== '',
  fromFields: ([value]) => responseSchema.safeParse({ text: (value ?? '').replace(/\r\n?/g, '\n') }).data ?? null,
  toFields: ({ text }) => [text],
  choiceIds: () => [],
  asAsked: ({ prompt, minWords, maxWords }) => ({ prompt, minWords, maxWords }),
  modelResponse: ({ model }) => ({ text: model }),
  mark: ({ explanation }, { text }) => ({
    points: 0,
    correct: text.trim() === '' ? 'none' : 'waits',
    feedback: explanation ? [{ about: null, text: explanation }] : [],
  }),
  fromTyped: (typed) => ({
    ...baseIn(typed),
    minWords: limitIn(typed.minWords),
    maxWords: limitIn(typed.maxWords),
    guide: textIn(typed, 'guide', 8_000),
    model: textIn(typed, 'model'),
  }),
  toTyped: ({ minWords, maxWords, guide, model }) => ({
    minWords: String(minWords ?? ''),
    maxWords: String(maxWords ?? ''),
    guide,
    model,
  }),
  readMarkdown(markdown, values, isNamed) {
    if (!isNamed) return null
    const [, least, most] = /^(\d*)-(\d*)$/.exec(values.words ?? '-') ?? []
    const limit = (said: string | undefined) => (said ? Number(said) : null)
    return { ...readHandLines(markdown), minWords: limit(least), maxWords: limit(most) }
  },
  writeMarkdown: ({ minWords, maxWords, ...texts }) => ({
    text: writeHandLines(texts),
    values: {
      kind: 'essay',
      words: minWords === null && maxWords === null ? null : `${minWords ?? ''}-${maxWords ?? ''}`,
    },
  }),
  mapTexts: (body, change) => ({ ...mapBase(body, change), guide: change(body.guide), model: change(body.model) }),
}

const limitIn = (typed: string | string[] | undefined): number | null => {
  const said = [typed ?? ''].flat()[0] ?? ''
  return said.trim() === '' ? null : numberIn(said)
}
