import { z } from 'zod'
import { readNumberAnswer, writeNumberAnswer } from './answer-lines'
import { credit, creditIn, readCredit, typedCredit, writeCredit } from './credit'
import { fillGaps, hasGaps, joinBars, joinPromptAndGaps, splitBars, splitPromptAndGaps, takeGaps } from './gap-text'
import { isRightNumber, numberAnswer, readNumbers } from './number'
import { isUnique, mapBase, markParts, type QuestionKind, questionBase } from './question'
import { comparable } from './short-text'
import { readWhy, writeWhy } from './tail-lines'
import { baseIn, isTicked, textIn, tick } from './typed'

/** In one line, and nothing that would close the brackets that it is written in. */
const wording = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^(?!.*\]\])[^\n[][^\n]*$/, 'quizzes.gapWording')

const gap = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), accepted: z.array(wording).min(1, 'quizzes.gapsMissing').max(20) }),
  z.object({ kind: z.literal('number'), ...numberAnswer }),
  z
    .object({
      kind: z.literal('choice'),
      options: z.array(wording).min(2).max(20),
      correct: z.string().trim().min(1, 'quizzes.gapChoice'),
    })
    .refine(({ options, correct }) => isUnique(options) && options.includes(correct), 'quizzes.gapChoice'),
])

const bodySchema = z
  .object({
    ...questionBase,
    /** What to do; where it is empty the text alone asks. */
    prompt: z.string().trim().max(16_000).default(''),
    /** Markdown in which `[[1]]`, `[[2]]` … stand for the gaps. */
    text: z.string().trim().max(16_000).min(1, 'quizzes.gapsMissing'),
    gaps: z.array(gap).min(1, 'quizzes.gapsMissing').max(40, 'quizzes.gapsMany'),
    matchCase: z.boolean().default(false),
    matchAccents: z.boolean().default(false),
    credit,
  })
  .refine((body) => hasGaps(body.text, body.gaps.length), { path: ['text'], message: 'quizzes.gapsMissing' })
const responseSchema = z.object({ texts: z.array(z.string().max(500)).max(40) })

type Gap = z.infer<typeof gap>
export type ClozeBody = z.infer<typeof bodySchema>
export type ClozeResponse = z.infer<typeof responseSchema>
export type AskedGap = { kind: 'text' } | { kind: 'number'; unit: string } | { kind: 'choice'; options: string[] }
export type ClozeAsked = { prompt: string; text: string; gaps: AskedGap[] }

export const cloze: QuestionKind<'cloze', ClozeBody, ClozeResponse, ClozeAsked> = {
  kind: 'cloze',
  bodySchema,
  responseSchema,
  emptyBody: () => ({
    prompt: '',
    explanation: '',
    text: '',
    gaps: [],
    matchCase: false,
    matchAccents: false,
    credit: 'partial',
  }),
  emptyResponse: () => ({ texts: [] }),
  isAnswered: ({ texts }) => texts.some((text) => text.trim() !== ''),
  fromFields: (values) => responseSchema.safeParse({ texts: values }).data ?? null,
  toFields: ({ texts }, { gaps }) => gaps.map((_, i) => texts[i] ?? ''),
  choiceIds: () => [],
  asAsked: ({ prompt, text, gaps }) => ({ prompt, text, gaps: gaps.map(askedGap) }),
  modelResponse: ({ gaps }) => ({ texts: gaps.map(rightIn) }),
  mark: (body, { texts }, maxPoints) =>
    markParts(
      body.gaps.map((one, i) => isRight(one, texts[i] ?? '', body)),
      body,
      maxPoints,
    ),
  alternatives: (body, [said], at) =>
    otherGaps(body.gaps[at ?? -1], said?.trim().slice(0, 200) ?? '').map((gap) => ({
      ...body,
      gaps: body.gaps.with(at!, gap),
    })),
  fromTyped(typed) {
    const { text, contents } = takeGaps(textIn(typed, 'text'))
    return {
      ...baseIn(typed),
      text,
      gaps: contents.map(readGap),
      matchCase: isTicked(typed, 'matchCase'),
      matchAccents: isTicked(typed, 'matchAccents'),
      credit: creditIn(typed),
    }
  },
  toTyped: ({ text, gaps, matchCase, matchAccents, credit }) => ({
    text: fillGaps(text, gaps.map(writeGap)),
    ...tick('matchCase', matchCase),
    ...tick('matchAccents', matchAccents),
    ...typedCredit(credit),
  }),
  readMarkdown(markdown, values) {
    const why = readWhy(markdown)
    const halves = splitPromptAndGaps(why.text)
    if (!halves) return null
    const { text, contents } = takeGaps(halves.text)
    return {
      prompt: halves.prompt,
      explanation: why.explanation,
      text,
      gaps: contents.map(readGap),
      matchCase: values.case === 'yes',
      matchAccents: values.accents === 'yes',
      credit: readCredit(values),
    }
  },
  writeMarkdown: ({ prompt, text, gaps, explanation, matchCase, matchAccents, credit }) => ({
    text: writeWhy(joinPromptAndGaps(prompt, fillGaps(text, gaps.map(writeGap))), explanation),
    values: {
      kind: 'cloze',
      case: matchCase ? 'yes' : null,
      accents: matchAccents ? 'yes' : null,
      credit: writeCredit(credit),
    },
  }),
  mapTexts: (body, change) => ({ ...mapBase(body, change), text: change(body.text) }),
}

function askedGap(one: Gap): AskedGap {
  if (one.kind === 'choice') return { kind: 'choice', options: one.options }
  return one.kind === 'number' ? { kind: 'number', unit: one.unit } : { kind: 'text' }
}

function otherGaps(one: Gap | undefined, said: string): Gap[] {
  if (!one || !said) return []
  if (one.kind === 'number') return readNumbers(said, one.unit).map((answer) => ({ ...one, answer }))
  if (one.kind === 'text') return [{ ...one, accepted: [said] }]
  return one.options.includes(said) ? [{ ...one, correct: said }] : []
}

const rightIn = (one: Gap): string =>
  one.kind === 'text' ? one.accepted[0]! : one.kind === 'number' ? String(one.answer) : one.correct

function isRight(one: Gap, said: string, how: ClozeBody): boolean {
  if (one.kind === 'number') return isRightNumber(said, one)
  if (one.kind === 'choice') return said === one.correct
  const form = comparable(said, how)
  return form !== '' && one.accepted.some((wording) => comparable(wording, how) === form)
}

const option = /^\(([ xX]?)\) (.+)$/

/** `Paris | Paname`, `= 3.14 ± 0.01 m`, or `(x) Paris | ( ) Rome`. */
function readGap(content: string): unknown {
  const number = content.startsWith('=') ? readNumberAnswer(content.slice(1).trim()) : null
  if (number) return { kind: 'number', ...number }
  const parts = splitBars(content)
  const options = parts.map((part) => option.exec(part))
  if (options.length > 1 && options.every((one) => one !== null)) {
    const right = options.filter((one) => /x/i.test(one[1]!))
    return { kind: 'choice', options: options.map((one) => one[2]), correct: right.length === 1 ? right[0]![2] : '' }
  }
  return { kind: 'text', accepted: parts.map((part) => part.replace(/^\\(\\*[=(])/, '$1')) }
}

function writeGap(one: Gap): string {
  if (one.kind === 'number') return `= ${writeNumberAnswer(one)}`
  if (one.kind === 'choice') return joinBars(one.options.map((text) => `(${text === one.correct ? 'x' : ' '}) ${text}`))
  return joinBars(one.accepted.map((text) => text.replace(/^\\*[=(]/, '\\$&')))
}
