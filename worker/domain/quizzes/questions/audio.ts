import { z } from 'zod'
import { readHandLines, writeHandLines } from './hand-lines'
import { mapBase, type QuestionKind, questionBase } from './question'
import { baseIn, numberIn, textIn } from './typed'

export const soundSeconds = { least: 5, most: 1_800, usual: 180 }

const bodySchema = z.object({
  ...questionBase,
  maxSeconds: z
    .number('quizzes.maxSecondsWrong')
    .int('quizzes.maxSecondsWrong')
    .min(soundSeconds.least, 'quizzes.maxSecondsWrong')
    .max(soundSeconds.most, 'quizzes.maxSecondsWrong')
    .default(soundSeconds.usual),
  /** For those who mark, in Markdown. */
  guide: z.string().trim().max(8_000).default(''),
})
/** The id of one file. */
const responseSchema = z.object({ files: z.array(z.uuid()).max(1) })

export type AudioBody = z.infer<typeof bodySchema>
export type AudioResponse = z.infer<typeof responseSchema>
export type AudioAsked = { prompt: string; maxSeconds: number }

/** Spoken, sung or played: recorded in the browser or chosen as a file, heard and marked by somebody. */
export const audio: QuestionKind<'audio', AudioBody, AudioResponse, AudioAsked> = {
  kind: 'audio',
  isByHand: true,
  bodySchema,
  responseSchema,
  emptyBody: () => ({ prompt: '', explanation: '', maxSeconds: soundSeconds.usual, guide: '' }),
  emptyResponse: () => ({ files: [] }),
  isAnswered: ({ files }) => files.length > 0,
  fromFields: (values) => responseSchema.safeParse({ files: [...new Set(values.filter(Boolean))] }).data ?? null,
  toFields: ({ files }) => files,
  choiceIds: () => [],
  asAsked: ({ prompt, maxSeconds }) => ({ prompt, maxSeconds }),
  modelResponse: () => ({ files: [] }),
  mark: ({ explanation }, { files }) => ({
    points: 0,
    correct: files.length === 0 ? 'none' : 'waits',
    feedback: explanation ? [{ about: null, text: explanation }] : [],
  }),
  fromTyped: (typed) => ({
    ...baseIn(typed),
    maxSeconds: numberIn(textIn(typed, 'maxSeconds', 10)),
    guide: textIn(typed, 'guide', 8_000),
  }),
  toTyped: ({ maxSeconds, guide }) => ({ maxSeconds: String(maxSeconds), guide }),
  readMarkdown(markdown, values, isNamed) {
    if (!isNamed) return null
    const { model: _, ...texts } = readHandLines(markdown)
    return { ...texts, maxSeconds: Number(values.seconds ?? soundSeconds.usual) }
  },
  writeMarkdown: ({ maxSeconds, ...texts }) => ({
    text: writeHandLines({ ...texts, model: '' }),
    values: { kind: 'audio', seconds: maxSeconds === soundSeconds.usual ? null : String(maxSeconds) },
  }),
  mapTexts: (body, change) => ({ ...mapBase(body, change), guide: change(body.guide) }),
}
