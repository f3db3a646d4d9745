import { z } from 'zod'
import { type FileKinds, fileKinds } from '../../../lib/file-kinds'
import { mostMegabytes } from '../../../lib/late-policy'
import { readHandLines, writeHandLines } from './hand-lines'
import { mapBase, type QuestionKind, questionBase } from './question'
import { baseIn, numberIn, textIn } from './typed'

/** Files of one answer. */
export const mostAnswerFiles = 10

const bodySchema = z.object({
  ...questionBase,
  fileKinds: z.enum(fileKinds).default('any'),
  maxFiles: z
    .number('quizzes.maxFilesWrong')
    .int('quizzes.maxFilesWrong')
    .min(1, 'quizzes.maxFilesWrong')
    .max(mostAnswerFiles, 'quizzes.maxFilesWrong')
    .default(1),
  /** Of one file; null is as large as the organization takes. */
  maxMegabytes: z
    .number('assignments.megabytesWrong')
    .int('assignments.megabytesWrong')
    .min(1, 'assignments.megabytesWrong')
    .max(mostMegabytes, 'assignments.megabytesWrong')
    .nullable()
    .default(null),
  /** For those who mark, in Markdown. */
  guide: z.string().trim().max(8_000).default(''),
})
/** Ids of media. */
const responseSchema = z.object({ files: z.array(z.uuid()).max(mostAnswerFiles) })

export type FileBody = z.infer<typeof bodySchema>
export type FileResponse = z.infer<typeof responseSchema>
export type FileAsked = { prompt: string; fileKinds: FileKinds; maxFiles: number; maxMegabytes: number | null }

/** Files, looked at and marked by somebody. */
export const fileQuestion: QuestionKind<'file', FileBody, FileResponse, FileAsked> = {
  kind: 'file',
  isByHand: true,
  bodySchema,
  responseSchema,
  emptyBody: () => ({ prompt: '', explanation: '', fileKinds: 'any', maxFiles: 1, maxMegabytes: null, guide: '' }),
  emptyResponse: () => ({ files: [] }),
  isAnswered: ({ files }) => files.length > 0,
  fromFields: (values) => responseSchema.safeParse({ files: [...new Set(values.filter(Boolean))] }).data ?? null,
  toFields: ({ files }) => files,
  choiceIds: () => [],
  asAsked: ({ prompt, fileKinds, maxFiles, maxMegabytes }) => ({ prompt, fileKinds, maxFiles, maxMegabytes }),
  modelResponse: () => ({ files: [] }),
  mark: ({ explanation }, { files }) => ({
    points: 0,
    correct: files.length === 0 ? 'none' : 'waits',
    feedback: explanation ? [{ about: null, text: explanation }] : [],
  }),
  fromTyped: (typed) => ({
    ...baseIn(typed),
    fileKinds: textIn(typed, 'fileKinds', 20) || 'any',
    maxFiles: numberIn(textIn(typed, 'maxFiles', 10)),
    maxMegabytes: textIn(typed, 'maxMegabytes', 10) === '' ? null : numberIn(textIn(typed, 'maxMegabytes', 10)),
    guide: textIn(typed, 'guide', 8_000),
  }),
  toTyped: ({ fileKinds, maxFiles, maxMegabytes, guide }) => ({
    fileKinds,
    maxFiles: String(maxFiles),
    maxMegabytes: String(maxMegabytes ?? ''),
    guide,
  }),
  readMarkdown(markdown, values, isNamed) {
    if (!isNamed) return null
    const { model: _, ...texts } = readHandLines(markdown)
    return {
      ...texts,
      fileKinds: values.accepts ?? 'any',
      maxFiles: Number(values.files ?? 1),
      maxMegabytes: values.megabytes ? Number(values.megabytes) : null,
    }
  },
  writeMarkdown: ({ fileKinds, maxFiles, maxMegabytes, ...texts }) => ({
    text: writeHandLines({ ...texts, model: '' }),
    values: {
      kind: 'file',
      accepts: fileKinds === 'any' ? null : fileKinds,
      files: maxFiles === 1 ? null : String(maxFiles),
      megabytes: maxMegabytes === null ? null : String(maxMegabytes),
    },
  }),
  mapTexts: (body, change) => ({ ...mapBase(body, change), guide: change(body.guide) }),
}
