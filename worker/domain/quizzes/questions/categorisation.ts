import { z } from 'zod'
import { credit } from './credit'
import {
  fromTypedPairs,
  markPairs,
  type Pair,
  type PairsResponse,
  paired,
  pairsFromFields,
  pairsToFields,
  readPairs,
  side,
  toTypedPairs,
  writePairs,
} from './pairs'
import { isUnique, mapBase, places, type QuestionKind, questionBase, shown } from './question'

const filled = side.min(1, 'quizzes.itemsMissing')
const bodySchema = z
  .object({
    ...questionBase,
    /** In the order in which they are offered. */
    categories: z.array(filled).min(2, 'quizzes.groupsMissing').max(12, 'quizzes.groupsMany'),
    items: z
      .array(z.object({ text: filled, category: filled }))
      .min(2, 'quizzes.itemsMissing')
      .max(40),
    credit,
  })
  .refine(({ items }) => isUnique(items.map(({ text }) => text)), { path: ['items'], message: 'quizzes.onlyOnce' })
  .refine(
    ({ categories, items }) => isUnique(categories) && items.every(({ category }) => categories.includes(category)),
    { path: ['items'], message: 'quizzes.itemsMissing' },
  )

export type CategorisationBody = z.infer<typeof bodySchema>
export type CategorisationAsked = { prompt: string; categories: string[]; items: string[] }

export const categorisation: QuestionKind<'categorisation', CategorisationBody, PairsResponse, CategorisationAsked> = {
  kind: 'categorisation',
  ...paired,
  bodySchema,
  emptyBody: () => ({ prompt: '', explanation: '', categories: [], items: [], credit: 'partial' }),
  fromFields: (values, { items }) => pairsFromFields(values, items),
  toFields: (response, { items }) => pairsToFields(response, items),
  choiceIds: ({ items }) => places(items),
  asAsked: ({ prompt, categories, items }, order) => ({
    prompt,
    categories,
    items: shown(
      items.map(({ text }) => text),
      order,
    ),
  }),
  modelResponse: ({ items }) => ({ pairs: pairsOf(items) }),
  mark: (body, response, maxPoints) => markPairs(pairsOf(body.items), body, response, maxPoints),
  fromTyped: (typed) => fromTypedPairs(typed, grouped),
  toTyped: (body) => toTypedPairs(rowsOf(body), body.credit),
  readMarkdown: (markdown, values, isNamed) => (isNamed ? readPairs(markdown, values, grouped) : null),
  writeMarkdown: (body) => writePairs('categorisation', body, rowsOf(body)),
  mapTexts: (body, change) => ({
    ...mapBase(body, change),
    categories: body.categories.map(change),
    items: body.items.map(({ text, category }) => ({ text: change(text), category: change(category) })),
  }),
}

const pairsOf = (items: CategorisationBody['items']) =>
  items.map(({ text, category }) => ({ left: text, right: category }))

/** Groups come in the order in which the rows name them; where that is another one, rows without an item name them first. */
function rowsOf({ categories, items }: CategorisationBody): Pair[] {
  const rows = pairsOf(items)
  const named = [...new Set(rows.map(({ right }) => right))]
  return named.join('\n') === categories.join('\n')
    ? rows
    : [...categories.map((right) => ({ left: '', right })), ...rows]
}

const grouped = (rows: Pair[]) => ({
  categories: [...new Set(rows.map(({ right }) => right))],
  items: rows.filter(({ left }) => left).map(({ left, right }) => ({ text: left, category: right })),
})
