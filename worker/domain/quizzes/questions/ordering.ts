import { z } from 'zod'
import { credit, creditIn, readCredit, typedCredit, writeCredit } from './credit'
import { side } from './pairs'
import { isUnique, mapBase, markParts, oneLine, places, type QuestionKind, questionBase, shown } from './question'
import { readTail, writeTail } from './tail-lines'
import { baseIn, linesIn } from './typed'

const bodySchema = z
  .object({
    ...questionBase,
    /** In the right order. */
    items: z.array(side.min(1)).min(2, 'quizzes.orderMissing').max(20, 'quizzes.orderMany'),
    /** `partial` gives a share for each item in its place. */
    credit,
  })
  .refine(({ items }) => isUnique(items), { path: ['items'], message: 'quizzes.onlyOnce' })
const responseSchema = z.object({ items: z.array(side).max(20) })

export type OrderingBody = z.infer<typeof bodySchema>
export type OrderingResponse = z.infer<typeof responseSchema>
export type OrderingAsked = { prompt: string; items: string[] }

const itemLine = /^\d{1,2}[.)] (.*)$/

export const ordering: QuestionKind<'ordering', OrderingBody, OrderingResponse, OrderingAsked> = {
  kind: 'ordering',
  bodySchema,
  responseSchema,
  emptyBody: () => ({ prompt: '', explanation: '', items: [], credit: 'partial' }),
  emptyResponse: () => ({ items: [] }),
  isAnswered: ({ items }) => items.some((item) => item !== ''),
  fromFields: (values) => responseSchema.safeParse({ items: values }).data ?? null,
  toFields: (response, { items }) => items.map((_, i) => response.items[i] ?? ''),
  alwaysShuffles: true,
  choiceIds: (body) => places(body.items),
  asAsked: (body, order) => ({ prompt: body.prompt, items: notAsItIs(shown(body.items, order), body.items) }),
  modelResponse: ({ items }) => ({ items }),
  mark: (body, response, maxPoints) =>
    markParts(
      body.items.map((item, i) => response.items[i] === item),
      body,
      maxPoints,
    ),
  fromTyped: (typed) => ({
    ...baseIn(typed),
    items: linesIn(typed, 'items'),
    credit: creditIn(typed),
  }),
  toTyped: ({ items, credit }) => ({ items: items.join('\n'), ...typedCredit(credit) }),
  readMarkdown(markdown, values, isNamed) {
    const { prompt, lines, explanation } = readTail(markdown, itemLine)
    if (!lines.length || !isNamed) return null
    return { prompt, explanation, items: lines, credit: readCredit(values) }
  },
  writeMarkdown: ({ prompt, items, explanation, credit }) => ({
    text: writeTail(
      prompt,
      items.map((item, i) => `${i + 1}. ${oneLine(item)}`),
      explanation,
    ),
    values: { kind: 'ordering', credit: writeCredit(credit) },
  }),
  mapTexts: (body, change) => ({ ...mapBase(body, change), items: body.items.map(change) }),
}

/** Chance may give the right order, which would tell it. */
const notAsItIs = (list: string[], right: string[]): string[] =>
  list.every((item, i) => item === right[i]) ? [...list.slice(1), ...list.slice(0, 1)] : list
