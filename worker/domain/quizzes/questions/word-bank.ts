import { z } from 'zod'
import { credit, creditIn, readCredit, typedCredit, writeCredit } from './credit'
import { fillGaps, hasGaps, joinPromptAndGaps, splitPromptAndGaps, takeGaps } from './gap-text'
import { mapBase, markParts, oneLine, places, type QuestionKind, questionBase, shown } from './question'
import { readTail, writeWhy } from './tail-lines'
import { baseIn, linesIn, textIn } from './typed'

const word = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^(?!.*\]\])[^\n[][^\n]*$/, 'quizzes.gapWording')

const bodySchema = z
  .object({
    ...questionBase,
    prompt: z.string().trim().max(16_000).default(''),
    /** Markdown in which `[[1]]`, `[[2]]` … stand for the gaps. */
    text: z.string().trim().max(16_000).min(1, 'quizzes.gapsMissing'),
    /** The word of each gap. */
    gaps: z.array(word).min(1, 'quizzes.gapsMissing').max(40, 'quizzes.gapsMany'),
    /** Words in the bank that fit nowhere. */
    extra: z.array(word).max(40).default([]),
    credit,
  })
  .refine((body) => hasGaps(body.text, body.gaps.length), { path: ['text'], message: 'quizzes.gapsMissing' })
const responseSchema = z.object({ texts: z.array(z.string().max(200)).max(40) })

export type WordBankBody = z.infer<typeof bodySchema>
export type WordBankResponse = z.infer<typeof responseSchema>
export type WordBankAsked = { prompt: string; text: string; gaps: number; words: string[] }

const extraLine = /^\+ ?(.*)$/

export const wordBank: QuestionKind<'word-bank', WordBankBody, WordBankResponse, WordBankAsked> = {
  kind: 'word-bank',
  bodySchema,
  responseSchema,
  emptyBody: () => ({ prompt: '', explanation: '', text: '', gaps: [], extra: [], credit: 'partial' }),
  emptyResponse: () => ({ texts: [] }),
  isAnswered: ({ texts }) => texts.some((text) => text !== ''),
  fromFields: (values) => responseSchema.safeParse({ texts: values }).data ?? null,
  toFields: ({ texts }, { gaps }) => Array.from({ length: gaps }, (_, i) => texts[i] ?? ''),
  alwaysShuffles: true,
  choiceIds: (body) => places(wordsOf(body)),
  asAsked: (body, order) => ({
    prompt: body.prompt,
    text: body.text,
    gaps: body.gaps.length,
    words: shown(wordsOf(body), order),
  }),
  modelResponse: (body) => ({ texts: body.gaps }),
  mark: (body, { texts }, maxPoints) =>
    markParts(
      body.gaps.map((right, i) => texts[i] === right),
      body,
      maxPoints,
    ),
  alternatives: (body, [said], at) =>
    at !== undefined && body.gaps[at] !== undefined && said !== undefined && wordsOf(body).includes(said)
      ? [{ ...body, gaps: body.gaps.with(at, said) }]
      : [],
  fromTyped(typed) {
    const { text, contents } = takeGaps(textIn(typed, 'text'))
    return { ...baseIn(typed), text, gaps: contents, extra: linesIn(typed, 'extra'), credit: creditIn(typed) }
  },
  toTyped: ({ text, gaps, extra, credit }) => ({
    text: fillGaps(text, gaps),
    extra: extra.join('\n'),
    ...typedCredit(credit),
  }),
  readMarkdown(markdown, values, isNamed) {
    const { prompt: written, lines, explanation } = readTail(markdown, extraLine)
    const halves = isNamed ? splitPromptAndGaps(written) : null
    if (!halves) return null
    const { text, contents } = takeGaps(halves.text)
    return {
      prompt: halves.prompt,
      explanation,
      text,
      gaps: contents,
      extra: lines.filter(Boolean),
      credit: readCredit(values),
    }
  },
  writeMarkdown({ prompt, text, gaps, extra, explanation, credit }) {
    const written = joinPromptAndGaps(prompt, fillGaps(text, gaps))
    // A list at the end of the text is none of the words: an empty line of the bank keeps them apart.
    const isList = extraLine.test(written.split('\n').at(-1)!)
    const bank = extra.length ? extra.map((one) => `+ ${oneLine(one)}`).join('\n') : isList ? '+' : ''
    return {
      text: writeWhy([written, bank].filter(Boolean).join('\n\n'), explanation),
      values: { kind: 'word-bank', credit: writeCredit(credit) },
    }
  },
  mapTexts: (body, change) => ({ ...mapBase(body, change), text: change(body.text) }),
}

const wordsOf = ({ gaps, extra }: WordBankBody) => [...new Set([...gaps, ...extra])]
